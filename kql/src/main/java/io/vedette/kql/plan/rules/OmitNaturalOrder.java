package io.vedette.kql.plan.rules;

import io.vedette.kql.plan.Columns;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Output;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.SortKey;
import io.vedette.kql.sql.SqlExpr;
import java.util.List;

/**
 * Leaves out the output's sort where the rows come in that order anyway: the numbers of a series,
 * and first rows that were sorted to be found. The engine keeps the order of what it only filters
 * and computes row by row. So it can stop at the first row too many instead of sorting all.
 */
final class OmitNaturalOrder {
  private OmitNaturalOrder() {}

  static Output apply(Output output) {
    return isNatural(output.order(), output.plan())
            && output.columns().stream().allMatch(OmitNaturalOrder::isRowByRow)
        ? new Output(output.plan(), output.columns(), List.of())
        : output;
  }

  private static boolean isNatural(List<SortKey> order, Plan plan) {
    return switch (plan) {
      case Plan.Series series ->
          order.size() == 1
              && order.getFirst().expression() instanceof SqlExpr.ColumnRef(var column)
              && column.equals(series.column())
              && order.getFirst().descending() == isDescending(series.step());
      case Plan.Filter filter ->
          !Columns.hasRelation(filter.predicate()) && isNatural(order, filter.input());
      case Plan.Compute compute ->
          compute.added().stream().allMatch(OmitNaturalOrder::isRowByRow)
              && isNatural(order, compute.input());
      case Plan.Limit limit -> limit.order().equals(order);
      case Plan.Scan _,
          Plan.Values _,
          Plan.Aggregate _,
          Plan.Join _,
          Plan.Union _,
          Plan.Unnest _,
          Plan.Lateral _,
          Plan.Recursive _,
          Plan.Self _,
          Plan.Shared _ ->
          false;
    };
  }

  private static boolean isRowByRow(Computed computed) {
    return !Columns.hasRelation(computed.value()) && !Columns.hasWindow(computed.value());
  }

  private static boolean isDescending(SqlExpr step) {
    return step instanceof SqlExpr.Literal(Object value, String _)
        && value instanceof Number number
        && number.doubleValue() < 0;
  }
}
