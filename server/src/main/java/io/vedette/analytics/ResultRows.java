package io.vedette.analytics;

import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The result of a rule's query, read by column name.
 *
 * @param rows cells in Java form: datetime and timespan as ticks of 100 ns, dynamic as JSON text
 */
public record ResultRows(List<Column> columns, List<@Nullable Object[]> rows) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final long TICKS_PER_SECOND = 10_000_000L;

  public ResultRows {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** Position of the column, or -1. */
  int position(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    return -1;
  }

  /** The cell as people read it; empty for null and for a column that is not there. */
  public String text(@Nullable Object[] row, String column) {
    int position = position(column);
    Object cell = position < 0 ? null : row[position];
    return cell == null ? "" : text(cell, columns.get(position).type());
  }

  /**
   * The texts of a cell: the elements of a dynamic array, otherwise the cell itself; blanks left
   * out.
   */
  List<String> texts(@Nullable Object[] row, String column) {
    int position = position(column);
    if (position >= 0
        && columns.get(position).type() == ScalarType.DYNAMIC
        && row[position] instanceof String json
        && json.startsWith("[")) {
      return elements(json);
    }
    String text = text(row, column);
    return text.isBlank() ? List.of() : List.of(text);
  }

  /** The instant in a datetime cell, or null. */
  public @Nullable Instant instant(@Nullable Object[] row, String column) {
    int position = position(column);
    return position >= 0
            && columns.get(position).type() == ScalarType.DATETIME
            && row[position] instanceof Long ticks
        ? instantOfTicks(ticks)
        : null;
  }

  private static List<String> elements(String json) {
    try {
      JsonNode array = JSON.readTree(json);
      List<String> texts = new ArrayList<>();
      for (JsonNode element : array) {
        String text = plainText(element);
        if (!text.isBlank()) {
          texts.add(text);
        }
      }
      return texts;
    } catch (JacksonException e) {
      return List.of(json);
    }
  }

  private static String text(Object cell, ScalarType type) {
    return switch (type) {
      case DATETIME ->
          cell instanceof Long ticks ? instantOfTicks(ticks).toString() : cell.toString();
      case TIMESPAN -> cell instanceof Long ticks ? timespan(ticks) : cell.toString();
      case DYNAMIC -> unquoted(cell.toString());
      case BOOL, INT, LONG, REAL, DECIMAL, STRING, GUID -> cell.toString();
    };
  }

  /** A JSON string without its quotes; any other JSON as it stands. */
  private static String unquoted(String json) {
    if (!json.startsWith("\"")) {
      return json;
    }
    try {
      return plainText(JSON.readTree(json));
    } catch (JacksonException e) {
      return json;
    }
  }

  private static String plainText(JsonNode node) {
    if (node.isNull()) {
      return "";
    }
    return node.isString() ? node.stringValue() : node.toString();
  }

  static Instant instantOfTicks(long ticks) {
    return Instant.ofEpochSecond(
        Math.floorDiv(ticks, TICKS_PER_SECOND), 100L * Math.floorMod(ticks, TICKS_PER_SECOND));
  }

  /** Kusto's form of a timespan, {@code [-][d.]hh:mm:ss[.fffffff]}. */
  private static String timespan(long ticks) {
    return Timespans.text(
        Duration.ofSeconds(
            Math.floorDiv(ticks, TICKS_PER_SECOND), 100L * Math.floorMod(ticks, TICKS_PER_SECOND)));
  }
}
