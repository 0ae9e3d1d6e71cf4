package io.vedette.kql.binder;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads arrays of strings in dynamic literals, whose JSON text the parser has already checked. */
final class JsonText {
  private JsonText() {}

  /** The strings of an array that holds nothing else, or of a single string; else null. */
  static @Nullable List<String> strings(String json) {
    List<String> strings = new ArrayList<>();
    if (json.startsWith("\"")) {
      int end = string(json, 0, strings);
      return end == json.length() ? strings : null;
    }
    if (!json.startsWith("[") || !json.endsWith("]")) {
      return null;
    }
    int at = skip(json, 1);
    while (at < json.length() - 1) {
      if (json.charAt(at) != '"') {
        return null;
      }
      at = skip(json, string(json, at, strings));
      if (at < json.length() - 1) {
        if (json.charAt(at) != ',') {
          return null;
        }
        at = skip(json, at + 1);
      }
    }
    return strings;
  }

  private static int skip(String json, int from) {
    int at = from;
    while (at < json.length() && Character.isWhitespace(json.charAt(at))) {
      at++;
    }
    return at;
  }

  /** Reads the string that starts at the quote; gives the place after it. */
  private static int string(String json, int from, List<String> into) {
    StringBuilder text = new StringBuilder();
    int at = from + 1;
    while (at < json.length() && json.charAt(at) != '"') {
      char c = json.charAt(at++);
      if (c != '\\' || at >= json.length()) {
        text.append(c);
        continue;
      }
      char escaped = json.charAt(at++);
      switch (escaped) {
        case 'n' -> text.append('\n');
        case 't' -> text.append('\t');
        case 'r' -> text.append('\r');
        case 'b' -> text.append('\b');
        case 'f' -> text.append('\f');
        case 'u' -> {
          int end = Math.min(at + 4, json.length());
          text.append((char) Integer.parseInt(json.substring(at, end), 16));
          at = end;
        }
        default -> text.append(escaped);
      }
    }
    into.add(text.toString());
    return at + 1;
  }
}
