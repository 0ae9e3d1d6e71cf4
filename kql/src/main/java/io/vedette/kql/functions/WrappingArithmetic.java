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
    return Stream.of(ADD, SUBTRACT, MULTIPLY);
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
}
