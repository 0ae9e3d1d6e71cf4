package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.STRING;
import static io.vedette.kql.types.ScalarType.TIMESPAN;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Conversions;
import io.vedette.kql.json.JsonValue;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.BinaryOperator;
import io.vedette.kql.sql.SortKey;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.types.TimespanText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The plugins {@code funnel_sequence} and {@code funnel_sequence_completion}: who went through a
 * sequence of states, and how far. Source: Kusto documentation, the plugins' pages; the columns as
 * the binder of Kusto's language service gives them. What the pages do not say was read off their
 * results: a state that is repeated counts as one, since {@code ['Tornado']} has no Tornado before
 * or after it.
 */
final class FunnelPlugins {
  /** The most states of a sequence, and the most periods. */
  private static final int MOST_ITEMS = 64;

  private static final String TRANSITIONS =
      """
      let Runs = T
      | where Time between (Start .. End)
      | summarize by Id, Time, State
      | sort by Id asc, Time asc, State asc
      | extend Fresh = row_number() == 1 or Id != prev(Id) or Time - prev(Time) > Window
      | extend Run = row_cumsum(toint(Fresh)), Changed = Fresh or State != prev(State)
      | where Changed
      | extend
          Prev = iff(prev(Run) == Run, prev(State), {none}),
          Next = iff(next(Run, {length}) == Run, next(State, {length}), {none}),
          Whole = {whole}
      | where Whole;
      Runs
      | summarize dcount = count_distinct(Id), samples = make_set(Id, 128) by Bin = bin_at(Time, Step, Start){by}
      | project Bin{by}, dcount, samples
      """;

  private static final String COMPLETED =
      """
      Reached
      | where Reach - Time <= Period
      | summarize dcount = count_distinct(Id) by Bin = bin_at(Time, Step, Start), Number, Period, Item, State
      | sort by Bin asc, Number asc, Item asc
      | project Bin, State, Period, dcount
      """;

  private final TableBinder tables;
  private final Scope scope;
  private final BoundTable table;
  private final Expr.Call call;
  private final Scope inside = new Scope(null);

  FunnelPlugins(TableBinder tables, Scope scope, BoundTable table, Expr.Call call) {
    this.tables = tables;
    this.scope = scope;
    this.table = table;
    this.call = call;
  }

  /** The columns that both look at, and the sequence as texts. */
  private record Input(
      TableColumn id, TableColumn time, TableColumn state, List<String> sequence) {}

  /**
   * The tables of {@code funnel_sequence}: by what came before and after, by what came before, by
   * what came after.
   */
  List<SeveralResults.Named> transitions() {
    Input input = input(List.of("Start", "End", "Window", "Step"), 6, 7, 8);
    if (input == null) {
      return List.of(new SeveralResults.Named("", BoundTable.failed()));
    }
    inside.declare(
        "T",
        TableBinder.share(
            "T",
            table
                .showing(
                    List.of(
                        input.id().named("Id"),
                        input.time().named("Time"),
                        input.state().named("State")))
                .ordered(List.of()),
            false));
    int length = input.sequence().size();
    StringBuilder whole = new StringBuilder("next(Run, " + (length - 1) + ") == Run");
    for (int i = 0; i < length; i++) {
      Argument item = new Argument(STRING, Sql.text(input.sequence().get(i)), null, call.span());
      inside.declare("S" + i, new Binding.Scalar(item));
      whole.append(" and tostring(next(State, ").append(i).append(")) == S").append(i);
    }
    String none =
        input.state().type() == STRING ? "\"\"" : input.state().type().kustoName() + "(null)";
    String text =
        TRANSITIONS
            .replace("{none}", none)
            .replace("{length}", Integer.toString(length))
            .replace("{whole}", whole);
    List<SeveralResults.Named> results = new ArrayList<>();
    for (String by : List.of(", Prev, Next", ", Prev", ", Next")) {
      BoundTable result = QueryTexts.bind(tables, inside, text.replace("{by}", by), call);
      Map<String, String> names =
          Map.of("Bin", input.time().name(), "Prev", "prev", "Next", "next");
      results.add(
          new SeveralResults.Named(
              "",
              BoundTable.of(
                  result.plan(),
                  result.columns().stream()
                      .map(c -> c.named(names.getOrDefault(c.name(), c.name())))
                      .toList())));
    }
    return results;
  }

  /** The table of {@code funnel_sequence_completion}. */
  BoundTable completion() {
    Input input = input(List.of("Start", "End", "Step"), 5, 6, 8);
    List<Long> periods = input == null ? null : periods(call.arguments().get(7).value());
    if (input == null || periods == null) {
      return BoundTable.failed();
    }
    inside.declare("Reached", TableBinder.share("Reached", reached(input, periods), false));
    BoundTable result = QueryTexts.bind(tables, inside, COMPLETED, call);
    Map<String, String> names = Map.of("Bin", input.time().name(), "State", input.state().name());
    return result.showing(
        result.columns().stream()
            .map(c -> c.named(names.getOrDefault(c.name(), c.name())))
            .toList());
  }

