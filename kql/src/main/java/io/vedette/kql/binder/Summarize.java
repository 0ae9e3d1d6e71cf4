package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.functions.AggregateFunction;
import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.FunctionLibrary;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.SortKey;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.AggregateOperator;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.Name;
import io.vedette.kql.syntax.NamedExpr;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One {@code summarize}. Source: Kusto documentation, "summarize operator". */
final class Summarize {
  private static final Set<String> ARG_EXTREMES = Set.of("arg_max", "arg_min", "argmax", "argmin");
  private static final Set<String> ANY = Set.of("take_any", "any");

  private final TableBinder tables;
  private final Scope scope;
  private final Rows rows;
  private final Names names = new Names();
  private final AggregateOperators.Keys keys = new AggregateOperators.Keys();
  private final List<Argument> keyValues = new ArrayList<>();

  /** The columns that are keys as they are, whatever the keys are called. */
  private final Set<String> keyColumns = new LinkedHashSet<>();

  private final Grouping grouping = new Grouping();
  private final List<TableColumn> valueColumns = new ArrayList<>();
  private final Set<TableColumn> latent = new LinkedHashSet<>();

  Summarize(TableBinder tables, BoundTable table, Scope scope) {
    this.tables = tables;
    this.scope = scope;
    this.rows = new Rows(table);
  }

  BoundTable bind(AggregateOperator.Summarize summarize) {
    List<ColumnName> keyNames = bindKeys(summarize.by());
    for (int i = 0; i < keyValues.size(); i++) {
      keys.add(keyNames.get(i).name(), keyValues.get(i));
    }
    List<NamedExpr> aggregates = summarize.aggregates();
    if (aggregates.size() == 1
        && !keyValues.isEmpty()
        && aggregates.getFirst().value() instanceof Expr.Call call
        && isBuiltIn(call, ARG_EXTREMES)) {
      return onlyExtreme(aggregates.getFirst(), call);
    }
    aggregates.forEach(this::aggregate);
    Plan plan = grouping.over(rows.table().plan(), keys.computed());
    List<TableColumn> columns = new ArrayList<>(keys.columns());
    columns.addAll(valueColumns);
    columns.addAll(latent);
    return BoundTable.of(plan, columns);
  }

  private record ColumnName(String name) {}

  private List<ColumnName> bindKeys(List<NamedExpr> by) {
    ExpressionBinder binder = tables.over(rows, scope);
    List<ColumnName> keyNames = new ArrayList<>();
    for (NamedExpr item : by) {
      Argument value = binder.bind(item.value());
      if (value.type() == DYNAMIC && !ExpressionBinder.isFailed(tables.session, value)) {
        tables.session.diagnostics.error(
            "KS116",
            item.value().span(),
            "The value of type 'dynamic' is not allowed in this context.",
            "Convert it, for example with tostring().");
      }
      keyNames.add(new ColumnName(AggregateOperators.name(names, item, value, tables.session)));
      addColumn(item.value(), keyColumns);
      SqlExpr sql = value.sql();
      if (!ColumnOperators.isCheap(sql)) {
        sql = rows.compute(keyNames.getLast().name(), sql);
      }
      keyValues.add(new Argument(value.type(), sql, value.name(), value.span()));
    }
    return keyNames;
  }

  /** Adds the name of the column that an expression is, if it is no more than that. */
  private static void addColumn(Expr expr, Set<String> columns) {
    if (expr instanceof Expr.NameRef ref) {
      columns.add(ref.name().text());
    }
  }

  /** The columns that {@code *} stands for; latent ones stay latent. */
  private List<TableColumn> starred(Set<String> shownBefore) {
    rows.table().columns().stream()
        .filter(c -> c.latent() && !keyColumns.contains(c.name()))
        .forEach(latent::add);
    return rows.table().shown().stream()
        .filter(c -> !keyColumns.contains(c.name()) && !shownBefore.contains(c.name()))
        .toList();
  }

  private boolean isBuiltIn(Expr.Call call, Set<String> functions) {
    return call.qualifier() == null
        && functions.contains(call.function().text())
        && scope.find(call.function().text()) == null;
  }

