package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.BOOL;
import static io.vedette.kql.types.ScalarType.TIMESPAN;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Conversions;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.BinaryOperator;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.types.Promotion;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TimespanText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The plugin {@code sequence_detect}: every way in which steps were taken one after another, in
 * little enough time. Source: Kusto documentation, "sequence_detect plugin"; the columns as the
 * binder of Kusto's language service gives them. The page does not say whether a step may be taken
 * at the very time of the one before it: here it is taken later.
 */
final class SequenceDetect {
  /** Ten thousand years: a time plus so many ticks still is a BIGINT. */
  private static final long LONGEST = 3_652_059L * TimespanText.TICKS_PER_DAY;

  private final TableBinder tables;
  private final Scope scope;
  private final BoundTable table;
  private final Expr.Call call;

  SequenceDetect(TableBinder tables, Scope scope, BoundTable table, Expr.Call call) {
    this.tables = tables;
    this.scope = scope;
    this.table = table;
    this.call = call;
  }

  /** A step, and what the name of its column begins with. */
  private record Step(SqlExpr taken, String prefix) {}

  /**
   * When a step was taken, each time once.
   *
   * @param values those of the dimensions, then the time
   * @param slot the number of the stretch of time, as long as a step may take, that the time is in
   * @param reached this number, or the one before: where the step before it was taken; a row each
   */
  private record Times(
      Plan plan, List<SqlExpr> values, @Nullable SqlExpr slot, @Nullable SqlExpr reached) {
    SqlExpr time() {
      return values.getLast();
    }
  }

