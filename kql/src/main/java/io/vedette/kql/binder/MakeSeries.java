package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.DATETIME;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.REAL;
import static io.vedette.kql.types.ScalarType.TIMESPAN;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Conversions;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.AggregateOperator;
import io.vedette.kql.syntax.NamedExpr;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TypeSets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code make-series}: rows are grouped by keys and by bins of the axis, then the bins of each key
 * become arrays, with a default where a bin is empty. Source: Kusto documentation, "make-series
 * operator".
 */
final class MakeSeries {
  private static final long MOST_BINS = 1_048_576;

  private final TableBinder tables;
  private final Scope scope;
  private final Rows rows;
  private final Names names = new Names();

  MakeSeries(TableBinder tables, BoundTable table, Scope scope) {
    this.tables = tables;
    this.scope = scope;
    this.rows = new Rows(table);
  }

  /** The bins of the axis: start and step in the axis' type, and their number. */
  private record Bins(ScalarType type, SqlExpr start, SqlExpr step, SqlExpr count) {}

  BoundTable bind(AggregateOperator.MakeSeries series) {
    ExpressionBinder binder = tables.over(rows, scope);
    AggregateOperators.Keys keys = new AggregateOperators.Keys();
    for (NamedExpr item : series.by()) {
      Argument value = binder.bind(item.value());
      keys.add(AggregateOperators.name(names, item, value, tables.session), value);
    }
    Argument axis = binder.bind(series.on().value());
    ScalarType type = axis.type();
    if (ExpressionBinder.isFailed(tables.session, axis)) {
      return BoundTable.failed();
    }
    if (!TypeSets.SUMMABLE.contains(type)) {
      tables.session.diagnostics.error(
          "KS141",
          series.on().span(),
          "The axis of make-series must be a datetime, a timespan or a number, not %s."
              .formatted(type.kustoName()),
          Conversion.convert(type, DATETIME));
      return BoundTable.failed();
    }
    SqlExpr axisValue = rows.compute("axis", axis.sql());
    Bins bins = bins(series, type, axisValue);
    SqlExpr index =
        rows.compute(
            "bin",
            Sql.template(
                "TRY_CAST(floor({0} / CAST({1} AS DOUBLE)) AS BIGINT)",
                distance(bins.type(), bins.start(), axisValue), bins.step()));
    Plan inRange =
        new Plan.Filter(
            rows.table().plan(), Sql.template("{0} >= 0 AND {0} < {1}", index, bins.count()));
    SqlColumn bin = new SqlColumn("bin");
    List<Computed> binKeys = new ArrayList<>(keys.computed());
    binKeys.add(new Computed(bin, index));
    Grouping grouping = new Grouping();
    ExpressionBinder group = new ExpressionBinder(tables, scope, rows, grouping);
    List<Argument> values = new ArrayList<>();
    for (AggregateOperator.SeriesAggregate item : series.aggregates()) {
      values.add(group.bind(item.value().value()));
    }
    return arrays(series, keys, bins, bin, grouping.over(inRange, binKeys), values, axis);
  }

