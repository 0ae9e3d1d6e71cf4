package io.vedette.kql.functions;

import io.vedette.kql.json.JsonValue;
import java.math.BigDecimal;
import java.util.Comparator;

/** Equality and order of dynamic values: numbers by value, strings by code points. */
final class DynamicOrder {
  private DynamicOrder() {}

  /** Values that are equal for sets and searches have equal keys. */
  static Object key(JsonValue value) {
    if (value instanceof JsonValue.Numeral(String text)) {
      if (value.isWhole() && text.length() < 18) {
        return Long.valueOf(text);
      }
      double real = Double.parseDouble(text);
      boolean whole = real == Math.rint(real) && Math.abs(real) < 1e15;
      return whole ? (Object) (long) real : (Object) real;
    }
    return value;
  }

  static boolean same(JsonValue a, JsonValue b) {
    return key(a).equals(key(b));
  }

  /** Numbers, strings, truth values, then the rest by their text; nulls last. */
  static final Comparator<JsonValue> ASCENDING =
      Comparator.comparingInt(DynamicOrder::rank).thenComparing(DynamicOrder::compareSameRank);

  private static int rank(JsonValue value) {
    return switch (value) {
      case JsonValue.Numeral ignored -> 0;
      case JsonValue.Text ignored -> 1;
      case JsonValue.Bool ignored -> 2;
      case JsonValue.Array ignored -> 3;
      case JsonValue.Bag ignored -> 4;
      case JsonValue.Null ignored -> 5;
    };
  }

  private static int compareSameRank(JsonValue a, JsonValue b) {
    if (a instanceof JsonValue.Numeral(String x) && b instanceof JsonValue.Numeral(String y)) {
      boolean small = x.length() < 40 && y.length() < 40 && a.isWhole() && b.isWhole();
      return small
          ? new BigDecimal(x).compareTo(new BigDecimal(y))
          : Double.compare(Double.parseDouble(x), Double.parseDouble(y));
    }
    return a.text().compareTo(b.text());
  }
}
