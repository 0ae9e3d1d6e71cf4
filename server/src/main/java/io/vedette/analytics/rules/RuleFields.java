package io.vedette.analytics.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes typed fields out of one mapping of a YAML file and notes what is wrong with them. */
public final class RuleFields {
  private final String file;
  private final String path;
  private final YamlNode.Mapping mapping;
  private final List<RuleProblem> problems;
  private final Set<String> read = new LinkedHashSet<>();

  /**
   * @param path what to write before field names in problems; empty or ending in a dot
   * @param problems where to note problems
   */
  public RuleFields(
      String file, String path, YamlNode.Mapping mapping, List<RuleProblem> problems) {
    this.file = file;
    this.path = path;
    this.mapping = mapping;
    this.problems = problems;
  }

  /** The line where the mapping begins. */
  public int line() {
    return mapping.line();
  }

  /** Whether the field is there and not empty. */
  public boolean has(String name) {
    return mapping.get(name) != null;
  }

  /** The field's text; empty, and a problem, when it is missing. */
  public String required(String name) {
    String text = optional(name);
    if (text == null || text.isBlank()) {
      if (text != null || mapping.get(name) == null) {
        problem(name, "is missing");
      }
      return "";
    }
    return text;
  }

  /** The field's text, or null when it is missing. */
  public @Nullable String optional(String name) {
    return switch (node(name)) {
      case null -> null;
      case YamlNode.Scalar scalar -> scalar.text();
      case YamlNode.Sequence _, YamlNode.Mapping _ -> {
        problem(name, "must be text");
        yield null;
      }
    };
  }

  /** True or false. */
  public boolean flag(String name, boolean otherwise) {
    String text = optional(name);
    if (text == null) {
      return otherwise;
    }
    if (!text.equalsIgnoreCase("true") && !text.equalsIgnoreCase("false")) {
      problem(name, "must be true or false, not '" + shortened(text) + "'");
    }
    return Boolean.parseBoolean(text);
  }

  /** A whole number between the bounds. */
  public int number(String name, int from, int to, int otherwise) {
    String text = optional(name);
    if (text == null) {
      return otherwise;
    }
    if (text.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= from && number <= to) {
        return number;
      }
    }
    problem(
        name,
        "must be a whole number from %d to %d, not '%s'".formatted(from, to, shortened(text)));
    return otherwise;
  }

  /** A duration of at least {@code least}; null when it is missing or wrong. */
  public @Nullable Duration duration(String name, Duration least) {
    String text = optional(name);
    if (text == null) {
      return null;
    }
    Optional<Duration> duration = RuleDurations.parse(text);
    if (duration.isEmpty()) {
      problem(name, "'" + shortened(text) + "' is not a duration such as 5m, 1h, 14d or PT5M");
      return null;
    }
    if (duration.get().compareTo(least) < 0) {
      problem(name, "must be at least " + least);
      return null;
    }
    return duration.get();
  }

  /** One of the constants of an enum, in any case; null when it is missing or wrong. */
  public <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
    String text = optional(name);
    if (text == null) {
      return null;
    }
    E[] constants = type.getEnumConstants();
    for (E constant : constants) {
      if (constant.name().equalsIgnoreCase(text.strip())) {
        return constant;
      }
    }
    String known = Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", "));
    problem(name, "'" + shortened(text) + "' is none of " + known);
    return null;
  }

  /** A list of texts; a single text counts as a list of one. */
  public List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (YamlNode item : items(name)) {
      if (item instanceof YamlNode.Scalar scalar) {
        texts.add(scalar.text().strip());
      } else {
        problem(name, item.line(), "must be a list of texts");
      }
    }
    return texts;
  }

  /** The items of a list; a single value counts as a list of one. */
  public List<YamlNode> items(String name) {
    return switch (node(name)) {
      case null -> List.of();
      case YamlNode.Sequence sequence -> sequence.items();
      case YamlNode.Scalar scalar -> List.of(scalar);
      case YamlNode.Mapping one -> List.of(one);
    };
  }

  /** The fields of each mapping in a list. */
  public List<RuleFields> mappings(String name) {
    List<RuleFields> fields = new ArrayList<>();
    int index = 0;
    for (YamlNode item : items(name)) {
      String itemPath = path + name + "[" + index++ + "]";
      if (item instanceof YamlNode.Mapping entry) {
        fields.add(new RuleFields(file, itemPath + ".", entry, problems));
      } else {
        problems.add(new RuleProblem(file, itemPath, item.line(), "must hold named fields"));
      }
    }
    return fields;
  }

  /** The fields of a mapping, or null when it is missing. */
  public @Nullable RuleFields mapping(String name) {
    return switch (node(name)) {
      case null -> null;
      case YamlNode.Mapping entry -> new RuleFields(file, path + name + ".", entry, problems);
      case YamlNode.Scalar _, YamlNode.Sequence _ -> {
        problem(name, "must hold named fields");
        yield null;
      }
    };
  }

  /** Names and texts of a mapping. */
  public Map<String, String> textMap(String name) {
    Map<String, String> map = new LinkedHashMap<>();
    RuleFields fields = mapping(name);
    if (fields != null) {
      for (String key : fields.names()) {
        map.put(key, fields.required(key));
      }
    }
    return map;
  }

  /** The names of all fields, in the order of the file. */
  public Set<String> names() {
    return mapping.entries().keySet();
  }

  /** The value of a field, or null. */
  public @Nullable YamlNode node(String name) {
    read.add(name);
    return mapping.get(name);
  }

  /** The fields that nothing has asked for. */
  public Map<String, @Nullable Object> unread() {
    Map<String, @Nullable Object> unread = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(
            (name, node) -> {
              if (!read.contains(name)) {
                unread.put(name, node.toJava());
              }
            });
    return unread;
  }

  /** Notes a problem at a field. */
  public void problem(String name, String message) {
    YamlNode node = mapping.entries().get(name);
    problem(name, node == null ? mapping.line() : node.line(), message);
  }

  private void problem(String name, int line, String message) {
    problems.add(new RuleProblem(file, path + name, line, message));
  }

  private static String shortened(String text) {
    return text.length() <= 60 ? text : text.substring(0, 60) + "...";
  }
}
