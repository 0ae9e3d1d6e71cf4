package io.vedette.ingestion;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks over lines of JSON objects without building them: which names stand at the top level, with
 * which kinds of values. What is not an object in plain form is only said to be odd, and left to a
 * real reader.
 */
final class LineScanner {
  private static final int NAMES = 2_000;
  private static final int DEPTH = 200;

  /** So many digits fit into a long. */
  private static final int WHOLE_DIGITS = 18;

  private static final int CELL_BYTES = 24;

  private final int rowBytes;
  private final List<JsonKey> inOrder = new ArrayList<>();
  private final Map<String, JsonKey> byName = new HashMap<>();
  private byte[] bytes = {};
  private int at;
  private int end;
  private int lines;
  private boolean odd;

  /**
   * @param rowBytes a row that may be larger is odd
   */
  LineScanner(int rowBytes) {
    this.rowBytes = rowBytes;
  }

  /** Whether a line was no object, or one that needs a real reader. */
  boolean isOdd() {
    return odd;
  }

  List<JsonKey> keys() {
    return inOrder;
  }

  /** How many lines it has seen. */
  int lines() {
    return lines;
  }

  /** Looks at the line between two positions, its end mark left out. */
  void scan(byte[] buffer, int from, int to) {
    lines++;
    if (odd) {
      return;
    }
    bytes = buffer;
    at = from;
    end = to;
    odd = !object();
  }

  private boolean object() {
    int start = at;
    skipBlanks();
    if (!take('{')) {
      return false;
    }
    int position = 0;
    int values = 0;
    do {
      skipBlanks();
      JsonKey key = key(position++);
      if (key == null) {
        return false;
      }
      skipBlanks();
      if (!take(':')) {
        return false;
      }
      skipBlanks();
      int kind = value();
      if (kind == 0 || !key.count(kind, lines)) {
        return false;
      }
      values += JsonKey.isValue(kind) ? 1 : 0;
      skipBlanks();
    } while (take(','));
    if (!take('}')) {
      return false;
    }
    skipBlanks();
    return at == end && values > 0 && end - start + CELL_BYTES * (values + 2) < rowBytes;
  }

  /** The next name; most lines have theirs in the order of the line before. */
  private @Nullable JsonKey key(int position) {
    if (!take('"')) {
      return null;
    }
    int start = at;
    if (position < inOrder.size()) {
      JsonKey expected = inOrder.get(position);
      int length = expected.bytes().length;
      if (start + length < end
          && bytes[start + length] == '"'
          && Arrays.equals(bytes, start, start + length, expected.bytes(), 0, length)) {
        at = start + length + 1;
        return expected;
      }
    }
    while (at < end && bytes[at] != '"') {
      if (bytes[at] == '\\') {
        return null;
      }
      at++;
    }
    if (at >= end) {
      return null;
    }
    JsonKey fresh = new JsonKey(Arrays.copyOfRange(bytes, start, at++));
    JsonKey known = byName.putIfAbsent(fresh.name(), fresh);
    if (known != null) {
      return known;
    }
    inOrder.add(fresh);
    return inOrder.size() <= NAMES ? fresh : null;
  }

  /** The kind of the value that is passed over; 0 when it is none. */
  private int value() {
    if (at >= end) {
      return 0;
    }
    byte first = bytes[at];
    return switch (first) {
      case '"' -> {
        int start = at + 1;
        yield !text() ? 0 : at - 1 == start ? JsonKey.EMPTY_TEXT : JsonKey.TEXT;
      }
      case '{', '[' -> container();
      case 't' -> word("true") ? JsonKey.BOOL : 0;
      case 'f' -> word("false") ? JsonKey.BOOL : 0;
      case 'n' -> word("null") ? JsonKey.NULL : 0;
      default -> first == '-' || (first >= '0' && first <= '9') ? number() : 0;
    };
  }

  private boolean text() {
    at++;
    while (at < end) {
      byte next = bytes[at++];
      if (next == '"') {
        return true;
      }
      if (next == '\\') {
        at++;
      }
    }
    return false;
  }

  /** A number that a long holds, written plainly, is whole; any other is a fraction. */
  private int number() {
    int start = at;
    boolean whole = true;
    at++;
    while (at < end) {
      byte next = bytes[at];
      if (next == '.' || next == 'e' || next == 'E' || next == '+' || next == '-') {
        whole = false;
      } else if (next < '0' || next > '9') {
        break;
      }
      at++;
    }
    boolean signed = bytes[start] == '-';
    boolean minusZero = signed && at == start + 2 && bytes[start + 1] == '0';
    return whole && !minusZero && at - start <= WHOLE_DIGITS + (signed ? 1 : 0)
        ? JsonKey.WHOLE
        : JsonKey.FRACTION;
  }

  /** Passes over an object or array; 0 when it is none, or too deep. */
  private int container() {
    int kind = JsonKey.CONTAINER;
    int depth = 0;
    while (at < end) {
      byte next = bytes[at];
      if (next == '"') {
        int start = at;
        if (!text()) {
          return 0;
        }
        if (isEscapedOddly(start, at)) {
          kind = JsonKey.LOOSE_CONTAINER;
        }
        continue;
      }
      at++;
      switch (next) {
        case '{', '[' -> {
          if (++depth > DEPTH) {
            return 0;
          }
        }
        case '}', ']' -> {
          if (--depth == 0) {
            return kind;
          }
        }
        // Blanks, and numbers that may be written in several ways.
        case ' ', '\t', '\r', '.', '+', 'E' -> kind = JsonKey.LOOSE_CONTAINER;
        case '0' -> {
          if (bytes[at - 2] == '-') {
            kind = JsonKey.LOOSE_CONTAINER;
          }
        }
        case 'e' -> {
          if (bytes[at - 2] >= '0' && bytes[at - 2] <= '9') {
            kind = JsonKey.LOOSE_CONTAINER;
          }
        }
        default -> {}
      }
    }
    return 0;
  }

  /** Escapes that are not needed, or that we would write otherwise. */
  private boolean isEscapedOddly(int from, int to) {
    for (int i = from; i < to - 1; i++) {
      if (bytes[i] == '\\') {
        i++;
        if (bytes[i] == 'u' || bytes[i] == '/') {
          return true;
        }
      }
    }
    return false;
  }

  private boolean word(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (at >= end || bytes[at++] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private void skipBlanks() {
    while (at < end && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r')) {
      at++;
    }
  }

  private boolean take(char wanted) {
    if (at < end && bytes[at] == wanted) {
      at++;
      return true;
    }
    return false;
  }
}
