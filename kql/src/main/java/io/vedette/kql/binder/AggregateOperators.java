package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.LONG;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.AggregateOperator;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.NamedExpr;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.List;

/** Operators that make few rows of many. */
final class AggregateOperators {
  private final TableBinder tables;

  AggregateOperators(TableBinder tables) {
    this.tables = tables;
  }

  BoundTable bind(AggregateOperator operator, BoundTable table, Scope scope) {
    return switch (operator) {
      case AggregateOperator.Summarize o -> new Summarize(tables, table, scope).bind(o);
      case AggregateOperator.Distinct o -> distinct(o, table, scope);
      case AggregateOperator.Count o -> count(o, table);
      case AggregateOperator.SampleDistinct o -> sampleDistinct(o, table, scope);
      case AggregateOperator.TopHitters o -> new TopOperators(tables, scope).hitters(o, table);
      case AggregateOperator.TopNested o -> new TopOperators(tables, scope).nested(o, table);
      case AggregateOperator.MakeSeries o -> new MakeSeries(tables, table, scope).bind(o);
      case AggregateOperator.Reduce o -> new Reduce(tables, scope, o).bind(table);
    };
  }

  private static BoundTable count(AggregateOperator.Count count, BoundTable table) {
    String name = count.name() == null ? "Count" : count.name().text();
    SqlColumn column = new SqlColumn(name);
    Plan plan =
        new Plan.Aggregate(
            table.plan(),
            List.of(),
            List.of(
                new Computed(
                    column, new SqlExpr.Aggregate("count", List.of(), false, List.of(), null))));
    return BoundTable.of(plan, List.of(new TableColumn(name, LONG, Sql.column(column))));
  }

  private BoundTable distinct(AggregateOperator.Distinct distinct, BoundTable table, Scope scope) {
    Rows rows = new Rows(table);
    ExpressionBinder binder = tables.over(rows, scope);
    Names names = new Names();
    Keys keys = new Keys();
    List<TableColumn> latent = new ArrayList<>();
    for (NamedExpr item : distinct.columns()) {
      if (item.value() instanceof Expr.Star) {
        table.columns().stream().filter(TableColumn::latent).forEach(latent::add);
        table
            .shown()
            .forEach(
                c ->
                    keys.add(
                        names.fresh(c.name()),
                        new Argument(c.type(), c.value(), c.name(), item.span())));
        continue;
      }
      Argument value = binder.bind(item.value());
      keys.add(name(names, item, value, tables.session), value);
    }
    List<TableColumn> columns = new ArrayList<>(keys.columns());
    columns.addAll(latent);
    return BoundTable.of(
        new Plan.Aggregate(rows.table().plan(), keys.computed(), List.of()), columns);
  }

  static String name(Names names, NamedExpr item, Argument value, Session session) {
    if (!item.names().isEmpty()) {
      return names.declare(item.names().getFirst(), session);
    }
    if (item.value() instanceof Expr.NameRef column) {
      return names.declare(column.name(), session);
    }
    return value.name() == null ? names.numbered(session) : names.fresh(value.name());
  }

  private BoundTable sampleDistinct(
      AggregateOperator.SampleDistinct sample, BoundTable table, Scope scope) {
    Rows rows = new Rows(table);
    Argument value = tables.over(rows, scope).bind(sample.of());
    SqlExpr count = RowOperators.count(tables, sample.count(), scope);
    Keys keys = new Keys();
    keys.add(value.name() == null ? "Column1" : value.name(), value);
    Plan distinct = new Plan.Aggregate(rows.table().plan(), keys.computed(), List.of());
    return BoundTable.of(new Plan.Limit(distinct, List.of(), count), keys.columns());
  }

  /** The keys of groups: stored times stay as they are stored, until they are shown. */
  static final class Keys {
    private final List<Computed> computed = new ArrayList<>();
    private final List<TableColumn> columns = new ArrayList<>();

    void add(String name, Argument value) {
      SqlColumn column = new SqlColumn(name);
      if (value.sql() instanceof SqlExpr.Ticks(SqlExpr stored)) {
        computed.add(new Computed(column, stored));
        columns.add(
            new TableColumn(name, ScalarType.DATETIME, new SqlExpr.Ticks(Sql.column(column))));
        return;
      }
      computed.add(new Computed(column, value.sql()));
      columns.add(new TableColumn(name, value.type(), Sql.column(column)));
    }

    List<Computed> computed() {
      return computed;
    }

    List<TableColumn> columns() {
      return columns;
    }
  }
}
