package io.vedette.query;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
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
  private final Arena arena = Arena.ofConfined();

  /**
   * Texts on their way: a call with an address costs far less than one with a piece of an array.
   */
  private MemorySegment outside = MemorySegment.NULL;

  private @Nullable MemorySegment validity;

  /** Room for that many rows, all of which are to be set before they are given away. */
  public TextVector(long rows) {
    this.rows = rows;
    this.vector = EngineLibrary.textVector(rows);
  }

  /** Sets the text of a row, or its null. */
  public void set(long row, @Nullable String text) {
    if (text == null) {
      setNull(row);
    } else {
      Objects.checkIndex(row, rows);
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      EngineLibrary.assign(vector, row, copied(utf8, 0, utf8.length), utf8.length);
    }
  }

  /**
   * Sets rows to texts that follow each other.
   *
   * @param row the first to be set
   * @param utf8 the texts in UTF-8
   * @param ends where each text ends, which is where the next begins; an empty text is a null
   * @param first of the texts that are taken, and how many
   */
  public void set(long row, byte[] utf8, int[] ends, int first, int count) {
    Objects.checkFromIndexSize(row, count, rows);
    if (count == 0) {
      return;
    }
    int start = first == 0 ? 0 : ends[first - 1];
    long address = copied(utf8, start, ends[first + count - 1] - start) - start;
    for (int i = 0; i < count; i++) {
      int end = ends[first + i];
      if (end > start) {
        EngineLibrary.assign(vector, row + i, address + start, end - start);
      } else {
        setNull(row + i);
      }
      start = end;
    }
  }

  /** Where the engine finds a copy of some bytes. */
  private long copied(byte[] bytes, int from, int length) {
    if (outside.byteSize() < length) {
      outside = arena.allocate(Math.max(length, 2 * outside.byteSize()));
    }
    MemorySegment.copy(bytes, from, outside, JAVA_BYTE, 0, length);
    return outside.address();
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
    arena.close();
  }
}
