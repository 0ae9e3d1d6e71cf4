package io.vedette.cli;

import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import io.vedette.query.ResultSet;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints a result as lined-up columns; numbers stand to the right. */
final class TextTable {
  private static final int WIDEST = 60;

  private TextTable() {}

  static void print(ResultSet table, PrintWriter out) {
    int[] widths = new int[table.columns().size()];
    for (int i = 0; i < widths.length; i++) {
      widths[i] = table.columns().get(i).name().length();
    }
    List<String[]> lines = new ArrayList<>();
    for (@Nullable Object[] row : table.rows()) {
      String[] cells = new String[row.length];
      for (int i = 0; i < row.length; i++) {
        cells[i] = shown(ResultFormat.cell(table, i, row[i]));
        widths[i] = Math.max(widths[i], cells[i].length());
      }
      lines.add(cells);
    }
    String[] names = table.columns().stream().map(Column::name).toArray(String[]::new);
    line(out, names, widths, table);
    StringBuilder rule = new StringBuilder();
    for (int width : widths) {
      rule.append(rule.isEmpty() ? "" : "  ").repeat('-', width);
    }
    out.println(rule);
    lines.forEach(cells -> line(out, cells, widths, table));
    out.println(lines.size() == 1 ? "(1 row)" : "(" + lines.size() + " rows)");
  }

  private static String shown(String text) {
    StringBuilder plain = new StringBuilder(Math.min(text.length(), WIDEST + 1));
    for (int i = 0; i < text.length() && plain.length() <= WIDEST; i++) {
      char c = text.charAt(i);
      // Control characters of hostile logs must not reach the terminal.
      plain.append(Character.isISOControl(c) ? ' ' : c);
    }
    if (plain.length() > WIDEST) {
      plain.setLength(WIDEST - 1);
      plain.append('\u2026');
    }
    return plain.toString();
  }

  private static void line(PrintWriter out, String[] cells, int[] widths, ResultSet table) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < cells.length; i++) {
      int fill = widths[i] - cells[i].length();
      line.append(i == 0 ? "" : "  ");
      if (isNumber(table.columns().get(i).type())) {
        line.repeat(' ', fill).append(cells[i]);
      } else {
        line.append(cells[i]).repeat(' ', fill);
      }
    }
    out.println(line.toString().stripTrailing());
  }

  private static boolean isNumber(ScalarType type) {
    return switch (type) {
      case INT, LONG, REAL, DECIMAL -> true;
      case BOOL, STRING, DATETIME, TIMESPAN, GUID, DYNAMIC -> false;
    };
  }
}
