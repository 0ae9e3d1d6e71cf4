package io.vedette.kql.functions;

import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Search for terms, the {@code has} family. A term is a run of letters and digits of any alphabet,
 * so that an underscore separates terms. A cheap search for the text goes before the regular
 * expression. Source: Kusto documentation, "String operators", "What is a term?".
 */
public final class Terms {
  private static final String BEFORE = "(?:^|[^\\pL\\pN])";
  private static final String AFTER = "(?:$|[^\\pL\\pN])";

  /** The engine refuses patterns that become too large. */
  private static final int TERMS_PER_PATTERN = 500;

  private Terms() {}

  /** Which ends of the pattern must be ends of a term. */
  public enum Edge {
    BOTH,
    START,
    END
  }

  /** Whether the text has a term (or one that starts or ends so). */
  public static SqlExpr has(SqlExpr text, SqlExpr term, Edge edge, boolean caseSensitive) {
    if (term instanceof SqlExpr.Literal(String literal, String ignored)) {
      return hasLiteral(text, literal, edge, caseSensitive);
    }
    SqlExpr found =
        caseSensitive
            ? Sql.template("contains({0}, {1})", text, term)
            : Sql.template("contains(lower({0}), lower({1}))", text, term);
    SqlExpr pattern =
        Sql.template(
            "concat("
                + (caseSensitive ? "'(?s)'" : "'(?is)'")
                + (edge == Edge.END
                    ? ""
                    : ", CASE WHEN regexp_matches({0}, '^[\\pL\\pN]') THEN '"
                        + BEFORE
                        + "' ELSE '' END")
                + ", regexp_escape({0})"
                + (edge == Edge.START
                    ? ""
                    : ", CASE WHEN regexp_matches({0}, '[\\pL\\pN]$') THEN '"
                        + AFTER
                        + "' ELSE '' END")
                + ")",
            term);
    // Making a regular expression for a row takes long; AND would make it for every row.
    return Sql.when(found, Sql.call("regexp_matches", text, pattern), Sql.FALSE);
  }

  private static SqlExpr hasLiteral(SqlExpr text, String term, Edge edge, boolean caseSensitive) {
    if (term.isEmpty()) {
      return Sql.TRUE;
    }
    String pattern = pattern(List.of(term), edge, caseSensitive);
    return Sql.and(
        containsLiteral(text, term, caseSensitive),
        Sql.call("regexp_matches", text, Sql.text(pattern)));
  }

  private static SqlExpr containsLiteral(SqlExpr text, String part, boolean caseSensitive) {
    return caseSensitive
        ? Sql.call("contains", text, Sql.text(part))
        : Sql.call("contains", Sql.call("lower", text), Sql.text(part.toLowerCase(Locale.ROOT)));
  }

  /** Whether the text has any of constant terms. */
  public static SqlExpr hasAny(SqlExpr text, List<String> terms) {
    List<String> searched = terms.stream().filter(t -> !t.isEmpty()).distinct().toList();
    if (searched.size() < terms.stream().distinct().count()) {
      return Sql.TRUE;
    }
    if (searched.isEmpty()) {
      return Sql.FALSE;
    }
    SqlExpr matches = Sql.FALSE;
    for (int from = 0; from < searched.size(); from += TERMS_PER_PATTERN) {
      List<String> some =
          searched.subList(from, Math.min(from + TERMS_PER_PATTERN, searched.size()));
      SqlExpr match = Sql.call("regexp_matches", text, Sql.text(pattern(some, Edge.BOTH, false)));
      matches = from == 0 ? match : Sql.or(matches, match);
    }
    if (searched.size() > 24) {
      return matches;
    }
    SqlExpr found =
        searched.stream().map(t -> containsLiteral(text, t, false)).reduce(Sql::or).orElseThrow();
    return Sql.and(found, matches);
  }

  /** Terms that begin alike and end alike share what stands around them. */
  private static String pattern(List<String> terms, Edge edge, boolean caseSensitive) {
    Map<String, Map<String, List<String>>> alike = new TreeMap<>();
    for (String term : terms) {
      int last = term.codePointBefore(term.length());
      boolean starts = edge != Edge.END && Character.isLetterOrDigit(term.codePointAt(0));
      boolean ends = edge != Edge.START && Character.isLetterOrDigit(last);
      alike
          .computeIfAbsent(starts ? BEFORE : "", k -> new TreeMap<>())
          .computeIfAbsent(ends ? AFTER : "", k -> new ArrayList<>())
          .add(quote(term));
    }
    List<String> alternatives = new ArrayList<>();
    alike.forEach(
        (before, byEnd) ->
            byEnd.forEach(
                (after, quoted) ->
                    alternatives.add(
                        before
                            + (quoted.size() == 1
                                ? quoted.getFirst()
                                : "(?:" + String.join("|", quoted) + ")")
                            + after)));
    return (caseSensitive ? "(?s)" : "(?is)")
        + (alternatives.size() == 1
            ? alternatives.getFirst()
            : "(?:" + String.join("|", alternatives) + ")");
  }

  /** The text as a regular expression that matches it alone. */
  public static String quote(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        quoted.append("\\x00");
      } else {
        if ("\\^$.|?*+()[]{}-".indexOf(c) >= 0) {
          quoted.append('\\');
        }
        quoted.append(c);
      }
    }
    return quoted.toString();
  }
}
