package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.BOOL;
import static io.vedette.kql.types.ScalarType.DATETIME;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.GUID;
import static io.vedette.kql.types.ScalarType.INT;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.REAL;
import static io.vedette.kql.types.ScalarType.STRING;
import static io.vedette.kql.types.ScalarType.TIMESPAN;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Conversions;
import io.vedette.kql.sql.BinaryOperator;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.Promotion;
import io.vedette.kql.types.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * {@code == != < <= > >=}. Of two values of which one is null, {@code ==} is false and {@code !=}
 * is true. Source: Kusto documentation, "Null values".
 */
final class Comparisons {
  private Comparisons() {}

  /** The type in which two values are compared, or null when they cannot be. */
  static @Nullable ScalarType commonType(Argument left, Argument right, boolean ordering) {
    ScalarType a = left.type();
    ScalarType b = right.type();
    if (a == b) {
      return ordering && (a == STRING || a == GUID) ? null : a == DYNAMIC && ordering ? REAL : a;
    }
    if (Promotion.isNumber(a) && Promotion.isNumber(b)) {
      return Promotion.widest(a, b);
    }
    if (a == DYNAMIC || b == DYNAMIC) {
      ScalarType other = a == DYNAMIC ? b : a;
      if (other == STRING && ordering) {
        return null;
      }
      return other == LONG || other == INT
          ? wholeBesideDynamic(a == DYNAMIC ? right : left)
          : other;
    }
    if (a == BOOL || b == BOOL) {
      ScalarType other = a == BOOL ? b : a;
      return Promotion.isNumber(other) ? other : other == STRING && !ordering ? STRING : null;
    }
    if ((a == STRING || b == STRING) && !ordering) {
      ScalarType other = a == STRING ? b : a;
      return other == DATETIME || other == TIMESPAN || other == GUID ? other : STRING;
    }
    return null;
  }

  /** A dynamic number may have a fraction; beyond 2^53 a real could not tell neighbours apart. */
  private static ScalarType wholeBesideDynamic(Argument whole) {
    return whole.literal() instanceof Number n && Math.abs(n.longValue()) >= 1L << 53 ? LONG : REAL;
  }

  /**
   * {@code ==} or {@code !=} of operands in a common type.
   *
   * @param filtering whether null may stand for false in the result
   */
  static SqlExpr equality(
      boolean negated, ScalarType type, SqlExpr left, SqlExpr right, boolean filtering) {
    boolean certain = isNeverNull(type, left) && isNeverNull(type, right);
    if (certain) {
      return Sql.binary(left, negated ? BinaryOperator.NOT_EQUAL : BinaryOperator.EQUAL, right);
    }
    if (filtering) {
      return Sql.binary(left, negated ? BinaryOperator.DISTINCT_FROM : BinaryOperator.EQUAL, right);
    }
    BinaryOperator operator =
        negated ? BinaryOperator.DISTINCT_FROM : BinaryOperator.NOT_DISTINCT_FROM;
    SqlExpr compared = Sql.binary(left, operator, right);
    if (isNeverNull(type, left) || isNeverNull(type, right)) {
      return compared;
    }
    return Sql.when(Sql.and(Sql.isNull(left), Sql.isNull(right)), Sql.nullOf("BOOLEAN"), compared);
  }

  /** {@code < <= > >=} of operands in a common type; null when one of them is. */
  static SqlExpr ordering(BinaryOperator operator, SqlExpr left, SqlExpr right) {
    return Sql.binary(left, operator, right);
  }

  /** Whether the value is certainly there. */
  static boolean isNeverNull(ScalarType type, SqlExpr value) {
    return switch (value) {
      case SqlExpr.Literal(Object literal, String ignored) -> literal != null;
      case SqlExpr.Text t -> true;
      default -> type == STRING;
    };
  }

  /** The operand in the type of the comparison. */
  static SqlExpr operand(Argument argument, ScalarType type) {
    if (argument.type() == STRING && type == GUID) {
      return Sql.call("lower", argument.sql());
    }
    if (argument.type() == BOOL && Promotion.isNumber(type)) {
      return Sql.cast(argument.sql(), type.expressionType());
    }
    return Conversions.widen(argument.type(), type, argument.sql());
  }
}
