package io.vedette.kql.binder;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.SortKey;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.Expr;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rows that an operator's expressions are bound over. Binding may add computed columns to the
 * plan, so the operator goes on from {@link #table()}, not from the table it started with.
 */
final class Rows {
  private BoundTable table;
  private final @Nullable BoundTable right;
  private Map<String, BoundTable> named = Map.of();
  private Map<Expr.Call, Argument> known = Map.of();
  private boolean prefixed;
  private boolean numbered;

  Rows(BoundTable table) {
    this(table, null);
  }

  /** The rows of a join's two sides, where {@code $left} and {@code $right} are known. */
  Rows(BoundTable table, @Nullable BoundTable right) {
    this.table = table;
    this.right = right;
  }

  BoundTable table() {
    return table;
  }

  @Nullable BoundTable right() {
    return right;
  }

  /** Rows beside the row at hand whose columns are written {@code name.column}. */
  void naming(Map<String, BoundTable> others) {
    named = Map.copyOf(others);
  }

  /** Columns of the rows beside are called {@code name_column} when they have no other name. */
  void prefixing() {
    prefixed = true;
  }

  String nameOf(String row, String column) {
    return prefixed ? row + '_' + column : column;
  }

  /** Calls whose values are there already. */
  void knowing(Map<Expr.Call, Argument> values) {
    known = Map.copyOf(values);
  }

  @Nullable Argument known(Expr.Call call) {
    return known.get(call);
  }

  /** The row of that name, as {@code $left}, {@code $right} or a step of scan; else null. */
  @Nullable BoundTable named(String name) {
    if (right != null && name.equals("$left")) {
      return table;
    }
    return name.equals("$right") ? right : named.get(name);
  }

  /** Adds a column to the plan and gives its value. */
  SqlExpr compute(String name, SqlExpr value) {
    SqlColumn column = new SqlColumn(name);
    table = table.over(new Plan.Compute(table.plan(), List.of(new Computed(column, value))));
    return Sql.column(column);
  }

  /** An order in which no two rows are equal; the rows are numbered for it when first asked. */
  List<SortKey> numberedOrder() {
    if (!numbered) {
      SqlExpr number = new SqlExpr.Window(Sql.call("row_number"), List.of(), table.order(), null);
      SqlExpr column = compute("row", number);
      table = table.ordered(List.of(SortKey.ascending(column)));
      numbered = true;
    }
    return table.order();
  }
}
