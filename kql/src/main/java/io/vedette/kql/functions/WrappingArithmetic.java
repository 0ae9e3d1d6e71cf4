package io.vedette.kql.functions;

import static io.vedette.kql.types.ScalarType.LONG;

import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import java.util.List;
import java.util.stream.Stream;

/**
 * 64-bit arithmetic that wraps around, as Kusto's does; the engine refuses to overflow. Each
 * operand stands once in the text, so that long sums stay short, and nothing is tried that can
 * fail: the engine takes long to recover, for every row anew.
 */
public final class WrappingArithmetic {
  private WrappingArithmetic() {}

  private static final JavaFunction MODULO =
      new JavaFunction(
          "kql_wrapping_modulo",
          List.of(LONG, LONG),
          LONG,
          a -> a[0] == null || a[1] == null ? null : modulo((Long) a[0], (Long) a[1]));

  static Stream<JavaFunction> javaFunctions() {
    return Stream.of(MODULO);
  }

  public static SqlExpr add(SqlExpr left, SqlExpr right) {
    return wrapped("CAST({0} AS HUGEINT) + {1}", left, right);
  }

  public static SqlExpr subtract(SqlExpr left, SqlExpr right) {
    return wrapped("CAST({0} AS HUGEINT) - {1}", left, right);
  }

  public static SqlExpr multiply(SqlExpr left, SqlExpr right) {
    return wrapped("CAST({0} AS HUGEINT) * {1}", left, right);
  }

  /** The low 64 bits of a number that the engine has with 128. */
  private static SqlExpr wrapped(String huge, SqlExpr... operands) {
    return Sql.template(
        "CAST((("
            + huge
            + " + 9223372036854775808) & 18446744073709551615) - 9223372036854775808 AS BIGINT)",
        operands);
  }

  /** Rounded towards zero; null for a divisor of 0. */
  public static SqlExpr divide(SqlExpr left, SqlExpr right) {
    return isSafeDivisor(right)
        ? Sql.template("({0} // {1})", left, right)
        : wrapped("CAST({0} AS HUGEINT) // nullif({1}, 0)", left, right);
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
    return wrapped("-CAST({0} AS HUGEINT)", value);
  }

  static SqlExpr abs(SqlExpr value) {
    return wrapped("abs(CAST({0} AS HUGEINT))", value);
  }

  /** A sum of whole numbers that the engine has with more bits. */
  static SqlExpr narrow(SqlExpr sum) {
    return wrapped("{0}", sum);
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
