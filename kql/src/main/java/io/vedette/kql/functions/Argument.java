package io.vedette.kql.functions;

import io.vedette.kql.Span;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * A bound argument.
 *
 * @param type its type after the conversions that the parameter asks for
 * @param sql its value
 * @param name the name it has as a column, or would give to one ({@code a_b} for {@code a.b}), or
 *     null
 * @param span its place in the query
 */
public record Argument(ScalarType type, SqlExpr sql, @Nullable String name, Span span) {

  /** Whether it is a literal after folding. */
  public boolean isLiteral() {
    return sql instanceof SqlExpr.Literal;
  }

  /**
   * The value of a literal: Boolean, Integer, Long, Double, BigDecimal or String; null otherwise.
   */
  public @Nullable Object literal() {
    return sql instanceof SqlExpr.Literal(Object value, String ignored) ? value : null;
  }

  /** The text of a string literal (JSON text for dynamic), or null. */
  public @Nullable String text() {
    return literal() instanceof String s ? s : null;
  }
}
