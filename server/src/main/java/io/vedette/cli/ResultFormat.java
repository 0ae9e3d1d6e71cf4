package io.vedette.cli;

import io.vedette.api.kusto.KustoV1;
import io.vedette.kql.types.Column;
import io.vedette.query.KustoJson;
import io.vedette.query.KustoText;
import io.vedette.query.ResultSet;
import java.io.PrintWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** How results are printed. */
enum ResultFormat {
  /** Columns lined up, for people. */
  TABLE {
    @Override
    void print(List<ResultSet> tables, PrintWriter out) {
      for (int i = 0; i < tables.size(); i++) {
        if (i > 0) {
          out.println();
        }
        TextTable.print(tables.get(i), out);
      }
    }
  },
  /** An array with one object a row, of the first table. */
  JSON {
    @Override
    void print(List<ResultSet> tables, PrintWriter out) {
      ResultSet table = tables.getFirst();
      generate(out, json -> writeObjects(json, table));
    }
  },
  /** RFC 4180, with a line of names, of the first table. */
  CSV {
    @Override
    void print(List<ResultSet> tables, PrintWriter out) {
      CsvTable.print(tables.getFirst(), out);
    }
  },
  /** All tables in the shape of Kusto's REST interface, version 1. */
  KUSTO {
    @Override
    void print(List<ResultSet> tables, PrintWriter out) {
      generate(out, json -> KustoV1.writeTables(json, tables));
    }
  };

  abstract void print(List<ResultSet> tables, PrintWriter out);

  private interface Content {
    void write(JsonGenerator json);
  }

  private static void generate(PrintWriter out, Content content) {
    try (JsonGenerator json =
        JsonMapper.shared().writerWithDefaultPrettyPrinter().createGenerator(new Unclosed(out))) {
      content.write(json);
    }
    out.println();
  }

  private static void writeObjects(JsonGenerator json, ResultSet table) {
    json.writeStartArray();
    for (@Nullable Object[] row : table.rows()) {
      json.writeStartObject();
      for (int i = 0; i < row.length; i++) {
        Column column = table.columns().get(i);
        json.writeName(column.name());
        KustoJson.writeCell(json, column.type(), row[i]);
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** Keeps the generator from closing standard output. */
  private static final class Unclosed extends java.io.FilterWriter {
    Unclosed(PrintWriter out) {
      super(out);
    }

    @Override
    public void close() {}
  }

  /** The text of a cell on one line. */
  static String cell(ResultSet table, int column, @Nullable Object value) {
    return KustoText.of(table.columns().get(column).type(), value);
  }
}
