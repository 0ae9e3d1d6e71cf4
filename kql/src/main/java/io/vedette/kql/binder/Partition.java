package io.vedette.kql.binder;

import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.BinaryOperator;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.SubqueryOperator;
import java.util.List;
import java.util.Objects;

/** {@code partition by key (subquery)}: the subquery runs over the rows of each key. */
final class Partition {
  private Partition() {}

  static BoundTable bind(
      TableBinder tables, SubqueryOperator.Partition partition, BoundTable table, Scope scope) {
    TableColumn key = Plugins.column(tables, table, partition.by());
    if (key == null) {
      return BoundTable.failed();
    }
    Binding.Table shared = TableBinder.share("partitioned", table, false);
    BoundTable keys = TableBinder.read(shared);
    SqlColumn each = new SqlColumn(key.name());
    TableColumn outer = Objects.requireNonNull(keys.column(key.name()));
    Plan distinct =
        new Plan.Aggregate(keys.plan(), List.of(new Computed(each, outer.value())), List.of());
    BoundTable rows = TableBinder.read(shared);
    TableColumn inner = Objects.requireNonNull(rows.column(key.name()));
    SqlExpr same = Sql.binary(inner.value(), BinaryOperator.NOT_DISTINCT_FROM, Sql.column(each));
    BoundTable result =
        tables.bindOver(RowOperators.filtered(rows, same), partition.subquery(), scope);
    return result.over(new Plan.Lateral(distinct, result.plan())).ordered(List.of()).ingested(null);
  }
}
