package io.vedette.kql.binder;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Conversions;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.SortKey;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.OrderKey;
import io.vedette.kql.syntax.RowOperator;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** Operators that choose or order rows. */
final class RowOperators {
  private final TableBinder tables;

  RowOperators(TableBinder tables) {
    this.tables = tables;
  }

  BoundTable bind(RowOperator operator, BoundTable table, Scope scope) {
    return switch (operator) {
      case RowOperator.Where o -> where(o.predicate(), table, scope);
      case RowOperator.Take o -> limit(table, table.order(), o.count(), scope);
      case RowOperator.Sample o ->
          limit(table, List.of(SortKey.ascending(Sql.call("random"))), o.count(), scope)
              .ordered(List.of());
      case RowOperator.Sort o -> sort(o.keys(), table, scope);
      case RowOperator.Top o -> {
        BoundTable sorted = sort(List.of(o.key()), table, scope);
        yield limit(sorted, sorted.order(), o.count(), scope);
      }
      case RowOperator.Serialize o ->
          o.columns().isEmpty()
              ? table
              : new ColumnOperators(tables).extend(o.columns(), table, scope);
      case RowOperator.Scan o -> new ScanOperator(tables, scope, o).bind(table);
    };
  }

  BoundTable where(Expr predicate, BoundTable table, Scope scope) {
    Rows rows = new Rows(table);
    SqlExpr condition = tables.over(rows, scope).filter(predicate);
    return filtered(rows.table(), condition);
  }

  static BoundTable filtered(BoundTable table, SqlExpr condition) {
    return condition.equals(Sql.TRUE)
        ? table
        : table.over(new Plan.Filter(table.plan(), condition));
  }

  private BoundTable limit(BoundTable table, List<SortKey> order, Expr count, Scope scope) {
    return table.over(new Plan.Limit(table.plan(), order, count(tables, count, scope)));
  }

  /** A constant number of rows or items, as a long. */
  static SqlExpr count(TableBinder tables, Expr count, Scope scope) {
    Argument n = tables.constants(scope).bind(count);
    boolean whole = n.type() == ScalarType.INT || n.type() == ScalarType.LONG;
    boolean negative = n.literal() instanceof Number given && given.longValue() < 0;
    if (negative || (!whole && n.type() != ScalarType.DYNAMIC)) {
      tables.session.diagnostics.error(
          "KS134",
          n.span(),
          negative
              ? "The number of rows must not be negative."
              : "The expression value must be an integer, not %s.".formatted(n.type().kustoName()),
          "Write a whole number of rows, such as 10.");
      return Sql.number(0L);
    }
    return Conversions.widen(n.type(), ScalarType.LONG, n.sql());
  }

  BoundTable sort(List<OrderKey> keys, BoundTable table, Scope scope) {
    Rows rows = new Rows(table);
    ExpressionBinder binder = tables.over(rows, scope);
    List<SortKey> order = new ArrayList<>();
    for (OrderKey key : keys) {
      Argument value = binder.bind(key.value().value());
      if (value.sql() instanceof SqlExpr.Literal) {
        continue; // the same in all rows: it orders nothing
      }
      SqlExpr sql =
          ColumnOperators.isCheap(value.sql()) ? value.sql() : rows.compute("key", value.sql());
      boolean descending = key.direction() != OrderKey.Direction.ASC;
      boolean nullsFirst = key.nulls() == null ? !descending : key.nulls() == OrderKey.Nulls.FIRST;
      order.add(new SortKey(sql, descending, nullsFirst));
    }
    return rows.table().ordered(order);
  }
}
