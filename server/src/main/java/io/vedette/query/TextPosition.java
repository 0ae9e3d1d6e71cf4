package io.vedette.query;

/**
 * A place in a query text, both numbers from 1; a column counts UTF-16 units.
 *
 * @param line lines end with LF, CR LF or CR
 */
public record TextPosition(int line, int column) {
  /** The place of an offset; an offset behind the end is the end. */
  public static TextPosition of(String text, int offset) {
    int end = Math.min(offset, text.length());
    int line = 1;
    int start = 0;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      boolean ends =
          c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'));
      if (ends) {
        line++;
        start = i + 1;
      }
    }
    return new TextPosition(line, end - start + 1);
  }
}
