package io.vedette.kql.functions;

import io.vedette.kql.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Paths such as {@code $.a['b'][0]}. Source: Kusto documentation, "JSONPath expressions"; the parts
 * that name one place.
 */
final class JsonPath {
  private JsonPath() {}

  /** One step down: a key of a bag, or an index of an array when {@code key} is null. */
  record Step(@Nullable String key, int index) {}

  /** The steps of a path that begins with $; null when it is malformed. */
  static @Nullable List<Step> parse(String path) {
    if (!path.startsWith("$")) {
      return null;
    }
    List<Step> steps = new ArrayList<>();
    int at = 1;
    while (at < path.length()) {
      char c = path.charAt(at);
      if (c == '.') {
        int end = at + 1;
        while (end < path.length() && ".[".indexOf(path.charAt(end)) < 0) {
          end++;
        }
        if (end == at + 1) {
          return null;
        }
        steps.add(new Step(path.substring(at + 1, end), 0));
        at = end;
      } else if (c == '[') {
        int end = bracket(path, at, steps);
        if (end < 0) {
          return null;
        }
        at = end;
      } else {
        return null;
      }
    }
    return steps;
  }

  private static int bracket(String path, int at, List<Step> steps) {
    char quote = at + 1 < path.length() ? path.charAt(at + 1) : ' ';
    if (quote == '\'' || quote == '"') {
      int end = path.indexOf(quote + "]", at + 2);
      if (end < 0) {
        return -1;
      }
      steps.add(new Step(path.substring(at + 2, end), 0));
      return end + 2;
    }
    int end = path.indexOf(']', at);
    if (end < 0) {
      return -1;
    }
    try {
      steps.add(new Step(null, Integer.parseInt(path.substring(at + 1, end).strip())));
      return end + 1;
    } catch (NumberFormatException notAnIndex) {
      return -1;
    }
  }

  /** The value at the path, or null's value. */
  static JsonValue find(JsonValue root, List<Step> steps) {
    JsonValue value = root;
    for (Step step : steps) {
      JsonValue next = null;
      if (step.key != null && value instanceof JsonValue.Bag(Map<String, JsonValue> entries)) {
        next = entries.get(step.key);
      } else if (step.key == null && value instanceof JsonValue.Array(List<JsonValue> items)) {
        int index = step.index < 0 ? items.size() + step.index : step.index;
        next = index >= 0 && index < items.size() ? items.get(index) : null;
      }
      if (next == null) {
        return JsonValue.Null.NULL;
      }
      value = next;
    }
    return value;
  }

  /** Whether there is a value, be it null, under the path's keys. */
  static boolean has(JsonValue root, List<Step> steps) {
    if (steps.isEmpty()) {
      return false;
    }
    JsonValue parent = find(root, steps.subList(0, steps.size() - 1));
    String key = steps.getLast().key;
    return key != null
        && parent instanceof JsonValue.Bag(Map<String, JsonValue> entries)
        && entries.containsKey(key);
  }

  /** The bag with a value set, or removed when it is absent, under the path's keys. */
  static JsonValue with(JsonValue root, List<Step> steps, @Nullable JsonValue value) {
    String key = steps.isEmpty() ? null : steps.getFirst().key;
    if (key == null || !(root instanceof JsonValue.Bag(Map<String, JsonValue> entries))) {
      return root;
    }
    Map<String, JsonValue> changed = new LinkedHashMap<>(entries);
    if (steps.size() > 1) {
      JsonValue inner = entries.get(key);
      if (inner == null && value == null) {
        return root;
      }
      JsonValue bag = inner == null ? new JsonValue.Bag(Map.of()) : inner;
      changed.put(key, with(bag, steps.subList(1, steps.size()), value));
    } else if (value == null) {
      changed.remove(key);
    } else {
      changed.put(key, value);
    }
    return new JsonValue.Bag(changed);
  }

  /** A key as it stands, or the keys of a path with $. */
  static List<Step> keyOrPath(String text) {
    List<Step> steps = text.startsWith("$.") || text.startsWith("$[") ? parse(text) : null;
    return steps == null ? List.of(new Step(text, 0)) : steps;
  }
}
