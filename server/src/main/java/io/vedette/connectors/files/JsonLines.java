package io.vedette.connectors.files;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Whole lines of a file of JSON objects, one a line, in UTF-8; the bytes are not copied and must
 * not change any more.
 */
final class JsonLines {
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long LOW_BITS = 0x0101010101010101L;
  private static final long HIGH_BITS = LOW_BITS << 7;
  private static final long EIGHT_LINE_ENDS = LOW_BITS * '\n';

  private final byte[] bytes;
  private final int length;

  /**
   * @param length how many of the bytes are lines; the last may lack its line end
   */
  JsonLines(byte[] bytes, int length) {
    this.bytes = bytes;
    this.length = length;
  }

  /**
   * Takes a line: the bytes from {@code start} up to {@code end}, without the line end; the first
   * has the number 1.
   */
  @FunctionalInterface
  interface LineConsumer {
    void line(byte[] bytes, int start, int end, long number);
  }

  /**
   * Gives each line that is not blank, in order.
   *
   * @return how many lines there are, with the blank ones
   */
  long forEach(LineConsumer consumer) {
    long number = 1;
    for (int start = 0; start < length; number++) {
      int lineEnd = lineEnd(start);
      int end = lineEnd > start && bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
      if (!isBlank(start, end)) {
        consumer.line(bytes, start, end, number);
      }
      start = lineEnd + 1;
    }
    return number - 1;
  }

  /** The first line that is not blank, alone; without one no line. */
  JsonLines firstLine() {
    for (int start = 0; start < length; ) {
      int end = lineEnd(start);
      if (!isBlank(start, end)) {
        return new JsonLines(Arrays.copyOfRange(bytes, start, end), end - start);
      }
      start = end + 1;
    }
    return new JsonLines(new byte[0], 0);
  }

  private int lineEnd(int start) {
    return lineEnd(bytes, start, length);
  }

  /** Where the first line end stands between two positions, the second one when there is none. */
  static int lineEnd(byte[] bytes, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long other = (long) EIGHT_BYTES.get(bytes, at) ^ EIGHT_LINE_ENDS;
      // Sets the highest bit of each byte that is zero, and of none before the first such byte.
      long zero = (other - LOW_BITS) & ~other & HIGH_BITS;
      if (zero != 0) {
        return at + Long.numberOfTrailingZeros(zero) / Byte.SIZE;
      }
    }
    while (at < to && bytes[at] != '\n') {
      at++;
    }
    return at;
  }

  private boolean isBlank(int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] > ' ' || bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  /** All lines as they came. */
  InputStream open() {
    return new ByteArrayInputStream(bytes, 0, length);
  }
}
