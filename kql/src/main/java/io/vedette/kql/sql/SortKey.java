package io.vedette.kql.sql;

/**
 * One key of an order.
 *
 * @param expression what is ordered; a stored time stands for its ticks, which have the same order,
 *     so that the engine can use its statistics
 */
public record SortKey(SqlExpr expression, boolean descending, boolean nullsFirst) {
  public SortKey {
    expression = expression instanceof SqlExpr.Ticks(SqlExpr stored) ? stored : expression;
  }

  /** Ascending, nulls first, as Kusto sorts with {@code asc}. */
  public static SortKey ascending(SqlExpr expression) {
    return new SortKey(expression, false, true);
  }
}
