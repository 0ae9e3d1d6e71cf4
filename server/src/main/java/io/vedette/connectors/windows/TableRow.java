package io.vedette.connectors.windows;

import java.util.Collections;
import java.util.Map;

/**
 * A row of a table. The map is handed over: nobody changes it any more.
 *
 * @param table name of the table
 * @param values columns that hold something, each of its Kusto type: String, Integer, Long, Double,
 *     Boolean, {@link java.time.Instant} for datetime, JSON text for dynamic
 */
public record TableRow(String table, Map<String, Object> values) {
  public TableRow {
    values = Collections.unmodifiableMap(values);
  }
}
