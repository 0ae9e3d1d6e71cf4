package io.vedette.kql.sql;

import java.math.BigDecimal;
import java.util.List;

/** Short forms of SQL expressions. */
public final class Sql {
  private Sql() {}

  public static final SqlExpr TRUE = new SqlExpr.Literal(true, "BOOLEAN");
  public static final SqlExpr FALSE = new SqlExpr.Literal(false, "BOOLEAN");
  public static final SqlExpr EMPTY = new SqlExpr.Literal("", "VARCHAR");

  public static SqlExpr column(SqlColumn column) {
    return new SqlExpr.ColumnRef(column);
  }

  public static SqlExpr text(String value) {
    return new SqlExpr.Literal(value, "VARCHAR");
  }

  public static SqlExpr number(long value) {
    return new SqlExpr.Literal(value, "BIGINT");
  }

  public static SqlExpr number(int value) {
    return new SqlExpr.Literal(value, "INTEGER");
  }

  public static SqlExpr number(double value) {
    return new SqlExpr.Literal(value, "DOUBLE");
  }

  public static SqlExpr decimal(BigDecimal value) {
    return new SqlExpr.Literal(value, "DECIMAL(38,17)");
  }

  public static SqlExpr bool(boolean value) {
    return value ? TRUE : FALSE;
  }

  public static SqlExpr nullOf(String sqlType) {
    return new SqlExpr.Literal(null, sqlType);
  }

  public static SqlExpr call(String function, SqlExpr... arguments) {
    return new SqlExpr.Call(function, List.of(arguments));
  }

  public static SqlExpr aggregate(String function, SqlExpr... arguments) {
    return new SqlExpr.Aggregate(function, List.of(arguments), false, List.of(), null);
  }

  public static SqlExpr template(String text, SqlExpr... operands) {
    return new SqlExpr.Template(text, List.of(operands));
  }

  public static SqlExpr cast(SqlExpr operand, String sqlType) {
    return new SqlExpr.Cast(operand, sqlType, false);
  }

  public static SqlExpr tryCast(SqlExpr operand, String sqlType) {
    return new SqlExpr.Cast(operand, sqlType, true);
  }

  public static SqlExpr binary(SqlExpr left, BinaryOperator operator, SqlExpr right) {
    return new SqlExpr.Binary(operator, left, right);
  }

  public static SqlExpr equal(SqlExpr left, SqlExpr right) {
    return new SqlExpr.Binary(BinaryOperator.EQUAL, left, right);
  }

  public static SqlExpr and(SqlExpr left, SqlExpr right) {
    return new SqlExpr.Binary(BinaryOperator.AND, left, right);
  }

  public static SqlExpr or(SqlExpr left, SqlExpr right) {
    return new SqlExpr.Binary(BinaryOperator.OR, left, right);
  }

  public static SqlExpr not(SqlExpr operand) {
    return new SqlExpr.Not(operand);
  }

  public static SqlExpr isNull(SqlExpr operand) {
    return new SqlExpr.IsNull(operand, false);
  }

  public static SqlExpr isNotNull(SqlExpr operand) {
    return new SqlExpr.IsNull(operand, true);
  }

  public static SqlExpr coalesce(SqlExpr... items) {
    return new SqlExpr.Call("coalesce", List.of(items));
  }

  /** {@code CASE WHEN condition THEN value ELSE otherwise END}. */
  public static SqlExpr when(SqlExpr condition, SqlExpr value, SqlExpr otherwise) {
    return new SqlExpr.Case(List.of(new SqlExpr.When(condition, value)), otherwise);
  }
}
