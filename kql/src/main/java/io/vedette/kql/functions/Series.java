package io.vedette.kql.functions;

import io.vedette.kql.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers in a row, as dynamic arrays hold them; NaN stands for null and for what is no number. */
final class Series {
  private final double[] values;
  private final boolean whole;

  private Series(double[] values, boolean whole) {
    this.values = values;
    this.whole = whole;
  }

  /** The numbers themselves, not a copy. */
  double[] values() {
    return values;
  }

  /** Whether all numbers are written without a fraction. */
  boolean whole() {
    return whole;
  }

  /** The series of an array; null for anything else. */
  static @Nullable Series of(JsonValue value) {
    List<JsonValue> items = DynamicArrays.items(value);
    if (items == null) {
      return null;
    }
    double[] values = new double[items.size()];
    boolean whole = items.stream().anyMatch(JsonValue::isWhole);
    for (int i = 0; i < values.length; i++) {
      Double number = items.get(i).real();
      values[i] = number == null ? Double.NaN : number;
      whole &= number == null || items.get(i).isWhole();
    }
    return new Series(values, whole);
  }

  int size() {
    return values.length;
  }

  /** The numbers as an array, missing ones as null. */
  static JsonValue json(double[] values, boolean whole) {
    List<JsonValue> items = new ArrayList<>(values.length);
    for (double value : values) {
      if (Double.isNaN(value)) {
        items.add(JsonValue.Null.NULL);
      } else if (whole && Math.abs(value) < 0x1p53) {
        items.add(JsonValue.of((long) value));
      } else {
        items.add(JsonValue.of(value));
      }
    }
    return new JsonValue.Array(items);
  }

  static JsonValue json(double[] values) {
    return json(values, false);
  }

  /** A real, or null for NaN. */
  static JsonValue json(double value) {
    return Double.isNaN(value) ? JsonValue.Null.NULL : JsonValue.of(value);
  }

  /** The numbers that are none of NaN and the infinities, in their order. */
  static double[] finite(double[] values) {
    return Arrays.stream(values).filter(Double::isFinite).toArray();
  }

  static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(Double.NaN);
  }

  /** The value at a fraction of the sorted values, between neighbours in proportion. */
  static double quantile(double[] sorted, double fraction) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double at = fraction * (sorted.length - 1);
    int low = (int) Math.floor(at);
    int high = Math.min(low + 1, sorted.length - 1);
    return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
  }

  /** An array of results, or a bag of them under names. */
  static JsonValue results(List<String> names, List<JsonValue> values, boolean asBag) {
    if (!asBag) {
      return new JsonValue.Array(values);
    }
    Map<String, JsonValue> bag = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      bag.put(names.get(i), values.get(i));
    }
    return new JsonValue.Bag(bag);
  }
}
