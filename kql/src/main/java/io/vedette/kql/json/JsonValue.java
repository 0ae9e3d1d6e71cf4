package io.vedette.kql.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON value. Bags keep the order of their keys, numbers their text; of equal keys the last one's
 * value stays in the first one's place.
 */
public sealed interface JsonValue {

  /** {@code null}. */
  enum Null implements JsonValue {
    NULL
  }

  /** {@code true} or {@code false}. */
  record Bool(boolean value) implements JsonValue {}

  /** A number as it is written. */
  record Numeral(String text) implements JsonValue {}

  /** A string. */
  record Text(String value) implements JsonValue {}

  /** An array. */
  record Array(List<JsonValue> items) implements JsonValue {
    public Array {
      items = List.copyOf(items);
    }
  }

  /** A property bag. */
  record Bag(Map<String, JsonValue> entries) implements JsonValue {
    public Bag {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
  }

  static JsonValue of(boolean value) {
    return new Bool(value);
  }

  static JsonValue of(long value) {
    return new Numeral(Long.toString(value));
  }

  /** A real; those that JSON cannot write become the strings NaN, Infinity and -Infinity. */
  static JsonValue of(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return new Text(Double.toString(value));
    }
    if (value == 0) {
      return new Numeral("0.0");
    }
    double size = Math.abs(value);
    if (size >= 1e-3 && size < 1e7) {
      return new Numeral(Double.toString(value));
    }
    if (size >= 1e-5 && size < 1e15) {
      String plain = new BigDecimal(Double.toString(value)).toPlainString();
      return new Numeral(plain.indexOf('.') < 0 ? plain + ".0" : plain);
    }
    return new Numeral(Double.toString(value).replace("E", size < 1 ? "E" : "E+"));
  }

  static JsonValue of(String value) {
    return new Text(value);
  }

  /** An array of strings. */
  static Array texts(List<String> values) {
    List<JsonValue> items = new ArrayList<>(values.size());
    values.forEach(v -> items.add(new Text(v)));
    return new Array(items);
  }

  /** Reads JSON text; absent, malformed or too deep text gives {@link Null}. */
  static JsonValue parse(@Nullable String text) {
    JsonValue value = text == null ? null : JsonReader.read(text);
    return value == null ? Null.NULL : value;
  }

  /**
   * The text of a dynamic value as RFC 8259 has JSON. The engine takes NaN and infinities in text
   * for numbers; they become strings, as Kusto has them.
   */
  static String standard(String text) {
    boolean inString = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (inString) {
        i += c == '\\' ? 1 : 0;
        inString = c != '"';
      } else if (c == 'N' || c == 'I' || c == 'i' || (c == 'n' && !text.startsWith("null", i))) {
        JsonValue value = JsonReader.read(text);
        return (value == null ? new Text(text) : value).write();
      } else if (c == 'n') {
        i += 3;
      } else {
        inString = c == '"';
      }
    }
    return text;
  }

  /** The JSON text without white space, or null for {@link Null}. */
  default @Nullable String json() {
    return this instanceof Null ? null : write();
  }

  /** The JSON text without white space. */
  default String write() {
    StringBuilder out = new StringBuilder();
    JsonWriter.write(this, out);
    return out.toString();
  }

  /** The value as {@code tostring} gives it: a string as it is, null empty, else JSON. */
  default String text() {
    return switch (this) {
      case Text t -> t.value;
      case Null ignored -> "";
      case Bool b -> Boolean.toString(b.value);
      case Numeral n -> n.text;
      case Array a -> a.write();
      case Bag b -> b.write();
    };
  }

  /** The number's value, also of the strings NaN and the infinities; null for anything else. */
  default @Nullable Double real() {
    return switch (this) {
      case Numeral n -> Double.valueOf(n.text);
      case Text t ->
          switch (t.value) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> null;
          };
      case Null ignored -> null;
      case Bool ignored -> null;
      case Array ignored -> null;
      case Bag ignored -> null;
    };
  }

  /** Whether it is a number without fraction or exponent. */
  default boolean isWhole() {
    if (!(this instanceof Numeral n)) {
      return false;
    }
    return n.text.indexOf('.') < 0 && n.text.indexOf('e') < 0 && n.text.indexOf('E') < 0;
  }
}
