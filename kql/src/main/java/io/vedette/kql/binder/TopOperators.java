package io.vedette.kql.binder;

import io.vedette.kql.Span;
import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Conversions;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.BinaryOperator;
import io.vedette.kql.sql.SortKey;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.AggregateOperator;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.Name;
import io.vedette.kql.syntax.NamedExpr;
import io.vedette.kql.syntax.Options;
import io.vedette.kql.syntax.OrderKey;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code top-hitters} and {@code top-nested}, made of summaries. Source: Kusto documentation,
 * "top-hitters operator", "top-nested operator".
 */
final class TopOperators {
  private final TableBinder tables;
  private final Scope scope;

  TopOperators(TableBinder tables, Scope scope) {
    this.tables = tables;
    this.scope = scope;
  }

  // ---------------------------------------------------------------- top-hitters

  /** Exact, where Kusto approximates. */
  BoundTable hitters(AggregateOperator.TopHitters hitters, BoundTable table) {
    Span span = hitters.span();
    NamedExpr by = hitters.by();
    String name =
        by == null
            ? "approximate_count_" + shownName(hitters.of())
            : "approximate_sum_" + shownName(by);
    List<io.vedette.kql.syntax.Argument> summed =
        by == null
            ? List.of()
            : List.of(new io.vedette.kql.syntax.Argument(null, by.value(), by.span()));
    Expr.Call weight =
        new Expr.Call(null, new Name(by == null ? "count" : "sum", span), summed, span);
    BoundTable grouped = summarized(table, List.of(named(name, weight)), List.of(hitters.of()));
    SqlExpr last = grouped.columns().getLast().value();
    List<SortKey> order = List.of(new SortKey(last, true, false));
    SqlExpr rows = RowOperators.count(tables, hitters.count(), scope);
    return grouped.over(new Plan.Limit(grouped.plan(), order, rows)).ordered(order);
  }

  private BoundTable summarized(BoundTable table, List<NamedExpr> aggregates, List<NamedExpr> by) {
    Span span = aggregates.getFirst().span();
    return new Summarize(tables, table, scope)
        .bind(new AggregateOperator.Summarize(Options.NONE, aggregates, by, span));
  }

  private static NamedExpr named(String name, Expr value) {
    return new NamedExpr(List.of(new Name(name, value.span())), false, value, value.span());
  }

  private static NamedExpr column(String name, Span span) {
    return named(name, new Expr.NameRef(new Name(name, span), span));
  }

  private static String shownName(NamedExpr item) {
    if (!item.names().isEmpty()) {
      return item.names().getFirst().text();
    }
    return item.value() instanceof Expr.NameRef ref ? ref.name().text() : "";
  }

  // ---------------------------------------------------------------- top-nested

  /**
   * Level by level each row gets a label: its value where that is among the top ones, else the
   * constant that stands for the others; rows with neither are dropped.
   */
  BoundTable nested(AggregateOperator.TopNested nested, BoundTable table) {
    BoundTable rows = table;
    Names names = new Names();
    List<BoundTable> totals = new ArrayList<>();
    List<TableColumn> shown = new ArrayList<>();
    for (int i = 0; i < nested.levels().size(); i++) {
      AggregateOperator.Level level = nested.levels().get(i);
      int before = tables.session.diagnostics.mark();
      rows = labelled(rows, level, i);
      if (tables.session.diagnostics.mark() > before) {
        return BoundTable.failed();
      }
      Binding.Table shared = TableBinder.share("nested", rows, false);
      rows = TableBinder.read(shared);
      BoundTable total =
          summarized(
              TableBinder.read(shared),
              List.of(named(value(i), level.by().value().value())),
              labels(i + 1, level.span()));
      totals.add(total);
      String name = shownName(level.of());
      String of = name.isEmpty() ? names.numbered(tables.session) : names.fresh(name);
      List<Name> written = level.by().value().names();
      String aggregated = written.isEmpty() ? "aggregated_" + of : written.getFirst().text();
      shown.add(required(total, label(i)).named(of));
      shown.add(required(total, value(i)).named(names.fresh(aggregated)));
    }
    return joined(totals, shown);
  }

  private static String label(int level) {
    return "nested label " + level;
  }

  private static String value(int level) {
    return "nested value " + level;
  }

  private static String isOther(int level) {
    return "nested other " + level;
  }

