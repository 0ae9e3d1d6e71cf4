package io.vedette.kql.sql;

/** One key of an order. */
public record SortKey(SqlExpr expression, boolean descending, boolean nullsFirst) {
  /** Ascending, nulls first, as Kusto sorts with {@code asc}. */
  public static SortKey ascending(SqlExpr expression) {
    return new SortKey(expression, false, true);
  }
}
