package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.any;
import static io.vedette.kql.functions.Parameter.dynamic;
import static io.vedette.kql.types.ScalarType.BOOL;
import static io.vedette.kql.types.ScalarType.DYNAMIC;

import io.vedette.kql.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Arrays as sets. Source: Kusto documentation, "Dynamic/array functions", set functions. */
final class SetFunctions {
  private SetFunctions() {}

  private static final Memo<Set<Object>> KEYS =
      new Memo<>(
          text -> {
            Set<Object> keys = new HashSet<>();
            List<JsonValue> items = DynamicArrays.items(JsonValue.parse(text));
            (items == null ? List.<JsonValue>of() : items)
                .forEach(item -> keys.add(DynamicOrder.key(item)));
            return keys;
          });

  private static final JavaFunction HAS_ELEMENT =
      JavaFunction.of(
          "kql_set_has_element",
          BOOL,
          a ->
              a[0] == null
                  ? null
                  : (Object) KEYS.of(a[0]).contains(DynamicOrder.key(JavaFunction.json(a[1]))),
          DYNAMIC,
          DYNAMIC);

  private static final JavaFunction EQUALS =
      JavaFunction.of(
          "kql_set_equals",
          BOOL,
          a -> {
            Map<Object, JsonValue> first = distinct(JavaFunction.json(a[0]));
            Map<Object, JsonValue> second = distinct(JavaFunction.json(a[1]));
            return first == null || second == null
                ? null
                : (Object) first.keySet().equals(second.keySet());
          },
          DYNAMIC,
          DYNAMIC);

  static List<ScalarFunction> all() {
    return List.of(
        ScalarFunction.java(
            "set_has_element",
            "Whether an array has a value among its items.",
            HAS_ELEMENT,
            dynamic("set"),
            any("value")),
        ScalarFunction.java(
            "set_equals",
            "Whether two arrays have the same distinct items.",
            EQUALS,
            dynamic("set1"),
            dynamic("set2")),
        ArrayFunctions.varied(
            "set_union",
            "The distinct items of all arrays.",
            JavaFunction.ofJson("kql_set_union", DYNAMIC, SetFunctions::union)),
        ArrayFunctions.varied(
            "set_intersect",
            "The distinct items that all arrays have.",
            JavaFunction.ofJson("kql_set_intersect", DYNAMIC, SetFunctions::intersection)),
        ArrayFunctions.varied(
            "set_difference",
            "The distinct items of the first array that no other has.",
            JavaFunction.ofJson("kql_set_difference", DYNAMIC, SetFunctions::difference)),
        ArrayFunctions.varied(
            "jaccard_index",
            "How many of the distinct items of two arrays both have, as a share.",
            JavaFunction.ofJson("kql_jaccard_index", DYNAMIC, SetFunctions::jaccard)));
  }

  private static @Nullable Map<Object, JsonValue> distinct(JsonValue array) {
    List<JsonValue> items = DynamicArrays.items(array);
    if (items == null) {
      return null;
    }
    Map<Object, JsonValue> distinct = new LinkedHashMap<>();
    items.forEach(item -> distinct.putIfAbsent(DynamicOrder.key(item), item));
    return distinct;
  }

  /** The sets of an array of arrays; null when one is no array. */
  private static @Nullable List<Map<Object, JsonValue>> sets(JsonValue arrays) {
    List<Map<Object, JsonValue>> sets = new ArrayList<>();
    for (JsonValue array : ((JsonValue.Array) arrays).items()) {
      Map<Object, JsonValue> set = distinct(array);
      if (set == null) {
        return null;
      }
      sets.add(set);
    }
    return sets;
  }

  private static @Nullable JsonValue union(JsonValue arrays) {
    Map<Object, JsonValue> union = new LinkedHashMap<>();
    boolean any = false;
    for (JsonValue array : ((JsonValue.Array) arrays).items()) {
      Map<Object, JsonValue> set = distinct(array);
      any |= set != null;
      if (set != null) {
        set.forEach(union::putIfAbsent);
      }
    }
    return any ? array(union) : null;
  }

  private static @Nullable JsonValue intersection(JsonValue arrays) {
    List<Map<Object, JsonValue>> sets = sets(arrays);
    if (sets == null || sets.isEmpty()) {
      return null;
    }
    Map<Object, JsonValue> common = sets.removeFirst();
    sets.forEach(set -> common.keySet().retainAll(set.keySet()));
    return array(common);
  }

  private static @Nullable JsonValue difference(JsonValue arrays) {
    List<JsonValue> all = ((JsonValue.Array) arrays).items();
    Map<Object, JsonValue> rest = all.isEmpty() ? null : distinct(all.getFirst());
    if (rest == null) {
      return null;
    }
    for (JsonValue other : all.subList(1, all.size())) {
      Map<Object, JsonValue> set = distinct(other);
      if (set != null) {
        rest.keySet().removeAll(set.keySet());
      }
    }
    return array(rest);
  }

  private static @Nullable JsonValue jaccard(JsonValue arrays) {
    List<Map<Object, JsonValue>> sets = sets(arrays);
    if (sets == null || sets.size() != 2) {
      return null;
    }
    Set<Object> union = new HashSet<>(sets.get(0).keySet());
    union.addAll(sets.get(1).keySet());
    Set<Object> common = new HashSet<>(sets.get(0).keySet());
    common.retainAll(sets.get(1).keySet());
    return JsonValue.of((double) common.size() / union.size());
  }

  private static JsonValue array(Map<Object, JsonValue> set) {
    return new JsonValue.Array(List.copyOf(set.values()));
  }
}
