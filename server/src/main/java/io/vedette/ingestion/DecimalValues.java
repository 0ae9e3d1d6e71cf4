package io.vedette.ingestion;

import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/** Values of decimal, which few tables have. */
final class DecimalValues extends ColumnValues {
  private final List<@Nullable BigDecimal> values = new ArrayList<>();

  @Override
  int rows() {
    return values.size();
  }

  @Override
  boolean isNull(int row) {
    return row >= values.size() || values.get(row) == null;
  }

  @Override
  void add(Object stored) {
    values.add((BigDecimal) stored);
  }

  @Override
  void addNull() {
    values.add(null);
  }

  @Override
  void removeLast() {
    values.removeLast();
  }

  @Override
  void append(DuckDBAppender appender, int row) throws SQLException {
    appender.append(values.get(row));
  }

  /** Sets some rows of a vector, from one on. */
  void copyTo(DuckDBWritableVector vector, int at, int from, int count) {
    for (int row = from; row < from + count; row++) {
      BigDecimal value = row < values.size() ? values.get(row) : null;
      if (value == null) {
        vector.setNull(at + row - from);
      } else {
        vector.setBigDecimal(at + row - from, value);
      }
    }
  }
}
