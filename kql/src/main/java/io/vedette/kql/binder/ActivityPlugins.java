package io.vedette.kql.binder;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Plugins that count ids over time, each written as a query over {@code T} with the columns {@code
 * Id}, {@code Time} and one for each dimension. Source: Kusto documentation, the plugins' pages.
 */
final class ActivityPlugins {
  private static final String ID = "Id";
  private static final String TIME = "Time";
  private static final String BIN = "Bin";

  /**
   * A plugin.
   *
   * @param columns the columns of {@code T} that come first among the arguments
   * @param scalars the scalars that follow, before the dimensions
   * @param optional how many of the scalars, from the first, may be left out together
   * @param query {@code {by}} stands for the dimensions with a comma before each, {@code {dims}}
   *     for the same with a comma after each, {@code {time}} for the type of {@code Time}
   */
  private record Plugin(List<String> columns, List<String> scalars, int optional, String query) {}

  private static final String PERIOD =
      "let W = T | where Time between (Start .. End) | extend Bin = bin_at(Time, Window, Start);\n";

  private static final Map<String, Plugin> ALL =
      Map.of(
          "activity_counts_metrics",
          new Plugin(
              List.of(ID, TIME),
              List.of("Start", "End", "Window"),
              0,
              PERIOD
                  + """
                  let New = W | summarize First = min(Bin) by Id{by}
                  | summarize new_dcount = count() by Bin = First{by};
                  W
                  | summarize count = count(), dcount = count_distinct(Id) by Bin{by}
                  | lookup kind=leftouter New on Bin{by}
                  | extend new_dcount = coalesce(new_dcount, 0)
                  | sort by {dims}Bin asc
                  | extend aggregated_dcount = row_cumsum(new_dcount{restart})
                  | project Bin{by}, count, dcount, new_dcount, aggregated_dcount
                  """),
          "activity_metrics",
          new Plugin(
              List.of(ID, TIME),
              List.of("Start", "End", "Window"),
              2,
              PERIOD
                  + """
                  let Seen = W | summarize by Id, Bin{by};
                  Seen
                  | lookup kind=leftouter (Seen | extend Bin = Bin + Window, Before = true) on Id, Bin{by}
                  | summarize dcount_values = count(), dcount_newvalues = countif(isnull(Before)) by Bin{by}
                  | lookup kind=leftouter
                      (Seen | summarize Previous = count() by Bin = Bin + Window{by}) on Bin{by}
                  | extend retention_rate = iff(isnull(Previous), real(nan), toreal(dcount_values - dcount_newvalues) / Previous)
                  | extend churn_rate = 1 - retention_rate
                  | project Bin{by}, dcount_values, dcount_newvalues, retention_rate, churn_rate
                  """),
          "new_activity_metrics",
          new Plugin(
              List.of(ID, TIME),
              List.of("Start", "End", "Window"),
              0,
              PERIOD
                  + """
                  let Seen = W | summarize by Id, Bin{by};
                  let New = Seen{lookback} | summarize First = min(Bin) by Id{by}{cohort};
                  let Sizes = New | summarize dcount_new_values = count() by First{by};
                  New
                  | join kind=inner (Seen) on Id{by}
                  | summarize dcount_retained_values = count() by First, Bin{by}
                  | lookup kind=leftouter Sizes on First{by}
                  | extend dcount_churn_values = dcount_new_values - dcount_retained_values
                  | extend retention_rate = toreal(dcount_retained_values) / dcount_new_values
                  | project from_Bin = First, to_Bin = Bin{by}, dcount_new_values, dcount_retained_values, dcount_churn_values, retention_rate, churn_rate = 1 - retention_rate
                  """),
          "activity_engagement",
          new Plugin(
              List.of(ID, TIME),
              List.of("Start", "End", "Window", "Outer"),
              2,
              """
              let Seen = T | where Time between (Start - Outer .. End)
              | summarize by Id, Bin = bin_at(Time, Window, Start){by};
              let Inner = Seen | where Bin >= Start | summarize dcount_activities_inner = count() by Bin{by};
              Seen
              | mv-expand Bin = range(Bin, Bin + Outer - Window, Window) to typeof({time})
              | summarize dcount_activities_outer = count_distinct(Id) by Bin{by}
              | join kind=inner Inner on Bin{by}
              | extend activity_ratio = toreal(dcount_activities_inner) / dcount_activities_outer
              | project Bin{by}, dcount_activities_inner, dcount_activities_outer, activity_ratio
              """),
          "active_users_count",
          new Plugin(
              List.of(ID, TIME),
              List.of("Start", "End", "Lookback", "Period", "Least", "Step"),
              0,
              """
              let W = T | where Time between (Start - Lookback .. End);
              W
              | where Time >= Start
              | join kind=inner (W | extend Other = Time) on Id{by}
              | where Other > Time - Lookback and Other <= Time
              | summarize Periods = count_distinct(bin_at(Other, Period, Start)) by Id, Time{by}
              | where Periods >= Least
              | summarize dcount = count_distinct(Id) by Bin = bin_at(Time, Step, Start){by}
              """),
          "session_count",
          new Plugin(
              List.of(ID, TIME),
              List.of("Start", "End", "Step", "Lookback"),
              0,
              """
              T
              | where Time between (Start .. End)
              | sort by {dims}Id asc, Time asc
              | extend New = isnull(prev(Time)) or Id != prev(Id){changed} or Time - prev(Time) > Lookback
              | where New
              | summarize count_sessions = count() by Bin = bin_at(Time, Step, Start){by}
              """),
          "sliding_window_counts",
          new Plugin(
              List.of(ID, TIME),
              List.of("Start", "End", "Lookback", "Step"),
              0,
              """
              T
              | where Time between (Start - Lookback .. End)
              | extend Bin = bin_at(Time, Step, Start)
              | mv-expand Bin = range(Bin, Bin + Lookback - Step, Step) to typeof({time})
              | where Bin between (Start .. End)
              | summarize Count = count(), Dcount = count_distinct(Id) by Bin{by}
              """));

