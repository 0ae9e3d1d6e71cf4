package io.vedette.ingestion;

import io.vedette.kql.types.Column;
import java.util.List;
import java.util.Map;

/**
 * The rows of one request, checked and in stored form. Nobody changes the values any more.
 *
 * @param columns columns that at least one row may have a value for
 * @param values of each column
 * @param rows how many rows are to be stored
 * @param refused rows that are not stored
 * @param warnings number of values that could not be kept as they came, by reason
 * @param bytes what the rows take in memory, roughly
 */
record Batch(
    String source,
    String table,
    List<Column> columns,
    List<ColumnValues> values,
    int rows,
    List<RefusedRow> refused,
    Map<String, Long> warnings,
    long bytes) {

  boolean isEmpty() {
    return rows == 0;
  }

  /** The values of each of a table's stored columns; of one that no row has, none. */
  List<ColumnValues> valuesOf(List<Column> stored) {
    return stored.stream().map(this::valuesOf).toList();
  }

  private ColumnValues valuesOf(Column column) {
    int position = position(columns, column.name());
    return position < 0 ? ColumnValues.of(column.type()) : values.get(position);
  }

  /** Where a column of that name is, in any case, or -1. */
  static int position(List<Column> columns, String name) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equalsIgnoreCase(name)) {
        return i;
      }
    }
    return -1;
  }
}
