package io.vedette.connectors.files;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads records of comma-separated values (RFC 4180); a field may hold line ends when it is quoted.
 */
final class CsvReader {
  private static final int LONGEST_FIELD = 4 << 20;
  private static final int MOST_FIELDS = 2_000;
  private static final int END = -1;

  private final Reader in;
  private final char separator;
  private int peeked = -2;
  private long line = 1;
  private long recordLine = 1;

  CsvReader(Reader in, char separator) {
    this.in = in;
    this.separator = separator;
  }

  /** The line on which the last record begins, from 1. */
  long line() {
    return recordLine;
  }

  /**
   * The next record, or null at the end; a blank line is a record of one empty field.
   *
   * @throws TooLargeException when a field or the number of fields passes its bound
   */
  @Nullable List<String> next() throws IOException {
    recordLine = line;
    int c = read();
    if (c == END) {
      return null;
    }
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    while (true) {
      if (quoted) {
        if (c == END) {
          throw new IOException("the quote that begins in line " + recordLine + " does not end");
        }
        if (c != '"') {
          append(field, c);
        } else if (peek() == '"') {
          read();
          append(field, '"');
        } else {
          quoted = false;
        }
      } else if (c == '"' && field.isEmpty()) {
        quoted = true;
      } else if (c == separator) {
        add(fields, field);
      } else if (c == '\n' || c == END) {
        add(fields, field);
        return fields;
      } else if (c != '\r' || peek() != '\n') {
        append(field, c);
      }
      c = read();
    }
  }

  private static void append(StringBuilder field, int c) throws TooLargeException {
    if (field.length() >= LONGEST_FIELD) {
      throw new TooLargeException("a field longer than " + LONGEST_FIELD + " characters");
    }
    field.append((char) c);
  }

  private static void add(List<String> fields, StringBuilder field) throws TooLargeException {
    if (fields.size() >= MOST_FIELDS) {
      throw new TooLargeException("more than " + MOST_FIELDS + " fields in a line");
    }
    fields.add(field.toString());
    field.setLength(0);
  }

  private int read() throws IOException {
    int c = peeked == -2 ? in.read() : peeked;
    peeked = -2;
    if (c == '\n') {
      line++;
    }
    return c;
  }

  private int peek() throws IOException {
    if (peeked == -2) {
      peeked = in.read();
    }
    return peeked;
  }
}
