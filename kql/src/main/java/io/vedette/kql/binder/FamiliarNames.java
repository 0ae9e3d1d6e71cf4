package io.vedette.kql.binder;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names that other languages have for what KQL does in another way. */
final class FamiliarNames {
  private static final Map<String, String> FUNCTIONS =
      Map.ofEntries(
          Map.entry("concat", "strcat(a, b)"),
          Map.entry("concat_ws", "strcat_delim(delimiter, a, b)"),
          Map.entry("getdate", "now()"),
          Map.entry("if", "iff(condition, then, else)"),
          Map.entry("ifnull", "coalesce(a, b)"),
          Map.entry("isin", "a in (b, c)"),
          Map.entry("lcase", "tolower(text)"),
          Map.entry("left", "substring(text, 0, length)"),
          Map.entry("len", "strlen(text)"),
          Map.entry("length", "strlen(text), or array_length(array)"),
          Map.entry("lower", "tolower(text)"),
          Map.entry("materialize", "let T = materialize(...); it gives a table"),
          Map.entry("nvl", "coalesce(a, b)"),
          Map.entry("regexp_like", "text matches regex pattern"),
          Map.entry("replace_all", "replace_string(text, old, new)"),
          Map.entry("right", "substring(text, -length)"),
          Map.entry("substr", "substring(text, start, length)"),
          Map.entry("today", "startofday(now())"),
          Map.entry("ucase", "toupper(text)"),
          Map.entry("upper", "toupper(text)"),
          Map.entry("yesterday", "startofday(ago(1d))"));

  private static final Map<String, String> OPERATORS =
      Map.ofEntries(
          Map.entry("contains", "text contains \"part\""),
          Map.entry("endswith", "text endswith \"part\""),
          Map.entry("has", "text has \"term\""),
          Map.entry("has_all", "text has_all (\"a\", \"b\")"),
          Map.entry("has_any", "text has_any (\"a\", \"b\")"),
          Map.entry("startswith", "text startswith \"part\""));

  /**
   * Words that begin an operator or a statement and are taken for tables where they stand first.
   */
  private static final Set<String> LEADING =
      Set.of("count", "distinct", "extend", "project", "sort", "summarize", "take", "top", "where");

  private FamiliarNames() {}

  static boolean isOperator(String name) {
    return LEADING.contains(name);
  }

  /** How KQL writes what is meant by a function of that name, or null. */
  static @Nullable String function(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String operator = OPERATORS.get(lower);
    if (operator != null) {
      return "'%s' is an operator: write %s.".formatted(lower, operator);
    }
    String written = FUNCTIONS.get(lower);
    return written == null ? null : "Write " + written + ".";
  }

  /** How KQL writes what is meant by a bare name, or null. */
  static @Nullable String value(String name) {
    if (name.equalsIgnoreCase("null") || name.equalsIgnoreCase("none")) {
      return "Use isnull(x), or isempty(x) for strings; a null literal has a type: long(null).";
    }
    if (name.equalsIgnoreCase("true") || name.equalsIgnoreCase("false")) {
      return "Write %s in lower case.".formatted(name.toLowerCase(Locale.ROOT));
    }
    if (!name.isEmpty() && Character.isDigit(name.charAt(0))) {
      return name.matches("[0-9_]+")
          ? "Numbers have no separators: write %s.".formatted(name.replace("_", ""))
          : "Timespans have the units d, h, m, s, ms, microsecond and tick: 90d, 5m, 100ms.";
    }
    return null;
  }
}
