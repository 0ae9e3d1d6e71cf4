package io.vedette.ingestion;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A name at the top level of some lines' objects, and the kinds of values that came with it. */
final class JsonKey {
  static final int NULL = 1;
  static final int BOOL = 1 << 1;
  static final int WHOLE = 1 << 2;
  static final int FRACTION = 1 << 3;
  static final int EMPTY_TEXT = 1 << 4;
  static final int TEXT = 1 << 5;
  static final int CONTAINER = 1 << 6;

  /** An object or array that is not written as we would write it. */
  static final int LOOSE_CONTAINER = 1 << 7;

  private final byte[] bytes;
  private final String name;
  private int kinds;
  private long values;
  private long line;

  JsonKey(byte[] bytes) {
    this.bytes = bytes;
    this.name = new String(bytes, StandardCharsets.UTF_8);
  }

  String name() {
    return name;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Counts a value in a line; false when the line has the name already. */
  boolean count(int kind, long lineNumber) {
    boolean again = line == lineNumber;
    line = lineNumber;
    kinds |= kind;
    if (isValue(kind)) {
      values++;
    }
    return !again;
  }

  static boolean isValue(int kind) {
    return kind != NULL && kind != EMPTY_TEXT;
  }

  /** How many values it has, null and empty text left out. */
  long values() {
    return values;
  }

  /** Whether all its values are of these kinds or null. */
  boolean only(int allowed) {
    return (kinds & ~(allowed | NULL)) == 0;
  }

  boolean has(int kind) {
    return (kinds & kind) != 0;
  }

  /** A value of the kind that tells most of the type that a new column should have. */
  Object example() {
    if (has(TEXT)) {
      return "text";
    }
    if (has(CONTAINER | LOOSE_CONTAINER)) {
      return Map.of();
    }
    if (has(FRACTION)) {
      return 0.5;
    }
    if (has(WHOLE)) {
      return 1L;
    }
    return true;
  }
}