  /** {@code rolling_percentile}, whose arguments stand in an order of their own. */
  private static final String ROLLING_PERCENTILE =
      """
      let W = T | extend Bin = bin(Time, Step);
      W
      | mv-expand Bin = range(Bin, Bin + (Bins - 1) * Step, Step) to typeof({time})
      | join kind=leftsemi (W | summarize by Bin{by}) on Bin{by}
      | summarize Rolling = percentile(Id, Percentile) by Bin{by}
      """;

  private final TableBinder tables;
  private final Scope scope;
  private final BoundTable table;
  private final Expr.Call call;
  private final Scope inside = new Scope(null);

  /** The columns of the arguments, and the same as the query knows them. */
  private final List<TableColumn> columns = new ArrayList<>();

  private final List<TableColumn> inner = new ArrayList<>();
  private final List<String> ends = new ArrayList<>();
  private final List<TableColumn> dimensions = new ArrayList<>();

  ActivityPlugins(TableBinder tables, Scope scope, BoundTable table, Expr.Call call) {
    this.tables = tables;
    this.scope = scope;
    this.table = table;
    this.call = call;
  }

  static boolean knows(String name) {
    return ALL.containsKey(name) || name.equals("rolling_percentile");
  }

  static List<String> names() {
    List<String> names = new ArrayList<>(ALL.keySet());
    names.add("rolling_percentile");
    return names;
  }

  BoundTable bind() {
    List<Expr> given =
        call.arguments().stream().map(io.vedette.kql.syntax.Argument::value).toList();
    Plugin plugin = ALL.get(call.function().text());
    if (plugin == null) {
      return rollingPercentile(given);
    }
    int least = plugin.columns.size() + plugin.scalars.size();
    boolean without = plugin.optional > 0 && isWithoutOptional(plugin, given);
    if (given.size() < least - (without ? plugin.optional : 0)) {
      return Plugins.tooFew(tables, call, least);
    }
    int next = 0;
    for (String column : plugin.columns) {
      addColumn(column, given.get(next++));
    }
    for (int i = 0; i < plugin.scalars.size(); i++) {
      if (without && i < plugin.optional) {
        declareEnd(plugin.scalars.get(i), i == 0);
      } else {
        addScalar(plugin.scalars.get(i), given.get(next++));
      }
    }
    List<Expr> rest = new ArrayList<>(given.subList(next, given.size()));
    String query =
        call.function().text().equals("new_activity_metrics")
            ? ofCohort(plugin.query, rest)
            : plugin.query;
    addDimensions(rest);
    return result(query, Map.of());
  }

  /** Takes away the cohort before the dimensions and the table of old ids after them. */
  private String ofCohort(String query, List<Expr> rest) {
    String lookback = "";
    String cohort = "";
    if (!rest.isEmpty() && Tabularity.isTabular(tables, scope, rest.getLast())) {
      BoundTable old = tables.bind(rest.removeLast(), scope);
      TableColumn ids = columns.isEmpty() ? null : old.column(columns.getFirst().name());
      if (ids == null && !old.columns().isEmpty()) {
        ids = old.columns().getFirst();
      }
      if (ids != null) {
        BoundTable table = old.showing(List.of(ids.named(ID))).ordered(List.of());
        inside.declare("Lookback", TableBinder.share("Lookback", table, false));
        lookback = " | join kind=leftanti Lookback on Id";
      }
    }
    if (!rest.isEmpty() && !isColumn(rest.getFirst())) {
      addScalar("Cohort", rest.removeFirst());
      cohort = " | where First == bin_at(Cohort, Window, Start)";
    }
    return query.replace("{lookback}", lookback).replace("{cohort}", cohort);
  }

