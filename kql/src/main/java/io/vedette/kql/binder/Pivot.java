package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.LONG;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Conversions;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.RowSchema;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The plugin {@code pivot}: a column for each value of a column, with an aggregate of its rows. The
 * values are asked of the data. Source: Kusto documentation, "pivot plugin".
 */
final class Pivot {
  private static final int MOST_COLUMNS = 1_000;

  private final TableBinder tables;
  private final Scope scope;
  private final BoundTable table;
  private final Grouping grouping = new Grouping();

  Pivot(TableBinder tables, Scope scope, BoundTable table) {
    this.tables = tables;
    this.scope = scope;
    this.table = table;
  }

  BoundTable bind(Expr.Call call, @Nullable RowSchema schema) {
    List<Expr> arguments = call.arguments().stream().map(a -> a.value()).toList();
    if (arguments.isEmpty()) {
      tables.session.diagnostics.error(
          "KS119",
          call.function().span(),
          "The function 'pivot' expects at least 1 argument, not 0.",
          "Write pivot(column, aggregate, columns ...).");
      return BoundTable.failed();
    }
    TableColumn pivot = Plugins.column(tables, table, arguments.getFirst());
    if (pivot == null) {
      return BoundTable.failed();
    }
    boolean aggregated = arguments.size() > 1 && arguments.get(1) instanceof Expr.Call;
    Rows rows = new Rows(table);
    Argument value =
        aggregated
            ? new ExpressionBinder(tables, scope, rows, grouping).bind(arguments.get(1))
            : new Argument(
                LONG,
                grouping.aggregate("count_", Sql.template("count(*)")),
                "count_",
                call.span());
    List<TableColumn> keys = new ArrayList<>();
    for (Expr key : arguments.subList(aggregated ? 2 : 1, arguments.size())) {
      TableColumn column = Plugins.column(tables, table, key);
      if (column != null) {
        keys.add(column);
      }
    }
    if (keys.isEmpty()) {
      Set<String> used = new HashSet<>();
      used.add(pivot.name());
      if (aggregated) {
        arguments(arguments.get(1), used);
      }
      table.columns().stream().filter(c -> !used.contains(c.name())).forEach(keys::add);
    }
    BoundTable result = pivoted(rows.table(), pivot, value, keys);
    return schema == null ? result.opened() : Plugins.asDeclared(result, schema);
  }

  /** The names that the aggregate's arguments mention. */
  private static void arguments(Expr expr, Set<String> names) {
    switch (expr) {
      case Expr.NameRef ref -> names.add(ref.name().text());
      case Expr.Call call -> call.arguments().forEach(a -> arguments(a.value(), names));
      default -> {}
    }
  }

  private BoundTable pivoted(
      BoundTable rows, TableColumn pivot, Argument value, List<TableColumn> keys) {
    AggregateOperators.Keys shownBy = new AggregateOperators.Keys();
    keys.forEach(
        k -> shownBy.add(k.name(), new Argument(k.type(), k.value(), k.name(), value.span())));
    SqlColumn pivotKey = new SqlColumn(pivot.name());
    SqlExpr pivotText = Conversions.toText(pivot.type(), pivot.value());
    List<Computed> allKeys = new ArrayList<>(shownBy.computed());
    allKeys.add(new Computed(pivotKey, pivotText));
    Plan cells = grouping.over(rows.plan(), allKeys);
    List<SqlColumn> keyColumns = shownBy.computed().stream().map(Computed::column).toList();
    List<Computed> shownKeys = new ArrayList<>();
    List<TableColumn> columns = new ArrayList<>();
    for (int i = 0; i < keyColumns.size(); i++) {
      SqlColumn outer = new SqlColumn(keyColumns.get(i).name());
      shownKeys.add(new Computed(outer, Sql.column(keyColumns.get(i))));
      TableColumn key = shownBy.columns().get(i);
      columns.add(
          key.valued(
              key.value() instanceof SqlExpr.Ticks
                  ? new SqlExpr.Ticks(Sql.column(outer))
                  : Sql.column(outer)));
    }
    List<Computed> values = new ArrayList<>();
    Names names = new Names();
    keys.forEach(k -> names.take(k.name()));
    for (String text : distinct(rows, pivotText)) {
      SqlExpr isThat = Sql.equal(Sql.column(pivotKey), Sql.text(text));
      SqlExpr any =
          new SqlExpr.Aggregate("any_value", List.of(value.sql()), false, List.of(), isThat);
      String name = names.fresh(text.isEmpty() ? "Column" : text);
      SqlColumn column = new SqlColumn(name);
      values.add(new Computed(column, orZero(value.type(), any)));
      columns.add(new TableColumn(name, value.type(), Sql.column(column)));
    }
    return BoundTable.of(new Plan.Aggregate(cells, shownKeys, values), columns);
  }

  private static SqlExpr orZero(ScalarType type, SqlExpr value) {
    return switch (type) {
      case INT, LONG, REAL, DECIMAL -> Sql.coalesce(value, Sql.number(0));
      case STRING -> Sql.coalesce(value, Sql.EMPTY);
      case BOOL, DATETIME, TIMESPAN, GUID, DYNAMIC -> value;
    };
  }

  private List<String> distinct(BoundTable rows, SqlExpr text) {
    SqlColumn column = new SqlColumn("value");
    Plan distinct =
        new Plan.Limit(
            new Plan.Aggregate(rows.plan(), List.of(new Computed(column, text)), List.of()),
            List.of(),
            Sql.number((long) MOST_COLUMNS));
    return Probe.values(tables.session, distinct, Sql.column(column)).stream().sorted().toList();
  }
}
