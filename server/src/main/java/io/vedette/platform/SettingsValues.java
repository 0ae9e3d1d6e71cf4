package io.vedette.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes values out of a file's mappings, and notes what is wrong with the value's key. */
final class SettingsValues {
  private final List<String> problems = new ArrayList<>();

  void problem(String text) {
    problems.add(text);
  }

  /** All that was noted. */
  List<String> problems() {
    return problems;
  }

  /** A mapping that holds some of these keys and no others. */
  Map<?, ?> map(Object value, String key, Set<String> keys) {
    if (value instanceof Map<?, ?> map && !map.isEmpty() && keys.containsAll(map.keySet())) {
      return map;
    }
    problem("'" + key + "' holds " + keys.stream().sorted().toList());
    return Map.of();
  }

  String text(@Nullable Object value, String key, String otherwise) {
    if (value == null) {
      return otherwise;
    }
    if (value instanceof String text && !text.isBlank()) {
      return text.strip();
    }
    problem("'" + key + "' is a text");
    return otherwise;
  }

  int port(@Nullable Object value, int otherwise) {
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Integer port && port >= 0 && port <= 65_535) {
      return port;
    }
    problem("'port' is a number from 0 to 65535");
    return otherwise;
  }
}
