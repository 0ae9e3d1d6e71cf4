package io.vedette.query;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.duckdb.DuckDBWritableVector;
import org.jspecify.annotations.Nullable;

/**
 * Texts for one vector that the engine asks for, in memory that its limit does not count. Written
 * by the driver, they would take counted memory; where that is short, the engine throws through
 * Java's frames, which ends the process. What the engine copies from here is counted as ever.
 */
public final class TextVector implements AutoCloseable {
  private final MemorySegment vector;
  private final long rows;
  private @Nullable MemorySegment validity;

  /** Room for that many rows, all of which are to be set before they are given away. */
  public TextVector(long rows) {
    this.rows = rows;
    this.vector = EngineLibrary.textVector(rows);
  }

  /** Sets the text of a row, or its null. */
  public void set(long row, @Nullable String text) {
    Objects.checkIndex(row, rows);
    if (text == null) {
      setNull(row);
    } else {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      EngineLibrary.assign(vector, row, utf8, 0, utf8.length);
    }
  }

  /** Sets the text of a row to some bytes, which are UTF-8. */
  public void set(long row, byte[] utf8, int from, int length) {
    Objects.checkIndex(row, rows);
    Objects.checkFromIndexSize(from, length, utf8.length);
    EngineLibrary.assign(vector, row, utf8, from, length);
  }

  /** Sets a row's null. */
  public void setNull(long row) {
    Objects.checkIndex(row, rows);
    MemorySegment bits = validity;
    if (bits == null) {
      bits = EngineLibrary.validity(vector, rows);
      validity = bits;
    }
    long word = row / Long.SIZE;
    bits.setAtIndex(JAVA_LONG, word, bits.getAtIndex(JAVA_LONG, word) & ~(1L << row));
  }

  /** Makes the engine's vector refer to these texts, for as long as it needs them. */
  public void giveTo(DuckDBWritableVector target) {
    EngineLibrary.refer(target, vector);
  }

  @Override
  public void close() {
    EngineLibrary.destroy(vector);
  }
}
