package io.vedette.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vedette.query.TextVector;
import java.sql.SQLException;
import java.util.Arrays;
import org.duckdb.DuckDBAppender;

/** Texts in UTF-8, one after the other; an empty one is no value, as in Kusto. */
final class TextValues extends ColumnValues {
  private byte[] bytes = new byte[256];
  private int[] ends = new int[16];
  private int rows;

  @Override
  int rows() {
    return rows;
  }

  private int start(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }

  @Override
  boolean isNull(int row) {
    return row >= rows || start(row) == ends[row];
  }

  @Override
  void add(Object stored) {
    byte[] text = ((String) stored).getBytes(UTF_8);
    int start = start(rows);
    int end = Math.addExact(start, text.length);
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(end, (int) Math.min(bytes.length * 2L, 1 << 30)));
    }
    System.arraycopy(text, 0, bytes, start, text.length);
    addEnd(end);
  }

  @Override
  void addNull() {
    addEnd(start(rows));
  }

  private void addEnd(int end) {
    if (rows == ends.length) {
      ends = Arrays.copyOf(ends, rows * 2);
    }
    ends[rows++] = end;
  }

  @Override
  void removeLast() {
    rows--;
  }

  @Override
  void append(DuckDBAppender appender, int row) throws SQLException {
    appender.append(new String(bytes, start(row), ends[row] - start(row), UTF_8));
  }

  /** Sets some rows of a vector, from one on. */
  void copyTo(TextVector vector, int at, int from, int count) {
    int stored = Math.clamp((long) rows - from, 0, count);
    vector.set(at, bytes, ends, from, stored);
    for (int i = stored; i < count; i++) {
      vector.setNull(at + i);
    }
  }
}