  private static TableColumn required(BoundTable table, String name) {
    TableColumn column = table.column(name);
    return column != null ? column : new TableColumn(name, ScalarType.STRING, Sql.EMPTY);
  }

  private static List<NamedExpr> labels(int count, Span span) {
    List<NamedExpr> labels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      labels.add(column(label(i), span));
    }
    return labels;
  }

  /** The rows with their labels of one more level. */
  private BoundTable labelled(BoundTable rows, AggregateOperator.Level level, int index) {
    String key = "nested key";
    BoundTable keyed =
        new ColumnOperators(tables).extend(List.of(named(key, level.of().value())), rows, scope);
    Binding.Table shared = TableBinder.share("nested", keyed, false);
    List<NamedExpr> by = labels(index, level.span());
    by.add(column(key, level.span()));
    BoundTable candidates =
        summarized(
            TableBinder.read(shared),
            List.of(named("nested rank", level.by().value().value())),
            by);
    Rows ranked = new Rows(candidates);
    boolean descending = level.by().direction() != OrderKey.Direction.ASC;
    List<SqlExpr> parents = new ArrayList<>();
    for (int i = 0; i < index; i++) {
      parents.add(required(candidates, label(i)).value());
    }
    SqlExpr weight = required(candidates, "nested rank").value();
    SqlExpr rank =
        ranked.compute(
            "rank",
            new SqlExpr.Window(
                Sql.call("row_number"),
                parents,
                List.of(new SortKey(weight, descending, false)),
                null));
    BoundTable left = TableBinder.read(shared);
    SqlExpr same = same(required(left, key), required(candidates, key));
    for (int i = 0; i < index; i++) {
      same = Sql.and(same(required(left, label(i)), required(candidates, label(i))), same);
    }
    Rows both =
        new Rows(
            left.over(
                new Plan.Join(Plan.Join.Kind.INNER, left.plan(), ranked.table().plan(), same)));
    return label(both, level, index, rank, required(left, key));
  }

  private static SqlExpr same(TableColumn left, TableColumn right) {
    return Sql.binary(left.value(), BinaryOperator.NOT_DISTINCT_FROM, right.value());
  }

  private BoundTable label(
      Rows rows, AggregateOperator.Level level, int index, SqlExpr rank, TableColumn key) {
    SqlExpr top = Sql.TRUE;
    if (level.count() != null) {
      SqlExpr count = RowOperators.count(tables, level.count(), scope);
      top = Sql.binary(rank, BinaryOperator.LESS_OR_EQUAL, count);
    }
    TableColumn parent = index == 0 ? null : rows.table().column(isOther(index - 1));
    SqlExpr underOthers = parent == null ? Sql.FALSE : parent.value();
    SqlExpr others = others(level.others(), key);
    SqlExpr isTop = Sql.and(Sql.not(underOthers), top);
    SqlExpr labelled = rows.compute(label(index), Sql.when(isTop, key.value(), others));
    SqlExpr other = rows.compute(isOther(index), Sql.not(isTop));
    BoundTable kept =
        level.others() != null
            ? rows.table()
            : RowOperators.filtered(rows.table(), Sql.or(isTop, underOthers));
    List<TableColumn> columns =
        new ArrayList<>(kept.columns().stream().filter(c -> !c.name().equals(key.name())).toList());
    columns.add(new TableColumn(label(index), key.type(), labelled));
    columns.add(new TableColumn(isOther(index), ScalarType.BOOL, other));
    return kept.showing(columns);
  }

  private SqlExpr others(@Nullable Expr written, TableColumn key) {
    if (written == null) {
      return SourceBinder.absent(key.type());
    }
    Argument value = tables.constants(scope).bind(written);
    return Conversions.widen(value.type(), key.type(), value.sql());
  }

  /** Each combination of labels with the totals of all levels. */
  private static BoundTable joined(List<BoundTable> totals, List<TableColumn> shown) {
    Plan plan = totals.getLast().plan();
    for (int i = totals.size() - 2; i >= 0; i--) {
      SqlExpr same = null;
      for (int k = 0; k <= i; k++) {
        SqlExpr one = same(required(totals.getLast(), label(k)), required(totals.get(i), label(k)));
        same = same == null ? one : Sql.and(same, one);
      }
      plan =
          new Plan.Join(
              Plan.Join.Kind.INNER, plan, totals.get(i).plan(), Objects.requireNonNull(same));
    }
    return BoundTable.of(plan, shown);
  }
}
