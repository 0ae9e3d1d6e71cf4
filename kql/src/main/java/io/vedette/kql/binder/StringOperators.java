package io.vedette.kql.binder;

import io.vedette.kql.functions.Regexes;
import io.vedette.kql.functions.Terms;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.BinaryOperator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The operators on strings. Source: Kusto documentation, "String operators": without {@code _cs}
 * they ignore case.
 */
final class StringOperators {
  private StringOperators() {}

  /**
   * The value, or null when the operator is not one on strings. Operands are strings, never null.
   */
  static @Nullable SqlExpr bind(BinaryOperator operator, SqlExpr text, SqlExpr pattern) {
    return switch (operator) {
      case EQUAL_TILDE -> Sql.equal(lower(text), lower(pattern));
      case NOT_EQUAL_TILDE ->
          Sql.binary(lower(text), io.vedette.kql.sql.BinaryOperator.NOT_EQUAL, lower(pattern));
      case HAS -> Terms.has(text, pattern, Terms.Edge.BOTH, false);
      case NOT_HAS -> Sql.not(Terms.has(text, pattern, Terms.Edge.BOTH, false));
      case HAS_CS -> Terms.has(text, pattern, Terms.Edge.BOTH, true);
      case NOT_HAS_CS -> Sql.not(Terms.has(text, pattern, Terms.Edge.BOTH, true));
      case HASPREFIX -> Terms.has(text, pattern, Terms.Edge.START, false);
      case NOT_HASPREFIX -> Sql.not(Terms.has(text, pattern, Terms.Edge.START, false));
      case HASPREFIX_CS -> Terms.has(text, pattern, Terms.Edge.START, true);
      case NOT_HASPREFIX_CS -> Sql.not(Terms.has(text, pattern, Terms.Edge.START, true));
      case HASSUFFIX -> Terms.has(text, pattern, Terms.Edge.END, false);
      case NOT_HASSUFFIX -> Sql.not(Terms.has(text, pattern, Terms.Edge.END, false));
      case HASSUFFIX_CS -> Terms.has(text, pattern, Terms.Edge.END, true);
      case NOT_HASSUFFIX_CS -> Sql.not(Terms.has(text, pattern, Terms.Edge.END, true));
      case CONTAINS, SEARCH_TERM -> Sql.call("contains", lower(text), lower(pattern));
      case NOT_CONTAINS -> Sql.not(Sql.call("contains", lower(text), lower(pattern)));
      case CONTAINS_CS -> Sql.call("contains", text, pattern);
      case NOT_CONTAINS_CS -> Sql.not(Sql.call("contains", text, pattern));
      case STARTSWITH -> Sql.call("starts_with", lower(text), lower(pattern));
      case NOT_STARTSWITH -> Sql.not(Sql.call("starts_with", lower(text), lower(pattern)));
      case STARTSWITH_CS -> Sql.call("starts_with", text, pattern);
      case NOT_STARTSWITH_CS -> Sql.not(Sql.call("starts_with", text, pattern));
      case ENDSWITH -> Sql.call("ends_with", lower(text), lower(pattern));
      case NOT_ENDSWITH -> Sql.not(Sql.call("ends_with", lower(text), lower(pattern)));
      case ENDSWITH_CS -> Sql.call("ends_with", text, pattern);
      case NOT_ENDSWITH_CS -> Sql.not(Sql.call("ends_with", text, pattern));
      case LIKE -> like(lower(text), lower(pattern));
      case NOT_LIKE -> Sql.not(like(lower(text), lower(pattern)));
      case LIKE_CS -> like(text, pattern);
      case NOT_LIKE_CS -> Sql.not(like(text, pattern));
      case MATCHES_REGEX ->
          pattern instanceof SqlExpr.Literal(String regex, String ignored)
              ? Sql.call("regexp_matches", text, Sql.text(Regexes.namedAsRe2(regex)))
              : Sql.coalesce(
                  Regexes.attempted(pattern, Sql.call("regexp_matches", text, pattern)), Sql.FALSE);
      case OR,
          AND,
          EQUAL,
          NOT_EQUAL,
          LESS,
          LESS_OR_EQUAL,
          GREATER,
          GREATER_OR_EQUAL,
          ADD,
          SUBTRACT,
          MULTIPLY,
          DIVIDE,
          MODULO ->
          null;
    };
  }

  static SqlExpr lower(SqlExpr text) {
    return text instanceof SqlExpr.Literal(String literal, String ignored)
        ? Sql.text(literal.toLowerCase(Locale.ROOT))
        : Sql.call("lower", text);
  }

  /** {@code *} stands for any text, as in the legacy operator. */
  private static SqlExpr like(SqlExpr text, SqlExpr pattern) {
    return Sql.template(
        "{0} LIKE replace(replace(replace({1}, '%', '\\%'), '_', '\\_'), '*', '%') ESCAPE '\\'",
        text, pattern);
  }
}
