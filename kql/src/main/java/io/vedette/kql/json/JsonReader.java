package io.vedette.kql.json;

import io.vedette.kql.running.Interruption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259) and, as the engine does, a comma before a closing bracket, NaN and the
 * infinities. Depth is bounded; anything malformed gives null.
 */
final class JsonReader {
  private static final int DEEPEST = 500;

  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  static @Nullable JsonValue read(String text) {
    JsonReader reader = new JsonReader(text);
    reader.skipBlanks();
    JsonValue value = reader.value(0);
    reader.skipBlanks();
    return reader.at == text.length() ? value : null;
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private boolean take(char c) {
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private @Nullable JsonValue value(int depth) {
    if (at >= text.length() || depth > DEEPEST) {
      return null;
    }
    return switch (text.charAt(at)) {
      case '{' -> bag(depth);
      case '[' -> array(depth);
      case '"' -> {
        String string = string();
        yield string == null ? null : new JsonValue.Text(string);
      }
      case 't' -> word("true", new JsonValue.Bool(true));
      case 'f' -> word("false", new JsonValue.Bool(false));
      case 'n' -> text.startsWith("null", at) ? word("null", JsonValue.Null.NULL) : noNumber();
      case 'N', 'i', 'I' -> noNumber();
      case '-' ->
          at + 1 < text.length() && "nNiI".indexOf(text.charAt(at + 1)) >= 0
              ? noNumber()
              : number();
      default -> number();
    };
  }

  /** What the engine takes for numbers, in any case; Kusto has such reals as strings. */
  private @Nullable JsonValue noNumber() {
    String sign = take('-') ? "-" : "";
    if (takeWord("nan")) {
      return new JsonValue.Text("NaN");
    }
    return takeWord("infinity") || takeWord("inf") ? new JsonValue.Text(sign + "Infinity") : null;
  }

  private boolean takeWord(String lower) {
    boolean there = text.regionMatches(true, at, lower, 0, lower.length());
    at += there ? lower.length() : 0;
    return there;
  }

  private @Nullable JsonValue word(String word, JsonValue value) {
    if (!text.startsWith(word, at)) {
      return null;
    }
    at += word.length();
    return value;
  }

  private @Nullable JsonValue number() {
    int start = at;
    take('-');
    int digits = digits();
    if (digits == 0) {
      return null;
    }
    if (take('.') && digits() == 0) {
      return null;
    }
    if (take('e') || take('E')) {
      if (!take('+')) {
        take('-');
      }
      if (digits() == 0) {
        return null;
      }
    }
    return new JsonValue.Numeral(text.substring(start, at));
  }

  private int digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at - start;
  }

  private @Nullable JsonValue array(int depth) {
    at++;
    List<JsonValue> items = new ArrayList<>();
    while (true) {
      Interruption.check();
      skipBlanks();
      if (take(']')) {
        return new JsonValue.Array(items);
      }
      JsonValue item = value(depth + 1);
      if (item == null) {
        return null;
      }
      items.add(item);
      skipBlanks();
      if (!take(',') && (at >= text.length() || text.charAt(at) != ']')) {
        return null;
      }
    }
  }

  private @Nullable JsonValue bag(int depth) {
    at++;
    Map<String, JsonValue> entries = new LinkedHashMap<>();
    while (true) {
      Interruption.check();
      skipBlanks();
      if (take('}')) {
        return new JsonValue.Bag(entries);
      }
      String key = string();
      skipBlanks();
      if (key == null || !take(':')) {
        return null;
      }
      skipBlanks();
      JsonValue value = value(depth + 1);
      if (value == null) {
        return null;
      }
      entries.put(key, value);
      skipBlanks();
      if (!take(',') && (at >= text.length() || text.charAt(at) != '}')) {
        return null;
      }
    }
  }

  private @Nullable String string() {
    if (!take('"')) {
      return null;
    }
    int start = at;
    while (at < text.length() && text.charAt(at) != '"' && text.charAt(at) != '\\') {
      at++;
    }
    if (take('"')) {
      return text.substring(start, at - 1);
    }
    StringBuilder out = new StringBuilder(text.substring(start, at));
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return out.toString();
      }
      if (c != '\\') {
        out.append(c);
      } else if (!escape(out)) {
        return null;
      }
    }
    return null;
  }

  private boolean escape(StringBuilder out) {
    if (at >= text.length()) {
      return false;
    }
    char c = text.charAt(at++);
    switch (c) {
      case '"', '\\', '/' -> out.append(c);
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'u' -> {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
          int digit = at < text.length() ? Character.digit(text.charAt(at++), 16) : -1;
          if (digit < 0) {
            return false;
          }
          unit = unit * 16 + digit;
        }
        out.append((char) unit);
      }
      default -> {
        return false;
      }
    }
    return true;
  }
}
