package io.vedette.connectors.files;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts a stream into lines of bytes, of bounded length. */
final class Lines {
  /** The longest line; longer ones are passed over. */
  static final int LONGEST = 16 << 20;

  private final InputStream in;
  private byte[] buffer = new byte[1 << 17];
  private int begin;
  private int end;
  private int start;
  private int length;
  private long number;
  private boolean tooLong;

  Lines(InputStream in) {
    this.in = in;
  }

  /** Moves to the next line; false at the end. */
  boolean next() throws IOException {
    tooLong = false;
    int scanned = begin;
    while (true) {
      for (int i = scanned; i < end; i++) {
        if (buffer[i] == '\n') {
          take(i);
          begin = i + 1;
          return true;
        }
      }
      if (end - begin > LONGEST) {
        tooLong = true;
        begin = end;
      }
      int kept = end - begin;
      if (!fill()) {
        if (kept == 0 && !tooLong) {
          return false;
        }
        take(end);
        begin = end;
        return true;
      }
      scanned = begin + kept;
    }
  }

  private void take(int lineEnd) {
    number++;
    start = begin;
    length = lineEnd - begin;
    tooLong |= length > LONGEST;
    if (length > 0 && buffer[start + length - 1] == '\r') {
      length--;
    }
  }

  private boolean fill() throws IOException {
    if (begin > 0) {
      System.arraycopy(buffer, begin, buffer, 0, end - begin);
      end -= begin;
      begin = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.read(buffer, end, buffer.length - end);
    if (read > 0) {
      end += read;
    }
    return read > 0;
  }

  /** Whether the line was longer than {@link #LONGEST}; then it has no bytes to look at. */
  boolean tooLong() {
    return tooLong;
  }

  /** The line's number, from 1. */
  long number() {
    return number;
  }

  /** Where the bytes end that were read ahead of the line. */
  int bufferEnd() {
    return end;
  }

  /** The buffer that holds the line until {@link #next}. */
  byte[] buffer() {
    return buffer;
  }

  int start() {
    return start;
  }

  int length() {
    return tooLong ? 0 : length;
  }

  boolean isBlank() {
    for (int i = start; i < start + length; i++) {
      if (buffer[i] > ' ' || buffer[i] < 0) {
        return false;
      }
    }
    return !tooLong;
  }
}
