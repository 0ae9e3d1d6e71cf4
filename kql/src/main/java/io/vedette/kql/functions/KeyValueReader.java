package io.vedette.kql.functions;

import io.vedette.kql.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the pairs of one text, once from left to right. */
final class KeyValueReader {
  private final String text;
  private final KeyValuePairs.Settings settings;
  private final @Nullable String[] values;
  private int at;

  KeyValueReader(String text, KeyValuePairs.Settings settings) {
    this.text = text;
    this.settings = settings;
    this.values = new @Nullable String[settings.keys().size()];
  }

  /** A dynamic array with a string or null for each key. */
  String read() {
    if (settings.pairDelimiter().isEmpty() || settings.kvDelimiter().isEmpty()) {
      readWords();
    } else {
      while (at < text.length()) {
        readPair();
      }
    }
    List<JsonValue> items = new ArrayList<>();
    for (String value : Arrays.asList(values)) {
      items.add(value == null ? JsonValue.Null.NULL : JsonValue.of(value));
    }
    return new JsonValue.Array(items).write();
  }

  private void found(String key, String value) {
    int index = settings.keys().indexOf(key);
    if (index >= 0 && values[index] == null) {
      values[index] = value;
    }
  }

  // ---------------------------------------------------------------- with delimiters

  private void readPair() {
    skipBlanks();
    String key = quoted();
    if (key != null) {
      skipBlanks();
    } else {
      int start = at;
      while (at < text.length()
          && !text.startsWith(settings.kvDelimiter(), at)
          && !text.startsWith(settings.pairDelimiter(), at)) {
        at++;
      }
      key = text.substring(start, at).strip();
    }
    if (!text.startsWith(settings.kvDelimiter(), at)) {
      at = afterPair(at);
      return;
    }
    at += settings.kvDelimiter().length();
    skipBlanks();
    String value = quoted();
    if (value == null) {
      int end = settings.greedy() ? endOfGreedyValue() : indexOfPairDelimiter(at);
      value = text.substring(at, end).strip();
      at = end;
    }
    found(key, value);
    at = afterPair(at);
  }

  private void skipBlanks() {
    while (at < text.length()
        && Character.isWhitespace(text.charAt(at))
        && !text.startsWith(settings.pairDelimiter(), at)) {
      at++;
    }
  }

  private int indexOfPairDelimiter(int from) {
    int index = text.indexOf(settings.pairDelimiter(), from);
    return index < 0 ? text.length() : index;
  }

  private int afterPair(int from) {
    return Math.min(text.length(), indexOfPairDelimiter(from) + settings.pairDelimiter().length());
  }

  /** The delimiter before the next key, or the end. */
  private int endOfGreedyValue() {
    int end = indexOfPairDelimiter(at);
    while (end < text.length()) {
      int next = end + settings.pairDelimiter().length();
      int key = text.indexOf(settings.kvDelimiter(), next);
      if (key < 0) {
        return text.length();
      }
      int following = indexOfPairDelimiter(next);
      if (key < following && key > next) {
        return end;
      }
      end = following;
    }
    return text.length();
  }

  /** A quoted key or value, without its quotes; null when no quote stands here. */
  private @Nullable String quoted() {
    for (String quote : settings.quotes()) {
      char open = quote.charAt(0);
      char close = quote.charAt(quote.length() - 1);
      if (at < text.length() && text.charAt(at) == open) {
        int end = at + 1;
        StringBuilder value = new StringBuilder();
        while (end < text.length() && text.charAt(end) != close) {
          if (settings.escapes().indexOf(text.charAt(end)) >= 0 && end + 1 < text.length()) {
            end++;
          }
          value.append(text.charAt(end++));
        }
        if (end < text.length()) {
          at = end + 1;
          return value.toString();
        }
      }
    }
    return null;
  }

  // ---------------------------------------------------------------- without delimiters

  private void readWords() {
    String key = null;
    while (at < text.length()) {
      String word = quoted();
      if (word == null) {
        int start = at;
        while (at < text.length() && isWordPart(text.charAt(at))) {
          at++;
        }
        word = text.substring(start, at);
        if (word.isEmpty()) {
          at++;
          continue;
        }
      }
      if (key != null) {
        found(key, word);
        key = null;
      } else if (settings.keys().contains(word)) {
        key = word;
      }
    }
  }

  private static boolean isWordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }
}
