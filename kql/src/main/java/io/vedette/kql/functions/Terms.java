package io.vedette.kql.functions;

import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import java.util.List;
import java.util.Locale;

/**
 * Search for terms, the {@code has} family. A term is a run of letters and digits of any alphabet,
 * so that an underscore separates terms. A cheap search for the text goes before the regular
 * expression. Source: Kusto documentation, "String operators", "What is a term?".
 */
public final class Terms {
  private static final String BEFORE = "(?:^|[^\\pL\\pN])";
  private static final String AFTER = "(?:$|[^\\pL\\pN])";

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
    return Sql.and(found, Sql.call("regexp_matches", text, pattern));
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
    SqlExpr matches =
        Sql.call("regexp_matches", text, Sql.text(pattern(searched, Edge.BOTH, false)));
    if (searched.size() > 24) {
      return matches;
    }
    SqlExpr found =
        searched.stream().map(t -> containsLiteral(text, t, false)).reduce(Sql::or).orElseThrow();
    return Sql.and(found, matches);
  }

  private static String pattern(List<String> terms, Edge edge, boolean caseSensitive) {
    StringBuilder pattern = new StringBuilder(caseSensitive ? "(?s)" : "(?is)");
    pattern.append(terms.size() > 1 ? "(?:" : "");
    String separator = "";
    for (String term : terms) {
      pattern.append(separator);
      if (edge != Edge.END && Character.isLetterOrDigit(term.codePointAt(0))) {
        pattern.append(BEFORE);
      }
      pattern.append(quote(term));
      int last = term.codePointBefore(term.length());
      if (edge != Edge.START && Character.isLetterOrDigit(last)) {
        pattern.append(AFTER);
      }
      separator = "|";
    }
    return pattern.append(terms.size() > 1 ? ")" : "").toString();
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
