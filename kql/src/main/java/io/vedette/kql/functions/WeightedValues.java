package io.vedette.kql.functions;

import io.vedette.kql.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Values with weights in ascending order: what percentiles of weights and t-digests are made of. A
 * t-digest here holds all values up to a bound, above it neighbours are brought together.
 */
record WeightedValues(List<WeightedValues.Item> items) {
  private static final int MOST = 4096;
  private static final String VALUES = "values";
  private static final String WEIGHTS = "weights";

  /** A value and how often it counts. */
  record Item(JsonValue value, double weight) {}

  WeightedValues {
    items = List.copyOf(items);
  }

  /** From parallel arrays; without weights each value counts once. Null values are left out. */
  static WeightedValues of(JsonValue values, JsonValue weights) {
    List<Item> items = new ArrayList<>();
    List<JsonValue> given = DynamicArrays.items(values);
    List<JsonValue> counts = DynamicArrays.items(weights);
    for (int i = 0; given != null && i < given.size(); i++) {
      Double weight =
          counts == null ? (Double) 1.0 : i < counts.size() ? counts.get(i).real() : null;
      if (weight != null && weight > 0 && !(given.get(i) instanceof JsonValue.Null)) {
        items.add(new Item(given.get(i), weight));
      }
    }
    return sorted(items);
  }

  private static WeightedValues sorted(List<Item> items) {
    items.sort(Comparator.comparing(Item::value, DynamicOrder.ASCENDING));
    return new WeightedValues(items);
  }

  /** Several digests in one; null when there is none. */
  static @Nullable JsonValue merged(JsonValue digests) {
    List<Item> all = new ArrayList<>();
    List<JsonValue> given = DynamicArrays.items(digests);
    for (JsonValue digest : given == null ? List.<JsonValue>of() : given) {
      all.addAll(digest(digest).items);
    }
    return sorted(all).json();
  }

  /** What {@link #json} wrote. */
  static WeightedValues digest(JsonValue json) {
    return json instanceof JsonValue.Bag(Map<String, JsonValue> entries)
        ? of(
            entries.getOrDefault(VALUES, JsonValue.Null.NULL),
            entries.getOrDefault(WEIGHTS, JsonValue.Null.NULL))
        : new WeightedValues(List.of());
  }

  @Nullable JsonValue json() {
    if (items.isEmpty()) {
      return null;
    }
    int group = (items.size() + MOST - 1) / MOST;
    List<JsonValue> values = new ArrayList<>();
    List<JsonValue> weights = new ArrayList<>();
    for (int i = 0; i < items.size(); i += Math.max(1, group)) {
      List<Item> part = items.subList(i, Math.min(items.size(), i + group));
      values.add(part.get(part.size() / 2).value);
      weights.add(JsonValue.of(part.stream().mapToDouble(Item::weight).sum()));
    }
    return new JsonValue.Bag(
        Map.of(VALUES, new JsonValue.Array(values), WEIGHTS, new JsonValue.Array(weights)));
  }

  /** The values at percentages, given as an array, as an array. */
  static JsonValue percentiles(WeightedValues values, JsonValue percents) {
    List<JsonValue> found = new ArrayList<>();
    List<JsonValue> given = DynamicArrays.items(percents);
    for (JsonValue percent : given == null ? List.of(percents) : given) {
      Double p = percent.real();
      found.add(p == null ? JsonValue.Null.NULL : values.percentile(p));
    }
    return new JsonValue.Array(found);
  }

  JsonValue percentile(double percent) {
    double wanted = weight() * percent / 100;
    double seen = 0;
    for (Item item : items) {
      seen += item.weight;
      if (seen >= wanted - 1e-9) {
        return item.value;
      }
    }
    return items.isEmpty() ? JsonValue.Null.NULL : items.getLast().value;
  }

  double weight() {
    return items.stream().mapToDouble(Item::weight).sum();
  }

  /** The weight of the values that do not exceed a value. */
  double rank(JsonValue value) {
    return items.stream()
        .filter(i -> DynamicOrder.ASCENDING.compare(i.value, value) <= 0)
        .mapToDouble(Item::weight)
        .sum();
  }
}
