package io.vedette.ingestion;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Whole lines of a file of JSON objects, one a line, in UTF-8; the bytes are not copied and must
 * not change any more.
 */
public final class JsonLines {
  private final byte[] bytes;
  private final int length;
  private final long firstNumber;

  /**
   * @param length how many of the bytes are lines; the last may lack its line end
   * @param firstNumber number in the file of the first line, from 1
   */
  public JsonLines(byte[] bytes, int length, long firstNumber) {
    this.bytes = bytes;
    this.length = length;
    this.firstNumber = firstNumber;
  }

  /** Takes a line: the bytes from {@code start} up to {@code end}, without the line end. */
  @FunctionalInterface
  public interface LineConsumer {
    void line(byte[] bytes, int start, int end, long number);
  }

  /** Gives each line that is not blank, in order. */
  public void forEach(LineConsumer consumer) {
    long number = firstNumber;
    for (int start = 0; start < length; number++) {
      int lineEnd = lineEnd(start);
      int end = lineEnd > start && bytes[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
      if (!isBlank(start, end)) {
        consumer.line(bytes, start, end, number);
      }
      start = lineEnd + 1;
    }
  }

  /** The first line that is not blank, alone; without one no line. */
  public JsonLines firstLine() {
    long number = firstNumber;
    for (int start = 0; start < length; number++) {
      int end = lineEnd(start);
      if (!isBlank(start, end)) {
        return new JsonLines(Arrays.copyOfRange(bytes, start, end), end - start, number);
      }
      start = end + 1;
    }
    return new JsonLines(new byte[0], 0, number);
  }

  private int lineEnd(int start) {
    int end = start;
    while (end < length && bytes[end] != '\n') {
      end++;
    }
    return end;
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
  public InputStream open() {
    return new ByteArrayInputStream(bytes, 0, length);
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }
}