  private BoundTable arrays(
      AggregateOperator.MakeSeries series,
      AggregateOperators.Keys keys,
      Bins bins,
      SqlColumn bin,
      Plan grouped,
      List<Argument> values,
      Argument axis) {
    List<Computed> shownKeys = new ArrayList<>();
    List<TableColumn> columns = new ArrayList<>();
    for (int i = 0; i < keys.computed().size(); i++) {
      SqlColumn outer = new SqlColumn(keys.computed().get(i).column().name());
      shownKeys.add(new Computed(outer, Sql.column(keys.computed().get(i).column())));
      TableColumn key = keys.columns().get(i);
      columns.add(
          key.valued(
              key.value() instanceof SqlExpr.Ticks
                  ? new SqlExpr.Ticks(Sql.column(outer))
                  : Sql.column(outer)));
    }
    List<Computed> maps = new ArrayList<>();
    List<Computed> arrays = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      Argument value = values.get(i);
      AggregateOperator.SeriesAggregate item = series.aggregates().get(i);
      String name = AggregateOperators.name(names, item.value(), value, tables.session);
      SqlColumn column = new SqlColumn(name);
      SqlColumn map = new SqlColumn("map");
      maps.add(
          new Computed(
              map, Sql.template("map(list({0}), list({1}))", Sql.column(bin), value.sql())));
      SqlExpr list =
          Sql.template(
              "list_transform(range({0}), lambda i: coalesce({1}[i], {2}))",
              bins.count(), Sql.column(map), absent(item, value.type()));
      arrays.add(new Computed(column, series(value.type(), list)));
      columns.add(new TableColumn(name, DYNAMIC, Sql.column(column)));
    }
    String axisName =
        series.on().names().isEmpty()
            ? axis.name() == null ? names.numbered(tables.session) : names.fresh(axis.name())
            : names.declare(series.on().names().getFirst(), tables.session);
    SqlColumn axisColumn = new SqlColumn(axisName);
    SqlExpr stops =
        Sql.template(
            "list_transform(range({0}), lambda i: TRY({1} + i * {2}))",
            bins.count(), bins.start(), bins.step());
    arrays.add(new Computed(axisColumn, series(bins.type(), stops)));
    columns.add(new TableColumn(axisName, DYNAMIC, Sql.column(axisColumn)));
    Plan mapped = new Plan.Aggregate(grouped, shownKeys, maps);
    return BoundTable.of(new Plan.Compute(mapped, arrays), columns);
  }

  private SqlExpr absent(AggregateOperator.SeriesAggregate item, ScalarType type) {
    if (item.defaultValue() == null) {
      return switch (type) {
        case INT, LONG, REAL, DECIMAL, TIMESPAN, DATETIME -> Sql.number(0);
        case BOOL, STRING, GUID, DYNAMIC -> Sql.nullOf(type.expressionType());
      };
    }
    Argument value = tables.constants(scope).bind(item.defaultValue());
    return Conversions.widen(value.type(), type, value.sql());
  }

  /** A list as a dynamic array, times in their text form. */
  private static SqlExpr series(ScalarType type, SqlExpr list) {
    if (type != DATETIME && type != TIMESPAN) {
      return Conversions.listToDynamic(list);
    }
    SqlExpr text = Conversions.toText(type, new SqlExpr.Name("t"));
    return Conversions.listToDynamic(
        Sql.call("list_transform", list, new SqlExpr.Lambda(List.of("t"), text)));
  }

  private Bins bins(AggregateOperator.MakeSeries series, ScalarType type, SqlExpr axis) {
    ScalarType stepType = type == DATETIME ? TIMESPAN : type;
    Argument step = tables.constants(scope).bind(series.step());
    SqlExpr width = Conversions.widen(step.type(), stepType, step.sql());
    SqlExpr start = bound(series.from(), type);
    SqlExpr end = bound(series.to(), type);
    boolean openEnd = end == null;
    if (start == null) {
      start =
          Sql.template(
              "TRY(TRY_CAST(floor({0} / CAST({1} AS DOUBLE)) AS BIGINT) * {1})",
              extreme("min", axis, end == null ? null : Sql.template("{0} < {1}", axis, end)),
              width);
      start = end == null ? start : aligned(type, start, end, width);
    }
    if (end == null) {
      end = extreme("max", axis, null);
    }
    boolean inclusive = openEnd || series.inRange();
    SqlExpr steps =
        Sql.template(
            inclusive
                ? "(floor({0} / CAST({1} AS DOUBLE)) + 1)"
                : "ceil({0} / CAST({1} AS DOUBLE))",
            distance(type, start, end),
            width);
    SqlExpr count =
        Sql.template(
            "CASE WHEN isfinite({0}) THEN CAST(greatest(0, least("
                + MOST_BINS
                + ", {0})) AS BIGINT)"
                + " ELSE 0 END",
            steps);
    return new Bins(type == ScalarType.INT ? ScalarType.LONG : type, start, width, count);
  }

  /** Without a start the bins are laid so that one ends at the end. */
  private static SqlExpr aligned(ScalarType type, SqlExpr start, SqlExpr end, SqlExpr width) {
    return Sql.template(
        "TRY({0} - TRY_CAST(ceil({1} / CAST({2} AS DOUBLE)) AS BIGINT) * {2})",
        end, distance(type, start, end), width);
  }

  /** How far it is from one place of the axis to another, in a type that it fits. */
  private static SqlExpr distance(ScalarType type, SqlExpr from, SqlExpr to) {
    boolean fraction = type == REAL || type == ScalarType.DECIMAL;
    return Sql.template(
        fraction
            ? "(CAST({1} AS DOUBLE) - CAST({0} AS DOUBLE))"
            : "(CAST({1} AS HUGEINT) - CAST({0} AS HUGEINT))",
        from,
        to);
  }

  private @Nullable SqlExpr bound(io.vedette.kql.syntax.@Nullable Expr expr, ScalarType type) {
    if (expr == null) {
      return null;
    }
    Argument value = tables.constants(scope).bind(expr);
    if (Comparisons.commonType(value, new Argument(type, value.sql(), null, value.span()), true)
        == null) {
      mismatch(value, type);
    }
    return Conversions.widen(value.type(), type == ScalarType.INT ? REAL : type, value.sql());
  }

  private void mismatch(Argument value, ScalarType type) {
    Conversion.Mismatch said = Conversion.ofArgument(List.of(type), value);
    tables.session.diagnostics.error(said.code(), value.span(), said.message(), said.hint());
  }

  private SqlExpr extreme(String function, SqlExpr axis, @Nullable SqlExpr filter) {
    SqlColumn column = new SqlColumn(function);
    BoundTable table = rows.table();
    Plan input = filter == null ? table.plan() : new Plan.Filter(table.plan(), filter);
    Plan one =
        new Plan.Aggregate(
            input, List.of(), List.of(new Computed(column, Sql.aggregate(function, axis))));
    return tables.shareScalar(one, column);
  }
}
