package io.vedette.platform;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes values out of mappings, and notes what is wrong with the value of a key. */
final class SettingsValues {
  private final List<SettingsProblem> problems = new ArrayList<>();

  /** Notes what would do for a key, such as "is a text". */
  void problem(String key, String words) {
    problems.add(new SettingsProblem(key, words));
  }

  /** All that was noted. */
  List<SettingsProblem> problems() {
    return problems;
  }

  /** A mapping that holds some of these keys and no others. */
  Map<?, ?> map(@Nullable Object value, String key, Set<String> keys) {
    if (value instanceof Map<?, ?> map && !map.isEmpty() && keys.containsAll(map.keySet())) {
      return map;
    }
    problem(key, "holds " + keys.stream().sorted().toList());
    return Map.of();
  }

  String text(@Nullable Object value, String key, String otherwise) {
    if (value == null) {
      return otherwise;
    }
    if (value instanceof String text && !text.isBlank()) {
      return text.strip();
    }
    problem(key, "is a text");
    return otherwise;
  }

  boolean yes(@Nullable Object value, String key, boolean otherwise) {
    if (value == null || value instanceof Boolean) {
      return value == null ? otherwise : (Boolean) value;
    }
    problem(key, "is true or false");
    return otherwise;
  }

  int port(@Nullable Object value, String key, int otherwise) {
    return whole(value, key, 0, 65_535, otherwise);
  }

  /** A whole number within bounds that belong to it. */
  int whole(@Nullable Object value, String key, int least, int most, int otherwise) {
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Integer number && number >= least && number <= most) {
      return number;
    }
    problem(key, "is a number from " + least + " to " + most);
    return otherwise;
  }

  /** A time within bounds that belong to it. */
  Duration time(
      @Nullable Object value, String key, Duration least, Duration most, Duration otherwise) {
    Duration time = value == null ? otherwise : time(value);
    if (time != null && time.compareTo(least) >= 0 && time.compareTo(most) <= 0) {
      return time;
    }
    problem(key, "is a time from " + least.toSeconds() + "s to " + most.toSeconds() + "s");
    return otherwise;
  }

  /** A time that is longer than none. */
  Duration time(@Nullable Object value, String key, Duration otherwise) {
    Duration time = value == null ? otherwise : time(value);
    if (time != null && time.isPositive()) {
      return time;
    }
    problem(key, "is a time such as 30m, 8h or 7d");
    return otherwise;
  }

  private static @Nullable Duration time(Object value) {
    try {
      String text = String.valueOf(value).strip().toUpperCase(Locale.ROOT);
      return Duration.parse(text.endsWith("D") ? "P" + text : "PT" + text);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