  private void aggregate(NamedExpr item) {
    if (item.value() instanceof Expr.Call call) {
      if (isBuiltIn(call, ARG_EXTREMES)) {
        extreme(item, call);
        return;
      }
      if (isBuiltIn(call, ANY)) {
        any(item, call);
        return;
      }
      AggregateFunction function =
          scope.find(call.function().text()) == null
              ? FunctionLibrary.aggregate(call.function().text())
              : null;
      if (function != null) {
        ExpressionBinder group = group();
        List<CallBinder.NamedScalar> columns = new CallBinder(group).aggregate(function, call);
        for (int i = 0; i < columns.size(); i++) {
          CallBinder.NamedScalar column = columns.get(i);
          add(item, i, column.name(), column.value());
        }
        return;
      }
    }
    Argument value = group().bind(item.value());
    add(item, 0, value.name(), value);
  }

  private ExpressionBinder group() {
    return new ExpressionBinder(tables, scope, rows, grouping);
  }

  private void add(NamedExpr item, int index, @Nullable String name, Argument value) {
    valueColumns.add(grouping.column(columnName(item, index, name), value));
  }

  private String columnName(NamedExpr item, int index, @Nullable String name) {
    if (index < item.names().size()) {
      return names.declare(item.names().get(index), tables.session);
    }
    return name == null ? names.numbered(tables.session) : names.fresh(name);
  }

  // ---------------------------------------------------------------- arg_max and arg_min

  /** What arg_max or arg_min shows: the extreme first. */
  private record Extreme(List<CallBinder.NamedScalar> shown, SortKey order) {}

  private @Nullable Extreme bindExtreme(Expr.Call call) {
    ExpressionBinder binder = tables.over(rows, scope);
    if (call.arguments().isEmpty()) {
      tables.session.diagnostics.error(
          "KS119",
          call.function().span(),
          "The function '" + call.function().text() + "' expects at least 1 argument, not 0.",
          "Write " + call.function().text() + "(TimeGenerated, *), or name the columns to show.");
      return null;
    }
    boolean max = call.function().text().endsWith("max");
    Argument by = binder.bind(call.arguments().getFirst().value());
    SqlExpr bySql = by.sql();
    if (!ColumnOperators.isCheap(bySql)) {
      bySql = rows.compute("extreme", bySql);
    }
    String prefix = max ? "max_" : "min_";
    boolean legacy = !call.function().text().contains("_");
    String written = name(call, 0);
    String byName =
        written != null
            ? written
            : by.name() == null ? prefix : legacy ? prefix + by.name() : by.name();
    List<CallBinder.NamedScalar> shown = new ArrayList<>();
    shown.add(
        new CallBinder.NamedScalar(byName, new Argument(by.type(), bySql, by.name(), by.span())));
    Set<String> shownColumns = new LinkedHashSet<>();
    addColumn(call.arguments().getFirst().value(), shownColumns);
    for (int i = 1; i < call.arguments().size(); i++) {
      Expr argument = call.arguments().get(i).value();
      if (argument instanceof Expr.Star) {
        for (TableColumn column : starred(shownColumns)) {
          String name = legacy ? byName + "_" + column.name() : column.name();
          shown.add(
              new CallBinder.NamedScalar(
                  name, new Argument(column.type(), column.value(), column.name(), by.span())));
        }
        continue;
      }
      addColumn(argument, shownColumns);
      Argument value = binder.bind(argument);
      SqlExpr sql = value.sql();
      if (!ColumnOperators.isCheap(sql)) {
        sql = rows.compute("shown", sql);
      }
      String given = name(call, i);
      String name =
          given != null
              ? given
              : value.name() == null
                  ? prefix + (by.name() == null ? "" : by.name()) + "_arg" + i
                  : legacy ? byName + "_" + value.name() : value.name();
      shown.add(
          new CallBinder.NamedScalar(
              name, new Argument(value.type(), sql, value.name(), value.span())));
    }
    return new Extreme(shown, new SortKey(bySql, max, false));
  }

  /** The name that an argument gives its column, or null. */
  private static @Nullable String name(Expr.Call call, int argument) {
    Name name = call.arguments().get(argument).name();
    return name == null ? null : name.text();
  }

  private SqlExpr firstInGroup(SortKey order) {
    List<SqlExpr> partition =
        keyValues.stream()
            .map(k -> k.sql() instanceof SqlExpr.Ticks(SqlExpr stored) ? stored : k.sql())
            .toList();
    return new SqlExpr.Window(Sql.call("row_number"), partition, List.of(order), null);
  }