  /**
   * For each event of the first state, each state and each period a row: when the state was
   * reached, at the earliest, by way of those before it.
   */
  private BoundTable reached(Input input, List<Long> periods) {
    Rows rows = new Rows(table);
    Argument start = constant(2);
    Argument end = constant(3);
    SqlExpr time = input.time().value();
    rows =
        new Rows(
            RowOperators.filtered(
                rows.table(),
                Sql.and(
                    Sql.binary(time, BinaryOperator.GREATER_OR_EQUAL, start.sql()),
                    Sql.binary(time, BinaryOperator.LESS_OR_EQUAL, end.sql()))));
    SqlExpr id = rows.compute("id", input.id().value());
    SqlExpr at = rows.compute("time", time);
    SqlExpr text =
        rows.compute("state", Conversions.toText(input.state().type(), input.state().value()));
    List<SqlExpr> isState =
        input.sequence().stream().map(s -> Sql.equal(text, Sql.text(s))).toList();
    String sqlType = input.time().type().expressionType();
    List<SqlExpr> reached = new ArrayList<>();
    for (int last = 0; last < isState.size(); last++) {
      SqlExpr earliest =
          rows.compute("reach", Sql.when(isState.get(last), at, Sql.nullOf(sqlType)));
      for (int i = last - 1; i >= 0; i--) {
        SqlExpr later =
            rows.compute(
                "later",
                new SqlExpr.Window(
                    Sql.call("min", earliest),
                    List.of(id),
                    List.of(SortKey.ascending(at)),
                    "GROUPS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING"));
        earliest = rows.compute("reach", Sql.when(isState.get(i), later, Sql.nullOf(sqlType)));
      }
      reached.add(earliest);
    }
    Plan firsts = new Plan.Filter(rows.table().plan(), isState.getFirst());
    List<SqlExpr> numbers = new ArrayList<>();
    List<SqlExpr> lengths = new ArrayList<>();
    List<SqlExpr> items = new ArrayList<>();
    List<SqlExpr> states = new ArrayList<>();
    List<SqlExpr> reaches = new ArrayList<>();
    for (int p = 0; p < periods.size(); p++) {
      for (int i = 0; i < isState.size(); i++) {
        numbers.add(Sql.number((long) p));
        lengths.add(Sql.number(periods.get(p)));
        items.add(Sql.number((long) i));
        states.add(Sql.text(input.sequence().get(i)));
        reaches.add(reached.get(i));
      }
    }
    List<Computed> lists = new ArrayList<>();
    List<TableColumn> columns = new ArrayList<>();
    columns.add(new TableColumn("Id", input.id().type(), id));
    columns.add(new TableColumn("Time", input.time().type(), at));
    add(lists, columns, new TableColumn("Number", LONG, new SqlExpr.ListOf(numbers)));
    add(lists, columns, new TableColumn("Period", TIMESPAN, new SqlExpr.ListOf(lengths)));
    add(lists, columns, new TableColumn("Item", LONG, new SqlExpr.ListOf(items)));
    add(lists, columns, new TableColumn("State", STRING, new SqlExpr.ListOf(states)));
    add(lists, columns, new TableColumn("Reach", input.time().type(), new SqlExpr.ListOf(reaches)));
    return BoundTable.of(new Plan.Unnest(firsts, lists), columns);
  }

  private static void add(List<Computed> lists, List<TableColumn> columns, TableColumn list) {
    SqlColumn column = new SqlColumn(list.name());
    lists.add(new Computed(column, list.value()));
    columns.add(list.valued(Sql.column(column)));
  }

  // ---------------------------------------------------------------- arguments

  private @Nullable Input input(List<String> scalars, int state, int sequence, int count) {
    if (call.arguments().size() != count) {
      tables.session.diagnostics.error(
          "KS119",
          call.function().span(),
          "The function '%s' expects %d arguments.".formatted(call.function().text(), count),
          null);
      return null;
    }
    TableColumn id = Plugins.column(tables, table, call.arguments().get(0).value());
    TableColumn time = Plugins.timeColumn(tables, table, call.arguments().get(1).value());
    for (int i = 0; i < scalars.size(); i++) {
      inside.declare(scalars.get(i), new Binding.Scalar(constant(2 + i)));
    }
    TableColumn states = Plugins.column(tables, table, call.arguments().get(state).value());
    List<String> items = items(call.arguments().get(sequence).value());
    if (id == null || time == null || states == null || items == null) {
      return null;
    }
    return tables.session.diagnostics.hasErrors() ? null : new Input(id, time, states, items);
  }

  private Argument constant(int index) {
    return tables.constants(scope).bind(call.arguments().get(index).value());
  }

  private @Nullable List<String> items(Expr expr) {
    List<JsonValue> items = array(expr);
    if (items == null) {
      tables.session.diagnostics.error(
          "KS107",
          expr.span(),
          "A constant array of states expected.",
          "Write one, such as dynamic(['first', 'second']).");
      return null;
    }
    return items.stream().map(JsonValue::text).toList();
  }

  private @Nullable List<Long> periods(Expr expr) {
    List<JsonValue> items = array(expr);
    List<Long> periods = new ArrayList<>();
    for (JsonValue item : items == null ? List.<JsonValue>of() : items) {
      TimespanText.ticks(item.text()).ifPresent(periods::add);
    }
    if (items == null || periods.size() != items.size()) {
      tables.session.diagnostics.error(
          "KS107",
          expr.span(),
          "A constant array of periods expected.",
          "Write one, such as dynamic([1h, 1d]).");
      return null;
    }
    return periods;
  }

  /** The items of an array that is known beforehand and has some, but not too many; else null. */
  private @Nullable List<JsonValue> array(Expr expr) {
    String json = tables.constants(scope).bind(expr).text();
    return JsonValue.parse(json) instanceof JsonValue.Array(List<JsonValue> items)
            && !items.isEmpty()
            && items.size() <= MOST_ITEMS
        ? items
        : null;
  }
}
