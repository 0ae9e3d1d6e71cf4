package io.vedette.connectors.rdp.remote;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row on its way to the server.
 *
 * @param table name of the table
 * @param values by column name, as JSON has them: datetime as text of ISO 8601
 */
public record SensorRow(String table, Map<String, @Nullable Object> values) {
  public SensorRow {
    Objects.requireNonNull(table, "a row without a table");
    Objects.requireNonNull(values, "a row without values");
  }

  /** Not the values, which may hold a password. */
  @Override
  public String toString() {
    return "SensorRow[" + table + "]";
  }
}