  BoundTable bind() {
    List<io.vedette.kql.syntax.Argument> given = call.arguments();
    if (given.size() < 4) {
      tables.session.diagnostics.error(
          "KS119",
          call.function().span(),
          "The function 'sequence_detect' expects at least 4 arguments.",
          "Write sequence_detect(time, step's time, whole time, step = condition, ..., column, ...).");
      return BoundTable.failed();
    }
    TableColumn time = Plugins.timeColumn(tables, table, given.getFirst().value());
    ScalarType length =
        time == null || time.type() == ScalarType.DATETIME ? ScalarType.TIMESPAN : time.type();
    SqlExpr ofStep = span(given.get(1).value(), length);
    SqlExpr ofAll = span(given.get(2).value(), length);
    Rows rows = new Rows(table);
    List<Step> steps = steps(rows, given);
    List<TableColumn> dimensions = new ArrayList<>();
    for (var argument : given.subList(3 + steps.size(), given.size())) {
      TableColumn column = Plugins.column(tables, table, argument.value());
      if (column != null) {
        dimensions.add(column);
      }
    }
    if (time == null || steps.isEmpty() || tables.session.diagnostics.hasErrors()) {
      return BoundTable.failed();
    }
    Binding.Table events = events(rows.table(), time, steps, dimensions);
    SqlExpr slot = slot(time.type(), ofStep, ofAll);
    List<Times> times = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      times.add(times(events, dimensions.size(), i, slot));
    }
    return shown(joined(times, ofStep, ofAll), times, time, steps, dimensions);
  }

  /**
   * The conditions that follow the first three arguments; the first that is none is a dimension.
   */
  private List<Step> steps(Rows rows, List<io.vedette.kql.syntax.Argument> given) {
    List<Step> steps = new ArrayList<>();
    for (var argument : given.subList(3, given.size())) {
      Argument bound = tables.over(rows, scope).bind(argument.value());
      if (bound.type() != BOOL) {
        break;
      }
      String name = argument.name() == null ? bound.name() : argument.name().text();
      SqlExpr taken = rows.compute("taken", Sql.coalesce(bound.sql(), Sql.FALSE));
      steps.add(new Step(taken, (name == null ? "" : name) + '_'));
    }
    if (steps.isEmpty()) {
      tables.session.diagnostics.error(
          "KS107",
          given.get(3).value().span(),
          "A condition expected.",
          "Write each step as one, such as first = (EventID == 4625).");
    }
    return steps;
  }

  /** A length on the axis of the times. */
  private SqlExpr span(Expr expr, ScalarType type) {
    Argument value = tables.constants(scope).bind(expr);
    boolean fits =
        value.type() == type
            || value.type() == ScalarType.DYNAMIC
            || (Promotion.isNumber(type) && Promotion.isNumber(value.type()));
    if (!fits) {
      Conversion.Mismatch said = Conversion.ofArgument(List.of(type), value);
      tables.session.diagnostics.error(said.code(), value.span(), said.message(), said.hint());
    }
    return value.literal() instanceof Long ticks
        ? Sql.number(Math.min(ticks, LONGEST))
        : Conversions.widen(value.type(), type, value.sql());
  }

  private static Binding.Table events(
      BoundTable rows, TableColumn time, List<Step> steps, List<TableColumn> dimensions) {
    List<TableColumn> columns = new ArrayList<>();
    for (int d = 0; d < dimensions.size(); d++) {
      columns.add(dimensions.get(d).named("d" + d));
    }
    columns.add(time.named("time"));
    for (int i = 0; i < steps.size(); i++) {
      columns.add(new TableColumn("taken" + i, BOOL, steps.get(i).taken()));
    }
    BoundTable ofSteps =
        RowOperators.filtered(
            rows.showing(columns).ordered(List.of()),
            steps.stream().map(Step::taken).reduce(Sql::or).orElse(Sql.FALSE));
    return TableBinder.share("events", ofSteps, false);
  }

  /** The length of the stretches of time that steps are looked for in; null when there is none. */
  private static @Nullable SqlExpr slot(ScalarType time, SqlExpr ofStep, SqlExpr ofAll) {
    boolean whole =
        switch (time) {
          case DATETIME, TIMESPAN, INT, LONG -> true;
          case REAL, DECIMAL, BOOL, STRING, GUID, DYNAMIC -> false;
        };
    boolean known =
        ofStep instanceof SqlExpr.Literal(Long step, String ignored)
            && ofAll instanceof SqlExpr.Literal(Long all, String alsoIgnored)
            && step > 0
            && all > 0;
    return whole && known ? ofStep : null;
  }

  private static Times times(
      Binding.Table events, int dimensions, int step, @Nullable SqlExpr slot) {
    BoundTable read = TableBinder.read(events);
    SqlExpr time = Graph.value(read, "time");
    SqlExpr taken = Sql.and(Graph.value(read, "taken" + step), Sql.isNotNull(time));
    List<Computed> keys = new ArrayList<>();
    for (int d = 0; d < dimensions; d++) {
      keys.add(new Computed(new SqlColumn("d" + d), Graph.value(read, "d" + d)));
    }
    keys.add(new Computed(new SqlColumn("time" + step), time));
    Plan plan = new Plan.Aggregate(new Plan.Filter(read.plan(), taken), keys, List.of());
    List<SqlExpr> values = keys.stream().map(k -> Sql.column(k.column())).toList();
    if (slot == null) {
      return new Times(plan, values, null, null);
    }
    SqlColumn number = new SqlColumn("slot" + step);
    SqlExpr of = Sql.binary(values.getLast(), BinaryOperator.INTEGER_DIVIDE, slot);
    plan = new Plan.Compute(plan, List.of(new Computed(number, of)));
    SqlExpr here = Sql.column(number);
    if (step == 0) {
      return new Times(plan, values, here, null);
    }
    SqlColumn reached = new SqlColumn("reached" + step);
    SqlExpr before = Sql.binary(here, BinaryOperator.SUBTRACT, Sql.number(1L));
    SqlExpr both = new SqlExpr.ListOf(List.of(here, before));
    plan = new Plan.Unnest(plan, List.of(new Computed(reached, both)));
    return new Times(plan, values, here, Sql.column(reached));
  }

  private static Plan joined(List<Times> times, SqlExpr ofStep, SqlExpr ofAll) {
    Times first = times.getFirst();
    Plan plan = first.plan();
    for (int i = 1; i < times.size(); i++) {
      SqlExpr last = times.get(i - 1).time();
      SqlExpr next = times.get(i).time();
      SqlExpr follows =
          Sql.and(
              Sql.binary(next, BinaryOperator.GREATER, last),
              Sql.and(notAfter(next, last, ofStep), notAfter(next, first.time(), ofAll)));
      for (int d = first.values().size() - 2; d >= 0; d--) {
        SqlExpr same =
            Sql.binary(
                first.values().get(d),
                BinaryOperator.NOT_DISTINCT_FROM,
                times.get(i).values().get(d));
        follows = Sql.and(same, follows);
      }
      SqlExpr slot = times.get(i - 1).slot();
      SqlExpr reached = times.get(i).reached();
      if (slot != null && reached != null) {
        follows = Sql.and(Sql.equal(slot, reached), follows);
      }
      plan = new Plan.Join(Plan.Join.Kind.INNER, plan, times.get(i).plan(), follows);
    }
    return plan;
  }

  private static SqlExpr notAfter(SqlExpr time, SqlExpr start, SqlExpr span) {
    return Sql.binary(
        time, BinaryOperator.LESS_OR_EQUAL, Sql.binary(start, BinaryOperator.ADD, span));
  }

  private static BoundTable shown(
      Plan plan,
      List<Times> times,
      TableColumn time,
      List<Step> steps,
      List<TableColumn> dimensions) {
    List<TableColumn> shown = new ArrayList<>();
    Names names = new Names();
    for (int d = 0; d < dimensions.size(); d++) {
      String name = names.fresh(dimensions.get(d).name());
      SqlExpr value = times.getFirst().values().get(d);
      shown.add(new TableColumn(name, dimensions.get(d).type(), value));
    }
    for (int i = 0; i < steps.size(); i++) {
      String name = names.fresh(steps.get(i).prefix() + time.name());
      shown.add(new TableColumn(name, time.type(), times.get(i).time()));
    }
    Rows rows = new Rows(BoundTable.of(plan, shown));
    SqlExpr all =
        Sql.binary(times.getLast().time(), BinaryOperator.SUBTRACT, times.getFirst().time());
    SqlExpr duration = rows.compute("Duration", Sql.cast(all, TIMESPAN.expressionType()));
    shown.add(new TableColumn(names.fresh("Duration"), TIMESPAN, duration));
    return rows.table().showing(shown);
  }
}
