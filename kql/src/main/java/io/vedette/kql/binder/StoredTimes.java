package io.vedette.kql.binder;

import io.vedette.kql.functions.Times;
import io.vedette.kql.plan.Columns;
import io.vedette.kql.sql.BinaryOperator;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import org.jspecify.annotations.Nullable;

/**
 * Turns comparisons of ticks to the stored TIMESTAMP, so that the engine can use its statistics: of
 * {@code ticks(TimeGenerated) >= c} it makes {@code TimeGenerated >= TIMESTAMP 'c'}.
 */
final class StoredTimes {
  private StoredTimes() {}

  /** The comparison over stored columns where that is the same, else the comparison as it is. */
  static SqlExpr compare(SqlExpr expression) {
    if (!(expression
            instanceof SqlExpr.Binary(BinaryOperator operator, SqlExpr left, SqlExpr right))
        || !operator.isComparison()) {
      return expression;
    }
    if (left instanceof SqlExpr.Ticks(SqlExpr a) && right instanceof SqlExpr.Ticks(SqlExpr b)) {
      return Sql.binary(a, operator, b);
    }
    SqlExpr compared = null;
    if (left instanceof SqlExpr.Ticks(SqlExpr stored)) {
      compared = withConstant(stored, operator, right);
    } else if (right instanceof SqlExpr.Ticks(SqlExpr stored)) {
      compared = withConstant(stored, operator.mirrored(), left);
    }
    return compared == null ? expression : compared;
  }

  /**
   * Ticks are ten to a microsecond: bounds between two microseconds go to the right side of them.
   */
  private static @Nullable SqlExpr withConstant(
      SqlExpr stored, BinaryOperator operator, SqlExpr constant) {
    if (!Columns.isConstant(constant)) {
      return null;
    }
    boolean up = operator == BinaryOperator.GREATER_OR_EQUAL || operator == BinaryOperator.LESS;
    boolean bound =
        up || operator == BinaryOperator.GREATER || operator == BinaryOperator.LESS_OR_EQUAL;
    if (constant instanceof SqlExpr.Literal(Object value, String ignored)) {
      if (!(value instanceof Long ticks)) {
        return null;
      }
      if (!bound && ticks % 10 != 0) {
        return null;
      }
      if (!Times.isInCalendar(ticks) || !Times.isInCalendar(ticks + 9)) {
        return null;
      }
      long micros = up ? Math.ceilDiv(ticks, 10L) : Math.floorDiv(ticks, 10L);
      return Sql.binary(stored, operator, new SqlExpr.Literal(micros, "TIMESTAMP"));
    }
    if (!bound) {
      return null;
    }
    SqlExpr micros =
        Sql.template(
            up
                ? "make_timestamp(CAST(ceil({0} / 10) AS BIGINT))"
                : "make_timestamp(CAST(floor({0} / 10) AS BIGINT))",
            constant);
    return Sql.binary(stored, operator, micros);
  }
}
