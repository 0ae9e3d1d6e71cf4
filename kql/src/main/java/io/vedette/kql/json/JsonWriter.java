package io.vedette.kql.json;

import io.vedette.kql.running.Interruption;
import java.util.Locale;
import java.util.Map;

/** Writes JSON text without white space. */
final class JsonWriter {
  private JsonWriter() {}

  static void write(JsonValue value, StringBuilder out) {
    switch (value) {
      case JsonValue.Null n -> out.append("null");
      case JsonValue.Bool b -> out.append(b.value());
      case JsonValue.Numeral n -> out.append(n.text());
      case JsonValue.Text t -> quote(t.value(), out);
      case JsonValue.Array a -> {
        out.append('[');
        String separator = "";
        for (JsonValue item : a.items()) {
          Interruption.check();
          out.append(separator);
          write(item, out);
          separator = ",";
        }
        out.append(']');
      }
      case JsonValue.Bag b -> {
        out.append('{');
        String separator = "";
        for (Map.Entry<String, JsonValue> entry : b.entries().entrySet()) {
          out.append(separator);
          quote(entry.getKey(), out);
          out.append(':');
          write(entry.getValue(), out);
          separator = ",";
        }
        out.append('}');
      }
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < ' ') {
            out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
