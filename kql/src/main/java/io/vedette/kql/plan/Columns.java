package io.vedette.kql.plan;

import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import java.util.Set;

/** Facts about the columns in expressions. */
public final class Columns {
  private Columns() {}

  /** Adds the columns that an expression reads of the rows it stands over. */
  public static void collect(SqlExpr expression, Set<SqlColumn> into) {
    if (expression instanceof SqlExpr.ColumnRef(SqlColumn column)) {
      into.add(column);
      return;
    }
    for (SqlExpr child : expression.children()) {
      collect(child, into);
    }
  }

  /** Whether the expression reads no column, so that it has one value for the query. */
  public static boolean isConstant(SqlExpr expression) {
    if (expression instanceof SqlExpr.ColumnRef
        || expression instanceof SqlExpr.Window
        || expression instanceof SqlExpr.Aggregate) {
      return false;
    }
    for (SqlExpr child : expression.children()) {
      if (!isConstant(child)) {
        return false;
      }
    }
    return true;
  }

  /** Whether there is a window function in the expression. */
  public static boolean hasWindow(SqlExpr expression) {
    return expression instanceof SqlExpr.Window
        || expression.children().stream().anyMatch(Columns::hasWindow);
  }

  /**
   * Whether the expression has the same value for a row each time: not when it is random, nor when
   * it depends on which rows an operator chose.
   */
  public static boolean isRepeatable(SqlExpr expression) {
    boolean repeatable =
        switch (expression) {
          case SqlExpr.Window w -> false;
          case SqlExpr.ScalarRelation r -> isRepeatable((Plan) r.relation());
          case SqlExpr.InRelation r -> isRepeatable((Plan) r.relation());
          default -> !isRandom(expression);
        };
    return repeatable && expression.children().stream().allMatch(Columns::isRepeatable);
  }

  /** Whether the expression makes a random value itself, its operands aside. */
  public static boolean isRandom(SqlExpr expression) {
    return switch (expression) {
      case SqlExpr.Call c -> c.function().equals("random");
      case SqlExpr.Template t ->
          t.text().contains("random()") || t.text().contains("gen_random_uuid()");
      default -> false;
    };
  }

  /** Whether there is a random value in the expression. */
  public static boolean hasRandom(SqlExpr expression) {
    return isRandom(expression) || expression.children().stream().anyMatch(Columns::hasRandom);
  }

  private static boolean isRepeatable(Plan plan) {
    return switch (plan) {
      case Plan.Limit l -> false;
      case Plan.Shared s -> isRepeatable(s.table().plan());
      default ->
          plan.expressions().stream().allMatch(Columns::isRepeatable)
              && plan.inputs().stream().allMatch(Columns::isRepeatable);
    };
  }

  /** Whether the expression reads a lambda's parameter, so that it cannot leave the lambda. */
  public static boolean hasLambdaName(SqlExpr expression) {
    return expression instanceof SqlExpr.Name
        || expression.children().stream().anyMatch(Columns::hasLambdaName);
  }

  /** Whether there is a subquery in the expression. */
  public static boolean hasRelation(SqlExpr expression) {
    return expression instanceof SqlExpr.ScalarRelation
        || expression instanceof SqlExpr.InRelation
        || expression.children().stream().anyMatch(Columns::hasRelation);
  }
}
