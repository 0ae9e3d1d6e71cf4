package io.vedette.analytics.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a YAML file that knows the line where it begins, counted from 1. */
public sealed interface YamlNode {
  /** The line where the value begins, from 1. */
  int line();

  /**
   * A scalar.
   *
   * @param text its text, with quotes and escapes resolved
   * @param plain whether it stood without quotes, so that {@code true}, {@code 5} and {@code ~}
   *     mean more than text
   */
  record Scalar(String text, boolean plain, int line) implements YamlNode {
    /** Whether it stands for no value at all. */
    public boolean isNull() {
      return plain && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
    }

    /** Null, Boolean, Long, Double or String, as YAML's core schema reads it. */
    public @Nullable Object value() {
      if (!plain) {
        return text;
      }
      if (isNull()) {
        return null;
      }
      if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
        return Boolean.valueOf(text);
      }
      if (text.matches("[-+]?[0-9]{1,18}")) {
        return Long.valueOf(text);
      }
      if (text.matches(
          "[-+]?([0-9]{1,300}\\.[0-9]{0,300}|\\.[0-9]{1,300})([eE][-+]?[0-9]{1,3})?")) {
        return Double.valueOf(text);
      }
      return text;
    }
  }

  /** A list of values. */
  record Sequence(List<YamlNode> items, int line) implements YamlNode {
    public Sequence {
      items = List.copyOf(items);
    }
  }

  /** Names and values in the order of the file. */
  record Mapping(Map<String, YamlNode> entries, int line) implements YamlNode {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** The value of that name, or null when it is missing or empty. */
    public @Nullable YamlNode get(String name) {
      YamlNode node = entries.get(name);
      return node instanceof Scalar scalar && scalar.isNull() ? null : node;
    }
  }

  /** The same value as null, Boolean, Long, Double, String, List and Map. */
  default @Nullable Object toJava() {
    return switch (this) {
      case Scalar scalar -> scalar.value();
      case Sequence sequence -> {
        List<@Nullable Object> list = new ArrayList<>();
        sequence.items().forEach(item -> list.add(item.toJava()));
        yield list;
      }
      case Mapping mapping -> {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        mapping.entries().forEach((name, node) -> map.put(name, node.toJava()));
        yield map;
      }
    };
  }
}
