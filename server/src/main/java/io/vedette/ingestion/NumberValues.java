package io.vedette.ingestion;

import io.vedette.kql.types.ScalarType;
import java.sql.SQLException;
import java.util.Arrays;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBWritableVector;

/** Values of the types that fit 64 bits. */
final class NumberValues extends ColumnValues {
  private final ScalarType type;
  private long[] bits = new long[16];
  private boolean[] present = new boolean[16];
  private int rows;

  NumberValues(ScalarType type) {
    this.type = type;
  }

  @Override
  int rows() {
    return rows;
  }

  @Override
  boolean isNull(int row) {
    return row >= rows || !present[row];
  }

  @Override
  void add(Object stored) {
    add(
        switch (type) {
          case LONG, TIMESPAN, DATETIME -> (Long) stored;
          case INT -> (Integer) stored;
          case BOOL -> (Boolean) stored ? 1 : 0;
          case REAL -> Double.doubleToRawLongBits((Double) stored);
          case DECIMAL, STRING, GUID, DYNAMIC -> throw new IllegalStateException(type.kustoName());
        },
        true);
  }

  @Override
  void addNull() {
    add(0, false);
  }

  private void add(long value, boolean isValue) {
    if (rows == bits.length) {
      bits = Arrays.copyOf(bits, rows * 2);
      present = Arrays.copyOf(present, rows * 2);
    }
    bits[rows] = value;
    present[rows++] = isValue;
  }

  @Override
  void removeLast() {
    rows--;
  }

  @Override
  void append(DuckDBAppender appender, int row) throws SQLException {
    long value = bits[row];
    switch (type) {
      case BOOL -> appender.append(value != 0);
      case INT -> appender.append((int) value);
      case LONG, TIMESPAN -> appender.append(value);
      case REAL -> appender.append(Double.longBitsToDouble(value));
      case DATETIME -> appender.appendEpochMicros(value);
      case DECIMAL, STRING, GUID, DYNAMIC -> throw new IllegalStateException(type.kustoName());
    }
  }

  /** Sets some rows of a vector, from one on. A datetime goes as microseconds. */
  void copyTo(DuckDBWritableVector vector, int at, int from, int count) {
    for (int row = from; row < from + count; row++) {
      int target = at + row - from;
      if (isNull(row)) {
        vector.setNull(target);
      } else {
        set(vector, target, bits[row]);
      }
    }
  }

  private void set(DuckDBWritableVector vector, int row, long value) {
    switch (type) {
      case BOOL -> vector.setBoolean(row, value != 0);
      case INT -> vector.setInt(row, (int) value);
      case LONG, TIMESPAN, DATETIME -> vector.setLong(row, value);
      case REAL -> vector.setDouble(row, Double.longBitsToDouble(value));
      case DECIMAL, STRING, GUID, DYNAMIC -> throw new IllegalStateException(type.kustoName());
    }
  }
}
