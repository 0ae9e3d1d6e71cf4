package io.vedette.cli;

import io.vedette.query.ResultSet;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Prints a result as comma-separated values (RFC 4180; lines end with LF). */
final class CsvTable {
  private CsvTable() {}

  static void print(ResultSet table, PrintWriter out) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < table.columns().size(); i++) {
      line.append(i == 0 ? "" : ",").append(quoted(table.columns().get(i).name()));
    }
    out.println(line);
    for (@Nullable Object[] row : table.rows()) {
      line.setLength(0);
      for (int i = 0; i < row.length; i++) {
        line.append(i == 0 ? "" : ",").append(quoted(ResultFormat.cell(table, i, row[i])));
      }
      out.println(line);
    }
  }

  private static String quoted(String text) {
    boolean plain =
        text.indexOf(',') < 0
            && text.indexOf('"') < 0
            && text.indexOf('\n') < 0
            && text.indexOf('\r') < 0;
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }
}
