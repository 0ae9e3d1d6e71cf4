package io.vedette.kql.functions;

import io.vedette.kql.json.JsonValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What array functions do with arrays; of what is no array they give null. */
final class DynamicArrays {
  private DynamicArrays() {}

  /** The greatest number of items that a function makes, as Kusto's. */
  static final int LARGEST = 1 << 20;

  /** The characters of the longest array that is made of repetitions. */
  private static final long LONGEST_TEXT = 4 << 20;

  static @Nullable List<JsonValue> items(JsonValue value) {
    return value instanceof JsonValue.Array(List<JsonValue> items) ? items : null;
  }

  static @Nullable JsonValue concat(JsonValue arrays) {
    List<JsonValue> all = new ArrayList<>();
    boolean any = false;
    for (JsonValue array : ((JsonValue.Array) arrays).items()) {
      List<JsonValue> items = items(array);
      any |= items != null;
      all.addAll(items != null ? items : List.of());
    }
    return any ? new JsonValue.Array(all) : null;
  }

  static @Nullable JsonValue zip(JsonValue arrays) {
    List<List<JsonValue>> columns = new ArrayList<>();
    int longest = 0;
    for (JsonValue array : ((JsonValue.Array) arrays).items()) {
      List<JsonValue> items = items(array);
      if (items == null) {
        return null;
      }
      columns.add(items);
      longest = Math.max(longest, items.size());
    }
    List<JsonValue> rows = new ArrayList<>();
    for (int i = 0; i < longest; i++) {
      List<JsonValue> row = new ArrayList<>();
      for (List<JsonValue> column : columns) {
        row.add(i < column.size() ? column.get(i) : JsonValue.Null.NULL);
      }
      rows.add(new JsonValue.Array(row));
    }
    return new JsonValue.Array(rows);
  }

  static @Nullable JsonValue choose(JsonValue conditions, JsonValue whenTrue, JsonValue whenFalse) {
    List<JsonValue> tests = items(conditions);
    if (tests == null) {
      return null;
    }
    List<JsonValue> chosen = new ArrayList<>();
    for (int i = 0; i < tests.size(); i++) {
      JsonValue test = tests.get(i);
      Double number = test instanceof JsonValue.Numeral ? test.real() : null;
      if (test instanceof JsonValue.Bool(boolean holds)) {
        chosen.add(itemOrScalar(holds ? whenTrue : whenFalse, i));
      } else if (number != null) {
        chosen.add(itemOrScalar(number != 0 ? whenTrue : whenFalse, i));
      } else {
        chosen.add(JsonValue.Null.NULL);
      }
    }
    return new JsonValue.Array(chosen);
  }

  private static JsonValue itemOrScalar(JsonValue value, int index) {
    List<JsonValue> items = items(value);
    if (items == null) {
      return value;
    }
    return index < items.size() ? items.get(index) : JsonValue.Null.NULL;
  }

  static @Nullable Long indexOf(
      JsonValue array, JsonValue value, long start, long length, long occurrence) {
    List<JsonValue> items = items(array);
    if (items == null || length < -1 || occurrence < 1) {
      return null;
    }
    long first = start < 0 ? Math.max(0, items.size() + start) : start;
    long last = length < 0 ? items.size() : Math.min(items.size(), first + length);
    long left = occurrence;
    for (long i = first; i < last; i++) {
      if (DynamicOrder.same(items.get((int) i), value) && --left == 0) {
        return i;
      }
    }
    return -1L;
  }

  static @Nullable JsonValue slice(JsonValue array, long start, long end) {
    List<JsonValue> items = items(array);
    if (items == null) {
      return null;
    }
    int size = items.size();
    long from = Math.max(0, start < 0 ? size + start : start);
    long to = Math.min(size - 1, end < 0 ? size + end : end);
    return new JsonValue.Array(from > to ? List.of() : items.subList((int) from, (int) to + 1));
  }

  static @Nullable JsonValue split(JsonValue array, JsonValue indexes) {
    List<JsonValue> items = items(array);
    if (items == null) {
      return null;
    }
    List<JsonValue> cuts =
        indexes instanceof JsonValue.Array(List<JsonValue> several) ? several : List.of(indexes);
    List<JsonValue> parts = new ArrayList<>();
    int from = 0;
    for (JsonValue cut : cuts) {
      Double at = cut.real();
      int index = at == null ? 0 : at.intValue();
      int place = Math.clamp(index < 0 ? items.size() + (long) index : index, from, items.size());
      parts.add(new JsonValue.Array(items.subList(from, place)));
      from = place;
    }
    parts.add(new JsonValue.Array(items.subList(from, items.size())));
    return new JsonValue.Array(parts);
  }

  /** Moves the items to the left, or to the right for a negative count. */
  static @Nullable JsonValue shift(JsonValue array, long count, JsonValue filler) {
    List<JsonValue> items = items(array);
    if (items == null) {
      return null;
    }
    List<JsonValue> shifted = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      boolean inside = Math.abs((double) count) < items.size();
      long from = inside ? i + count : -1;
      shifted.add(from >= 0 && from < items.size() ? items.get((int) from) : filler);
    }
    return new JsonValue.Array(shifted);
  }

  static @Nullable JsonValue rotate(JsonValue array, long count) {
    List<JsonValue> items = items(array);
    if (items == null || items.isEmpty()) {
      return items == null ? null : array;
    }
    List<JsonValue> rotated = new ArrayList<>(items);
    Collections.rotate(rotated, (int) -(count % items.size()));
    return new JsonValue.Array(rotated);
  }

  static @Nullable JsonValue reverse(JsonValue array) {
    List<JsonValue> items = items(array);
    return items == null ? null : new JsonValue.Array(items.reversed());
  }

  /** The value that many times, as JSON. */
  static @Nullable String repeat(JsonValue value, long count) {
    String item = value.write();
    long most = Math.min(LARGEST, LONGEST_TEXT / (item.length() + 1));
    int times = (int) Math.min(count, most);
    return count < 0 ? null : times == 0 ? "[]" : "[" + (item + ",").repeat(times - 1) + item + "]";
  }
}
