package io.vedette.kql.functions;

import io.vedette.kql.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * XML as a property bag: attributes are keys with @, text among other content is {@code #text},
 * elements of one name become an array. A small reader without external entities and of bounded
 * depth; what is not well-formed gives null. Source: Kusto documentation, "parse_xml()".
 */
final class XmlText {
  private static final int LONGEST = 1 << 20;
  private static final int DEEPEST = 200;

  private final String text;
  private int at;

  private XmlText(String text) {
    this.text = text;
  }

  static @Nullable JsonValue parse(String text) {
    if (text.length() > LONGEST) {
      return null;
    }
    XmlText reader = new XmlText(text);
    if (!reader.skipMisc()) {
      return null;
    }
    Map<String, List<JsonValue>> root = new LinkedHashMap<>();
    if (!reader.element(root, 0) || !reader.skipMisc() || reader.at < text.length()) {
      return null;
    }
    return bag(root);
  }

  /** Skips white space, comments, instructions and the document type. */
  private boolean skipMisc() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c) || c == '\uFEFF') {
        at++;
      } else if (text.startsWith("<?", at)) {
        if (!skipPast("?>")) {
          return false;
        }
      } else if (text.startsWith("<!--", at)) {
        if (!skipPast("-->")) {
          return false;
        }
      } else if (text.startsWith("<!DOCTYPE", at)) {
        if (!skipPast(">")) {
          return false;
        }
      } else {
        return true;
      }
    }
    return true;
  }

  private boolean skipPast(String end) {
    int found = text.indexOf(end, at);
    at = found < 0 ? text.length() : found + end.length();
    return found >= 0;
  }

  private boolean take(String expected) {
    if (text.startsWith(expected, at)) {
      at += expected.length();
      return true;
    }
    return false;
  }

  private String name() {
    int start = at;
    while (at < text.length() && " \t\r\n/>=<\"'".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  /** Reads an element and puts it into its parent. */
  private boolean element(Map<String, List<JsonValue>> parent, int depth) {
    if (depth > DEEPEST || !take("<")) {
      return false;
    }
    String name = name();
    Map<String, List<JsonValue>> content = new LinkedHashMap<>();
    while (true) {
      skipBlanks();
      if (take("/>")) {
        put(parent, name, content.isEmpty() ? JsonValue.Null.NULL : bag(content));
        return !name.isEmpty();
      }
      if (take(">")) {
        break;
      }
      if (!attribute(content)) {
        return false;
      }
    }
    String own = content(content, depth);
    if (own == null || !take(name)) {
      return false;
    }
    skipBlanks();
    if (name.isEmpty() || !take(">")) {
      return false;
    }
    put(parent, name, value(content, own));
    return true;
  }

  private static JsonValue value(Map<String, List<JsonValue>> content, String own) {
    if (content.isEmpty()) {
      return own.isEmpty() ? JsonValue.Null.NULL : JsonValue.of(own);
    }
    if (own.isBlank()) {
      return bag(content);
    }
    put(content, "#text", JsonValue.of(own));
    return bag(content);
  }

  private boolean attribute(Map<String, List<JsonValue>> content) {
    String name = name();
    skipBlanks();
    if (name.isEmpty() || !take("=")) {
      return false;
    }
    skipBlanks();
    if (at >= text.length() || (text.charAt(at) != '"' && text.charAt(at) != '\'')) {
      return false;
    }
    int end = text.indexOf(text.charAt(at), at + 1);
    if (end < 0) {
      return false;
    }
    put(content, "@" + name, JsonValue.of(unescape(text.substring(at + 1, end))));
    at = end + 1;
    return true;
  }

  /** Reads up to the end tag's name; gives the text, or null when it is not well-formed. */
  private @Nullable String content(Map<String, List<JsonValue>> content, int depth) {
    StringBuilder own = new StringBuilder();
    while (at < text.length()) {
      if (take("</")) {
        return own.toString().strip();
      }
      if (take("<![CDATA[")) {
        int end = text.indexOf("]]>", at);
        if (end < 0) {
          return null;
        }
        own.append(text, at, end);
        at = end + 3;
      } else if (text.startsWith("<!--", at) || text.startsWith("<?", at)) {
        if (!skipPast(text.startsWith("<?", at) ? "?>" : "-->")) {
          return null;
        }
      } else if (text.charAt(at) == '<') {
        if (!element(content, depth + 1)) {
          return null;
        }
      } else {
        int end = text.indexOf('<', at);
        if (end < 0) {
          return null;
        }
        own.append(unescape(text.substring(at, end)));
        at = end;
      }
    }
    return null;
  }

  private static void put(Map<String, List<JsonValue>> parent, String name, JsonValue value) {
    parent.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
  }

  private static JsonValue bag(Map<String, List<JsonValue>> content) {
    Map<String, JsonValue> entries = new LinkedHashMap<>();
    content.forEach(
        (name, values) ->
            entries.put(
                name, values.size() == 1 ? values.getFirst() : new JsonValue.Array(values)));
    return new JsonValue.Bag(entries);
  }

  private static String unescape(String text) {
    int amp = text.indexOf('&');
    if (amp < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int from = 0;
    while (amp >= 0) {
      int end = text.indexOf(';', amp);
      String character = end < 0 || end - amp > 12 ? null : entity(text.substring(amp + 1, end));
      out.append(text, from, amp);
      if (character == null) {
        out.append('&');
        from = amp + 1;
      } else {
        out.append(character);
        from = end + 1;
      }
      amp = text.indexOf('&', from);
    }
    return out.append(text, from, text.length()).toString();
  }

  private static @Nullable String entity(String name) {
    return switch (name) {
      case "amp" -> "&";
      case "lt" -> "<";
      case "gt" -> ">";
      case "quot" -> "\"";
      case "apos" -> "'";
      default -> name.startsWith("#") ? numbered(name.substring(1)) : null;
    };
  }

  private static @Nullable String numbered(String digits) {
    boolean hex = digits.startsWith("x") || digits.startsWith("X");
    try {
      int point = Integer.parseInt(hex ? digits.substring(1) : digits, hex ? 16 : 10);
      return Character.isValidCodePoint(point) ? Character.toString(point) : null;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }
}
