package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.DATETIME;
import static io.vedette.kql.types.ScalarType.DECIMAL;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.INT;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.REAL;
import static io.vedette.kql.types.ScalarType.TIMESPAN;

import io.vedette.kql.Span;
import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Conversions;
import io.vedette.kql.functions.Times;
import io.vedette.kql.functions.WrappingArithmetic;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.BinaryOperator;
import io.vedette.kql.types.Promotion;
import io.vedette.kql.types.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * {@code + - * / %}. Source: Kusto documentation, "Numerical operators" and "Datetime / timespan
 * arithmetic": whole numbers stay whole, overflow wraps, division by zero gives null for whole
 * numbers.
 */
final class Arithmetic {
  private Arithmetic() {}

  /** The value, or null when the operator is not defined for the types. */
  static @Nullable Argument bind(
      BinaryOperator operator, Argument left, Argument right, Span span) {
    ScalarType leftType = left.type() == INT ? LONG : left.type();
    ScalarType rightType = right.type() == INT ? LONG : right.type();
    if (leftType == DYNAMIC && rightType == DYNAMIC) {
      SqlExpr real = numbers(operator, REAL, to(left, REAL), to(right, REAL));
      SqlExpr whole =
          Sql.template(
              "coalesce(CASE WHEN {0} = trunc({0}) THEN CAST(TRY_CAST({0} AS BIGINT) AS VARCHAR)"
                  + " END, {1})",
              real, Conversions.toDynamic(REAL, real));
      return new Argument(DYNAMIC, whole, null, span);
    }
    if (leftType == DYNAMIC) {
      leftType = dynamicBeside(operator, rightType, true);
    } else if (rightType == DYNAMIC) {
      rightType = dynamicBeside(operator, leftType, false);
    }
    ScalarType result = resultType(operator, leftType, rightType);
    if (result == null) {
      return null;
    }
    SqlExpr folded = Folding.fold(operator, result, left, right);
    if (folded != null) {
      return new Argument(result, folded, null, span);
    }
    if (Promotion.isNumber(result) && Promotion.isNumber(leftType)) {
      return new Argument(
          result, numbers(operator, result, to(left, result), to(right, result)), null, span);
    }
    SqlExpr value =
        times(operator, result, leftType, rightType, to(left, leftType), to(right, rightType));
    return new Argument(result, value, null, span);
  }

  /** The type a dynamic operand is read as. */
  private static ScalarType dynamicBeside(
      BinaryOperator operator, ScalarType other, boolean dynamicIsLeft) {
    return switch (operator) {
      case MULTIPLY -> other == TIMESPAN ? REAL : other;
      case DIVIDE -> other == TIMESPAN ? TIMESPAN : other;
      case ADD -> other == DATETIME ? TIMESPAN : other;
      case SUBTRACT -> other;
      default -> other == DATETIME && dynamicIsLeft ? DATETIME : other;
    };
  }

  private static @Nullable ScalarType resultType(
      BinaryOperator operator, ScalarType left, ScalarType right) {
    if (Promotion.isNumber(left) && Promotion.isNumber(right)) {
      return Promotion.widest(left, right);
    }
    return switch (operator) {
      case ADD ->
          (left == DATETIME && right == TIMESPAN) || (left == TIMESPAN && right == DATETIME)
              ? DATETIME
              : left == TIMESPAN && right == TIMESPAN ? TIMESPAN : null;
      case SUBTRACT ->
          left == DATETIME && right == TIMESPAN
              ? DATETIME
              : (left == DATETIME && right == DATETIME) || (left == TIMESPAN && right == TIMESPAN)
                  ? TIMESPAN
                  : null;
      case MULTIPLY ->
          (left == TIMESPAN && Promotion.isNumber(right))
                  || (right == TIMESPAN && Promotion.isNumber(left))
              ? TIMESPAN
              : null;
      case DIVIDE ->
          left == TIMESPAN && Promotion.isNumber(right)
              ? TIMESPAN
              : (left == TIMESPAN || left == DATETIME) && right == TIMESPAN ? REAL : null;
      case MODULO -> left == TIMESPAN && right == TIMESPAN ? TIMESPAN : null;
      default -> null;
    };
  }

  private static SqlExpr to(Argument argument, ScalarType type) {
    return Conversions.widen(argument.type(), type, argument.sql());
  }

