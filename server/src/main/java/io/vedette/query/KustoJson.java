package io.vedette.query;

import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TimespanText;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/**
 * Writes and reads cells as the Log Analytics query API does: datetime and timespan as text,
 * dynamic as JSON, decimal and guid as text, a real that is no number as "NaN", "Infinity" or
 * "-Infinity".
 */
public final class KustoJson {
  private static final JsonFactory JSON = JsonFactory.builder().build();

  private KustoJson() {}

  /** The columns and the rows as properties of the object that was begun. */
  public static void writeTable(JsonGenerator json, ResultSet table) {
    json.writeName("columns");
    writeColumns(json, table.columns());
    json.writeName("rows");
    writeRows(json, table);
  }

  /** The columns as an array of {@code {"name", "type"}}. */
  private static void writeColumns(JsonGenerator json, List<Column> columns) {
    json.writeStartArray();
    for (Column column : columns) {
      json.writeStartObject();
      json.writeStringProperty("name", column.name());
      json.writeStringProperty("type", column.type().kustoName());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** The rows as an array of arrays. */
  public static void writeRows(JsonGenerator json, ResultSet table) {
    json.writeStartArray();
    for (@Nullable Object[] row : table.rows()) {
      json.writeStartArray();
      for (int i = 0; i < row.length; i++) {
        writeCell(json, table.columns().get(i).type(), row[i]);
      }
      json.writeEndArray();
    }
    json.writeEndArray();
  }

  /** One cell of a {@link ResultSet}. */
  public static void writeCell(JsonGenerator json, ScalarType type, @Nullable Object value) {
    if (value == null) {
      json.writeNull();
      return;
    }
    switch (type) {
      case BOOL -> json.writeBoolean((Boolean) value);
      case INT -> json.writeNumber((Integer) value);
      case LONG -> json.writeNumber((Long) value);
      case REAL -> writeReal(json, (Double) value);
      case DYNAMIC -> writeDynamic(json, (String) value);
      case DATETIME, TIMESPAN, DECIMAL, STRING, GUID -> json.writeString(KustoText.of(type, value));
    }
  }

  /**
   * The cell that {@link #writeCell} wrote, except that a dynamic value may be spaced otherwise.
   *
   * @throws IllegalArgumentException when it is no value of the type
   */
  public static @Nullable Object readCell(JsonNode cell, ScalarType type) {
    if (cell.isNull()) {
      return null;
    }
    return switch (type) {
      case BOOL -> cell.asBoolean();
      case INT -> cell.asInt();
      case LONG -> cell.asLong();
      case REAL -> cell.isNumber() ? cell.asDouble() : Double.valueOf(cell.asString());
      case DECIMAL -> new BigDecimal(cell.asString());
      case DATETIME -> KustoText.ticks(cell.asString());
      case TIMESPAN ->
          TimespanText.ticks(cell.asString())
              .orElseThrow(() -> new IllegalArgumentException("no timespan: " + cell));
      case DYNAMIC -> cell.isString() ? cell.asString() : cell.toString();
      case STRING, GUID -> cell.asString();
    };
  }

  private static void writeReal(JsonGenerator json, double value) {
    if (Double.isFinite(value)) {
      json.writeNumber(value);
    } else {
      json.writeString(KustoText.real(value));
    }
  }

  /** As it stands when it is one JSON value, else as a string: the answer must stay JSON. */
  private static void writeDynamic(JsonGenerator json, String text) {
    if (isJson(text)) {
      json.writeRawValue(text);
    } else {
      json.writeString(text);
    }
  }

  static boolean isJson(String text) {
    try (JsonParser parser =
        JSON.createParser(tools.jackson.core.ObjectReadContext.empty(), text)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (JacksonException e) {
      return false;
    }
  }
}