  private BoundTable rollingPercentile(List<Expr> given) {
    if (given.size() < 5) {
      return Plugins.tooFew(tables, call, 5);
    }
    addColumn(ID, given.get(0));
    addScalar("Percentile", given.get(1));
    addColumn(TIME, given.get(2));
    addScalar("Step", given.get(3));
    addScalar("Bins", given.get(4));
    addDimensions(given.subList(5, given.size()));
    String bins = text(given.get(4));
    String percentile = text(given.get(1));
    String value = columns.isEmpty() ? "" : columns.getFirst().name();
    String name = "rolling_" + bins + "_percentile_" + value + "_" + percentile;
    return result(ROLLING_PERCENTILE, Map.of("Rolling", name));
  }

  private String text(Expr constant) {
    return String.valueOf(tables.constants(scope).bind(constant).literal());
  }

  /** Whether the first scalars were left out: the one after them is a column, or there is none. */
  private boolean isWithoutOptional(Plugin plugin, List<Expr> given) {
    int after = plugin.columns.size() + plugin.scalars.size() - plugin.optional;
    return given.size() <= after || isColumn(given.get(after));
  }

  private boolean isColumn(Expr expr) {
    return expr instanceof Expr.NameRef ref && table.column(ref.name().text()) != null;
  }

  private void addColumn(String name, Expr expr) {
    TableColumn column =
        name.equals(TIME)
            ? Plugins.timeColumn(tables, table, expr)
            : Plugins.column(tables, table, expr);
    if (column != null) {
      columns.add(column);
      inner.add(column.named(name));
    }
  }

  private void addScalar(String name, Expr expr) {
    Argument value = tables.constants(scope).bind(expr);
    inside.declare(name, new Binding.Scalar(value));
  }

  /** Declares the first or the last time of the rows. */
  private void declareEnd(String name, boolean first) {
    ends.add("let " + name + " = toscalar(T | summarize " + (first ? "min" : "max") + "(Time));\n");
  }

  private void addDimensions(List<Expr> given) {
    for (Expr expr : given) {
      TableColumn column = Plugins.column(tables, table, expr);
      if (column != null) {
        inner.add(column.named("D" + dimensions.size()));
        dimensions.add(column);
      }
    }
  }

  private BoundTable result(String query, Map<String, String> renamed) {
    if (tables.session.diagnostics.hasErrors() || inner.size() < 2) {
      return BoundTable.failed();
    }
    inside.declare("T", TableBinder.share("T", table.showing(inner).ordered(List.of()), false));
    StringBuilder by = new StringBuilder();
    StringBuilder dims = new StringBuilder();
    StringBuilder restart = new StringBuilder();
    StringBuilder changed = new StringBuilder();
    for (int i = 0; i < dimensions.size(); i++) {
      by.append(", D").append(i);
      dims.append('D').append(i).append(" asc, ");
      changed.append(" or D").append(i).append(" != prev(D").append(i).append(')');
      restart.append(i == 0 ? ", D" : " or D").append(i).append(" != prev(D").append(i).append(')');
    }
    TableColumn time = inner.get(1);
    String text =
        String.join("", ends)
            + query
                .replace("{by}", by)
                .replace("{dims}", dims)
                .replace("{restart}", restart)
                .replace("{changed}", changed)
                .replace("{time}", time.type().kustoName());
    BoundTable result = QueryTexts.bind(tables, inside, text, call);
    String timeName = columns.get(1).name();
    return BoundTable.of(
        result.plan(),
        result.columns().stream().map(c -> c.named(nameOf(c.name(), timeName, renamed))).toList());
  }

  private String nameOf(String name, String time, Map<String, String> renamed) {
    for (int i = 0; i < dimensions.size(); i++) {
      if (name.equals("D" + i)) {
        return dimensions.get(i).name();
      }
    }
    String other = renamed.get(name);
    return other != null
        ? other
        : switch (name) {
          case BIN -> time;
          case "from_Bin" -> "from_" + time;
          case "to_Bin" -> "to_" + time;
          default -> name;
        };
  }
}
