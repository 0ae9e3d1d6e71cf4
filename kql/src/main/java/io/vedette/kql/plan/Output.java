package io.vedette.kql.plan;

import io.vedette.kql.sql.SortKey;
import io.vedette.kql.sql.SqlExpr;
import java.util.List;

/** What a query shows of a plan: expressions over its columns, in an order of rows. */
public record Output(Plan plan, List<Computed> columns, List<SortKey> order) {
  private static final int FEW = 10_000;

  public Output {
    columns = List.copyOf(columns);
    order = List.copyOf(order);
  }

  /**
   * Whether it shows the first few rows of something as they are. Then it is one SELECT with the
   * limit at its end, which the engine plans faster than one around another.
   */
  public boolean isFirstRows() {
    return plan instanceof Plan.Limit(Plan _, List<SortKey> _, SqlExpr count)
        && count instanceof SqlExpr.Literal(Object number, String _)
        && number instanceof Long few
        && few <= FEW
        && order.isEmpty()
        && columns.stream().allMatch(column -> isPlain(column.value()));
  }

  /** What costs nothing, so that it does no harm to compute it for rows that are left out. */
  private static boolean isPlain(SqlExpr value) {
    return switch (value) {
      case SqlExpr.ColumnRef _, SqlExpr.Literal _ -> true;
      case SqlExpr.Call call ->
          call.function().equals("coalesce") && call.arguments().stream().allMatch(Output::isPlain);
      default -> false;
    };
  }
}
