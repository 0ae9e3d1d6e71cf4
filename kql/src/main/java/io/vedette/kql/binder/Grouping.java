package io.vedette.kql.binder;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import java.util.ArrayList;
import java.util.List;

/**
 * The aggregates of one grouping. Expressions over aggregates are computed in a step of their own,
 * over the aggregates' columns.
 */
final class Grouping {
  private final List<Computed> aggregates = new ArrayList<>();
  private final List<Computed> after = new ArrayList<>();

  /** Computes an aggregate for each group; gives what stands for its value after the grouping. */
  SqlExpr aggregate(String name, SqlExpr value) {
    if (value instanceof SqlExpr.Literal) {
      return value;
    }
    SqlColumn column = new SqlColumn(name);
    if (value instanceof SqlExpr.Ticks(SqlExpr stored)) {
      aggregates.add(new Computed(column, stored));
      return new SqlExpr.Ticks(Sql.column(column));
    }
    aggregates.add(new Computed(column, value));
    return Sql.column(column);
  }

  /** The column of a value over aggregates. */
  TableColumn column(String name, Argument value) {
    if (ColumnOperators.isCheap(value.sql())) {
      return new TableColumn(name, value.type(), value.sql());
    }
    SqlColumn column = new SqlColumn(name);
    after.add(new Computed(column, value.sql()));
    return ColumnOperators.visible(name, value, column);
  }

  /** The groups of a plan's rows with all values. */
  Plan over(Plan plan, List<Computed> keys) {
    Plan grouped = new Plan.Aggregate(plan, keys, aggregates);
    return after.isEmpty() ? grouped : new Plan.Compute(grouped, after);
  }
}
