package io.vedette.kql.syntax;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What other languages write, and how KQL says it. */
final class FamiliarSyntax {
  /** By the word in lower case that stands where an operator should. */
  private static final Map<String, String> OPERATORS =
      Map.ofEntries(
          Map.entry("delete", "queries change nothing; leave rows out with where"),
          Map.entry("drop", "use project-away to leave columns out"),
          Map.entry("eval", "use extend to add columns"),
          Map.entry("fields", "use project to choose columns"),
          Map.entry("from", "a query starts with the name of a table: T | where ..."),
          Map.entry("group", "use summarize count() by a, b"),
          Map.entry("groupby", "use summarize count() by a, b"),
          Map.entry("having", "use where after summarize"),
          Map.entry("head", "use take 10, or top 10 by a"),
          Map.entry("let", "end the statement before it with ';'"),
          Map.entry("orderby", "use sort by a"),
          Map.entry("rename", "use project-rename New = Old"),
          Map.entry("select", "use project to choose columns"),
          Map.entry("stats", "use summarize count() by a, b"),
          Map.entry("table", "use project to choose columns"),
          Map.entry("tail", "use sort by a desc | take 10"),
          Map.entry("uniq", "use distinct a, b"));

  /** Operators that need no rows and can only stand first. */
  private static final Set<String> SOURCES =
      Set.of("datatable", "externaldata", "print", "range", "materialize");

  /** By the first word of a statement that no KQL statement starts with. */
  private static final Map<String, String> STATEMENTS =
      Map.of(
          "const", "declare names with let x = 5;",
          "declare", "declare names with let x = 5;",
          "def", "declare functions with let f = (a:long) { a + 1 };",
          "for", "KQL has no loops: use mv-apply, or range with join",
          "function", "declare functions with let f = (a:long) { a + 1 };",
          "if", "KQL has no if statement: use iff(condition, then, else)",
          "var", "declare names with let x = 5;",
          "while", "KQL has no loops: use mv-apply, or range with join",
          "with", "name a query with let x = T | where ...;");

  private static final Map<String, String> UNITS =
      Map.ofEntries(
          Map.entry("d", "d"),
          Map.entry("day", "d"),
          Map.entry("days", "d"),
          Map.entry("h", "h"),
          Map.entry("hour", "h"),
          Map.entry("hours", "h"),
          Map.entry("m", "m"),
          Map.entry("min", "m"),
          Map.entry("minute", "m"),
          Map.entry("minutes", "m"),
          Map.entry("s", "s"),
          Map.entry("sec", "s"),
          Map.entry("second", "s"),
          Map.entry("seconds", "s"));

  private FamiliarSyntax() {}

  static @Nullable String operator(String word) {
    return SOURCES.contains(word)
        ? "'%s' takes no rows: it stands first in a query, or in parentheses in join and union"
            .formatted(word)
        : OPERATORS.get(word);
  }

  static boolean isSource(String word) {
    return SOURCES.contains(word);
  }

  static @Nullable String statement(String word) {
    return STATEMENTS.get(word);
  }

  /** How a timespan is written whose unit stands apart from its number, or null. */
  static @Nullable String timespan(Token number, Token unit) {
    String letter = UNITS.get(unit.text());
    return letter != null && !number.text().isEmpty() && Character.isDigit(number.text().charAt(0))
        ? "write a timespan as %s%s".formatted(number.text(), letter)
        : null;
  }
}