  /** Groups of which only one whole row is wanted need no aggregation. */
  private BoundTable onlyExtreme(NamedExpr item, Expr.Call call) {
    Extreme extreme = bindExtreme(call);
    if (extreme == null) {
      return BoundTable.failed();
    }
    SqlExpr number = rows.compute("rank", firstInGroup(extreme.order()));
    Plan plan = new Plan.Filter(rows.table().plan(), Sql.equal(number, Sql.number(1L)));
    List<TableColumn> columns = new ArrayList<>();
    for (int i = 0; i < keyValues.size(); i++) {
      Argument key = keyValues.get(i);
      columns.add(new TableColumn(keys.columns().get(i).name(), key.type(), key.sql()));
    }
    for (int i = 0; i < extreme.shown().size(); i++) {
      CallBinder.NamedScalar shown = extreme.shown().get(i);
      columns.add(
          new TableColumn(
              columnName(item, i, shown.name()), shown.value().type(), shown.value().sql()));
    }
    columns.addAll(latent);
    return BoundTable.of(plan, columns);
  }

  private void extreme(NamedExpr item, Expr.Call call) {
    Extreme extreme = bindExtreme(call);
    if (extreme == null) {
      return;
    }
    SqlExpr number = rows.compute("rank", firstInGroup(extreme.order()));
    SqlExpr first = Sql.equal(number, Sql.number(1L));
    for (int i = 0; i < extreme.shown().size(); i++) {
      CallBinder.NamedScalar shown = extreme.shown().get(i);
      add(item, i, shown.name(), anyOf(grouping, shown.value(), first));
    }
  }

  /** The value of any of the rows for which the condition holds. */
  private static Argument anyOf(Grouping grouping, Argument value, @Nullable SqlExpr condition) {
    SqlExpr sql = value.sql();
    boolean ticks = sql instanceof SqlExpr.Ticks;
    SqlExpr inner = sql instanceof SqlExpr.Ticks(SqlExpr stored) ? stored : sql;
    SqlExpr any = new SqlExpr.Aggregate("any_value", List.of(inner), false, List.of(), condition);
    SqlExpr shown =
        ticks
            ? new SqlExpr.Ticks(any)
            : value.type() == STRING ? Sql.coalesce(any, Sql.EMPTY) : any;
    String name = value.name() == null ? "any" : value.name();
    return new Argument(value.type(), grouping.aggregate(name, shown), value.name(), value.span());
  }

  // ---------------------------------------------------------------- take_any

  private void any(NamedExpr item, Expr.Call call) {
    ExpressionBinder binder = tables.over(rows, scope);
    String prefix = call.function().text().equals("any") ? "any_" : "";
    int index = 0;
    if (call.arguments().isEmpty()) {
      String name = call.function().text();
      tables.session.diagnostics.error(
          "KS119",
          call.function().span(),
          "The function '" + name + "' expects at least 1 argument, not 0.",
          "Write " + name + "(*), or name the columns to show.");
    }
    for (io.vedette.kql.syntax.Argument argument : call.arguments()) {
      if (argument.value() instanceof Expr.Star) {
        for (TableColumn column : starred(Set.of())) {
          Argument value =
              new Argument(column.type(), column.value(), column.name(), argument.span());
          add(item, index++, prefix + column.name(), someOf(grouping, value));
        }
        continue;
      }
      Argument value = binder.bind(argument.value());
      String name = value.name() == null ? "any_" : prefix + value.name();
      add(item, index++, name, someOf(grouping, value));
    }
  }

  /** A value that is there, if there is one. */
  private static Argument someOf(Grouping grouping, Argument value) {
    if (value.type() != STRING) {
      return anyOf(grouping, value, null);
    }
    SqlExpr text = Sql.call("nullif", value.sql(), Sql.EMPTY);
    return anyOf(grouping, new Argument(STRING, text, value.name(), value.span()), null);
  }

  /** The value of {@code take_any(x)} inside an expression over groups, or null for other calls. */
  static @Nullable Argument single(ExpressionBinder binder, Expr.Call call) {
    Grouping grouping = binder.grouping;
    if (grouping == null
        || !ANY.contains(call.function().text())
        || call.arguments().size() != 1
        || call.arguments().getFirst().value() instanceof Expr.Star) {
      return null;
    }
    Argument value =
        binder.in(ExpressionBinder.Place.ROW).bind(call.arguments().getFirst().value());
    return someOf(grouping, value);
  }
}