  private static SqlExpr numbers(
      BinaryOperator operator, ScalarType type, SqlExpr left, SqlExpr right) {
    return switch (type) {
      case LONG, TIMESPAN -> whole(operator, left, right);
      case DECIMAL -> decimals(operator, left, right);
      case REAL, INT, BOOL, STRING, DATETIME, GUID, DYNAMIC -> plain(operator.text(), left, right);
    };
  }

  private static SqlExpr whole(BinaryOperator operator, SqlExpr left, SqlExpr right) {
    return switch (operator) {
      case ADD -> WrappingArithmetic.add(left, right);
      case SUBTRACT -> WrappingArithmetic.subtract(left, right);
      case MULTIPLY -> WrappingArithmetic.multiply(left, right);
      case DIVIDE -> WrappingArithmetic.divide(left, right);
      case MODULO -> WrappingArithmetic.modulo(left, right);
      default -> throw new IllegalArgumentException(operator.text());
    };
  }

  /** Null where the result does not fit, and for a divisor of 0. */
  private static SqlExpr decimals(BinaryOperator operator, SqlExpr left, SqlExpr right) {
    return switch (operator) {
      case ADD, SUBTRACT -> Sql.template("TRY({0} " + operator.text() + " {1})", left, right);
      case MULTIPLY -> asDoubles("CAST({0} AS DOUBLE) * CAST({1} AS DOUBLE)", left, right);
      case DIVIDE -> asDoubles("CAST({0} AS DOUBLE) / nullif(CAST({1} AS DOUBLE), 0)", left, right);
      case MODULO -> Sql.template("({0} % nullif({1}, 0))", left, right);
      default -> throw new IllegalArgumentException(operator.text());
    };
  }

  private static SqlExpr asDoubles(String product, SqlExpr left, SqlExpr right) {
    return Sql.template("TRY_CAST(" + product + " AS DECIMAL(38,17))", left, right);
  }

  private static SqlExpr plain(String operator, SqlExpr left, SqlExpr right) {
    return Sql.template("({0} " + operator + " {1})", left, right);
  }

  private static SqlExpr times(
      BinaryOperator operator,
      ScalarType result,
      ScalarType leftType,
      ScalarType rightType,
      SqlExpr left,
      SqlExpr right) {
    return switch (operator) {
      case ADD ->
          result == TIMESPAN ? WrappingArithmetic.add(left, right) : moved("+", left, right);
      case SUBTRACT ->
          result == TIMESPAN ? WrappingArithmetic.subtract(left, right) : moved("-", left, right);
      case MODULO -> numbers(operator, TIMESPAN, left, right);
      case MULTIPLY ->
          leftType == LONG || rightType == LONG
              ? WrappingArithmetic.multiply(left, right)
              : Sql.template("TRY(TRY_CAST({0} * {1} AS BIGINT))", left, right);
      case DIVIDE ->
          result == REAL
              ? Sql.template("({0} / CAST({1} AS DOUBLE))", left, right)
              : rightType == LONG
                  ? WrappingArithmetic.divide(left, right)
                  : Sql.template("TRY_CAST(trunc({0} / {1}) AS BIGINT)", left, right);
      default -> throw new IllegalArgumentException(operator.text());
    };
  }

  private static SqlExpr moved(String operator, SqlExpr left, SqlExpr right) {
    return Times.inCalendar(
        Sql.template("TRY_CAST(CAST({0} AS HUGEINT) " + operator + " {1} AS BIGINT)", left, right));
  }

  /** {@code -a}, or null when it is not defined for the type. */
  static @Nullable Argument negate(Argument operand, Span span) {
    if (operand.type() == INT && operand.literal() == null) {
      return negate(new Argument(LONG, to(operand, LONG), operand.name(), operand.span()), span);
    }
    SqlExpr value =
        switch (operand.type()) {
          case INT, LONG, TIMESPAN, REAL, DECIMAL ->
              switch (operand.literal()) {
                case Long n when n != Long.MIN_VALUE -> Sql.number(-n);
                case Integer n when n != Integer.MIN_VALUE -> Sql.number(-n);
                case Double d -> Sql.number(-d);
                case null, default ->
                    switch (operand.type()) {
                      case LONG, TIMESPAN -> WrappingArithmetic.negate(operand.sql());
                      default -> Sql.template("(-{0})", operand.sql());
                    };
              };
          case DYNAMIC ->
              Conversions.toDynamic(
                  REAL, Sql.template("(-{0})", Conversions.convert(DYNAMIC, REAL, operand.sql())));
          case BOOL, STRING, DATETIME, GUID -> null;
        };
    return value == null ? null : new Argument(operand.type(), value, null, span);
  }
}
