package io.vedette.kql.functions;

import static io.vedette.kql.types.ScalarType.LONG;

import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import java.util.List;
import java.util.function.LongBinaryOperator;
import java.util.stream.Stream;

/** 64-bit arithmetic that wraps around, as Kusto's does; the engine refuses to overflow. */
public final class WrappingArithmetic {
  private WrappingArithmetic() {}

  private static final JavaFunction ADD = function("kql_wrapping_add", (a, b) -> a + b);
  private static final JavaFunction SUBTRACT = function("kql_wrapping_subtract", (a, b) -> a - b);
  private static final JavaFunction MULTIPLY = function("kql_wrapping_multiply", (a, b) -> a * b);
  private static final JavaFunction MODULO =
      function("kql_wrapping_modulo", WrappingArithmetic::modulo);

  private static JavaFunction function(String name, LongBinaryOperator operator) {
    return new JavaFunction(
        name,
        List.of(LONG, LONG),
        LONG,
        a ->
            a[0] == null || a[1] == null
                ? null
                : (Long) operator.applyAsLong((Long) a[0], (Long) a[1]));
  }

  static Stream<JavaFunction> javaFunctions() {
    return Stream.of(ADD, SUBTRACT, MULTIPLY, MODULO);
  }

  public static SqlExpr add(SqlExpr left, SqlExpr right) {
    return Sql.template("coalesce(TRY({0} + {1}), kql_wrapping_add({0}, {1}))", left, right);
  }

  public static SqlExpr subtract(SqlExpr left, SqlExpr right) {
    return Sql.template("coalesce(TRY({0} - {1}), kql_wrapping_subtract({0}, {1}))", left, right);
  }

  public static SqlExpr multiply(SqlExpr left, SqlExpr right) {
    return Sql.template("coalesce(TRY({0} * {1}), kql_wrapping_multiply({0}, {1}))", left, right);
  }

  /** Rounded towards zero; null for a divisor of 0. */
  public static SqlExpr divide(SqlExpr left, SqlExpr right) {
    return isSafeDivisor(right)
        ? Sql.template("({0} // {1})", left, right)
        : Sql.template(
            "coalesce(TRY({0} // nullif({1}, 0)), CASE WHEN {1} = -1 THEN {0} END)", left, right);
  }

  /** What is left of the division, never negative; null for a divisor of 0. */
  public static SqlExpr modulo(SqlExpr left, SqlExpr right) {
    return isSafeDivisor(right)
        ? Sql.template("((({0} % {1}) + {1}) % {1})", left, right)
        : Sql.template("kql_wrapping_modulo({0}, nullif({1}, 0))", left, right);
  }

  private static long modulo(long a, long b) {
    long rest = a % b;
    return rest < 0 ? rest + Math.abs(b) : rest;
  }

  public static SqlExpr negate(SqlExpr value) {
    return Sql.template("coalesce(TRY(-{0}), {0})", value);
  }

  /** A sum of whole numbers that the engine has with more bits. */
  static SqlExpr narrow(SqlExpr sum) {
    return Sql.template(
        "CAST(CASE WHEN {0} BETWEEN -9223372036854775808 AND 9223372036854775807 THEN {0}"
            + " ELSE (({0} + 9223372036854775808) & 18446744073709551615) - 9223372036854775808"
            + " END AS BIGINT)",
        sum);
  }

  /** A known positive number with which no step of a division overflows. */
  static boolean isSafeDivisor(SqlExpr divisor) {
    return divisor instanceof SqlExpr.Literal(Object value, String ignored)
        && value instanceof Number n
        && (value instanceof Long || value instanceof Integer)
        && n.longValue() > 0
        && n.longValue() <= 1L << 62;
  }
}
