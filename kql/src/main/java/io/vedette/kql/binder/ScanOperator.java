package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.LONG;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Conversions;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.BinaryOperator;
import io.vedette.kql.sql.SortKey;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.ColumnDeclaration;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.Name;
import io.vedette.kql.syntax.NamedExpr;
import io.vedette.kql.syntax.RowOperator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * {@code scan}: the rows pass one by one through steps, each of which keeps the latest row that it
 * and each step before it matched. Becomes a recursion that reads one row of every partition in a
 * round. Source: Kusto documentation, "scan operator", section "Scan logic".
 */
final class ScanOperator {
  private final TableBinder tables;
  private final Scope scope;
  private final RowOperator.Scan scan;
  private final List<RowOperator.ScanStep> steps;

  /** The columns of the input and the declared ones; their values are those of an unmatched row. */
  private final Map<String, TableColumn> shown = new LinkedHashMap<>();

  /** What steps remember of a column before they match a row. */
  private final Map<String, SqlExpr> unset = new LinkedHashMap<>();

  private final ScanState state = new ScanState();

  ScanOperator(TableBinder tables, Scope scope, RowOperator.Scan scan) {
    this.tables = tables;
    this.scope = scope;
    this.scan = scan;
    this.steps = scan.steps();
  }

  BoundTable bind(BoundTable unsorted) {
    for (RowOperator.ScanStep step : steps) {
      if (step.optional()) {
        return tables.unsupported("scan with optional steps", step);
      }
    }
    BoundTable table =
        scan.orderBy().isEmpty()
            ? unsorted
            : new RowOperators(tables).sort(scan.orderBy(), unsorted, scope);
    Rows input = new Rows(table);
    List<SqlExpr> keys = new ArrayList<>();
    for (Expr key : scan.partitionBy()) {
      keys.add(input.compute("key", tables.over(input, scope).bind(key).sql()));
    }
    SqlExpr number =
        input.compute(
            "number",
            new SqlExpr.Window(Sql.call("row_number"), keys, input.table().order(), null));
    SqlExpr part =
        keys.isEmpty()
            ? Sql.number(1L)
            : input.compute(
                "part",
                new SqlExpr.Window(
                    Sql.call("dense_rank"),
                    List.of(),
                    keys.stream().map(SortKey::ascending).toList(),
                    null));
    declare(input.table());
    ScanState.Columns columns = state.columns(shown, unset, steps.size());
    Plan.Self self = state.self();
    SqlExpr isNext =
        Sql.and(
            Sql.equal(number, Sql.template("{0} + 1", state.old(columns.number()))),
            Sql.equal(part, state.old(columns.part())));
    Plan joined = new Plan.Join(Plan.Join.Kind.INNER, input.table().plan(), self, isNext);
    Rows rows = new Rows(BoundTable.of(joined, List.copyOf(shown.values())));
    state.next(columns.number(), number);
    state.next(columns.part(), part);
    shown.forEach((name, c) -> state.next(columns.row().get(name), c.value()));
    matchSteps(rows, columns);
    Plan first = new Plan.Aggregate(input.table().plan(), List.of(part(part)), List.of());
    state.first(columns.part(), Sql.column(firstPart));
    return output(state.recursive(first, rows.table().plan()), columns, !keys.isEmpty())
        .ingested(null);
  }

  private final SqlColumn firstPart = new SqlColumn("part");

  private Computed part(SqlExpr part) {
    return new Computed(firstPart, part);
  }

  private void declare(BoundTable table) {
    for (TableColumn column : table.columns()) {
      shown.put(column.name(), column);
      unset.put(column.name(), SourceBinder.absent(column.type()));
    }
    for (ColumnDeclaration declared : scan.declared()) {
      String name = declared.name().text();
      SqlExpr value = SourceBinder.absent(declared.type());
      if (declared.defaultValue() != null) {
        Argument given = tables.constants(scope).bind(declared.defaultValue());
        value = Conversions.widen(given.type(), declared.type(), given.sql());
      }
      shown.put(name, new TableColumn(name, declared.type(), value));
      unset.put(name, value);
    }
  }

  // ---------------------------------------------------------------- one row

  /** From the last step to the first, so that each sees what the one before it has not done yet. */
  private void matchSteps(Rows rows, ScanState.Columns columns) {
    SqlExpr promotedAway = Sql.FALSE;
    for (int k = steps.size() - 1; k >= 0; k--) {
      ScanState.Step own = columns.steps().get(k);
      ScanState.Step before = k == 0 ? null : columns.steps().get(k - 1);
      SqlExpr live = rows.compute("live", Sql.and(state.old(own.live()), Sql.not(promotedAway)));
      SqlExpr byPromotion = Sql.FALSE;
      if (before != null) {
        rows.naming(remembered(before, null));
        SqlExpr condition = tables.over(rows, scope).filter(steps.get(k).condition());
        byPromotion = check(rows, Sql.and(state.old(before.live()), condition));
      }
      rows.naming(remembered(own, live));
      SqlExpr condition = tables.over(rows, scope).filter(steps.get(k).condition());
      SqlExpr active = k == 0 ? Sql.TRUE : live;
      SqlExpr again = check(rows, Sql.and(Sql.and(Sql.not(byPromotion), active), condition));
      Map<String, SqlExpr> values = assigned(rows, k, own, live, byPromotion);
      SqlExpr matched = Sql.or(byPromotion, again);
      remember(k, own, before, new Match(matched, byPromotion, live), values);
      if (k == 0) {
        SqlExpr begins = Sql.and(again, Sql.not(live));
        SqlExpr id = state.old(columns.nextId());
        state.next(own.id(), Sql.when(begins, id, state.old(own.id())));
        state.next(columns.nextId(), Sql.when(begins, Sql.template("{0} + 1", id), id));
      }
      promotedAway = byPromotion;
    }
  }

  private static SqlExpr check(Rows rows, SqlExpr condition) {
    return rows.compute("check", Sql.coalesce(condition, Sql.FALSE));
  }

  /** How a row matched a step. */
  private record Match(SqlExpr matched, SqlExpr byPromotion, SqlExpr live) {}

  /** The state of a step as {@code step.column}; steps that it does not hold show unset values. */
  private Map<String, BoundTable> remembered(ScanState.Step step, @Nullable SqlExpr live) {
    Map<String, BoundTable> named = new LinkedHashMap<>();
    for (int j = 0; j < steps.size(); j++) {
      List<TableColumn> columns = new ArrayList<>();
      for (TableColumn column : shown.values()) {
        SqlExpr nothing = unset.getOrDefault(column.name(), SourceBinder.absent(column.type()));
        SqlExpr value = nothing;
        if (j < step.held().size()) {
          SqlExpr held = state.old(step.held().get(j).get(column.name()));
          value = live == null ? held : Sql.when(live, held, nothing);
        }
        columns.add(column.valued(value));
      }
      BoundTable row = BoundTable.of(tables.sources().nothing().plan(), columns);
      named.put(steps.get(j).name().text(), row);
    }
    return named;
  }

  private Map<String, SqlExpr> assigned(
      Rows rows, int k, ScanState.Step own, SqlExpr live, SqlExpr byPromotion) {
    Map<String, SqlExpr> values = new LinkedHashMap<>();
    shown.forEach((name, column) -> values.put(name, column.value()));
    for (NamedExpr assignment : steps.get(k).assignments()) {
      if (assignment.names().size() != 1) {
        tables.session.diagnostics.error("KS109", assignment.span(), "Column name expected.", null);
        continue;
      }
      String name = assignment.names().getFirst().text();
      TableColumn column = shown.get(name);
      if (column == null) {
        tables.session.diagnostics.error(
            "KS142",
            assignment.names().getFirst().span(),
            "The name '" + name + "' does not refer to any known column.",
            "Declare it: scan declare (" + name + ": ...).");
        continue;
      }
      rows.naming(remembered(own, live));
      SqlExpr value = typed(rows, assignment.value(), column);
      if (k > 0) {
        rows.naming(remembered(state.step(k - 1), null));
        value = Sql.when(byPromotion, typed(rows, assignment.value(), column), value);
      }
      values.put(name, rows.compute(name, value));
    }
    return values;
  }

  private SqlExpr typed(Rows rows, Expr value, TableColumn column) {
    Argument bound = tables.over(rows, scope).bind(value);
    return Conversions.widen(bound.type(), column.type(), bound.sql());
  }

  private void remember(
      int k,
      ScanState.Step own,
      ScanState.@Nullable Step before,
      Match match,
      Map<String, SqlExpr> values) {
    state.next(own.matched(), match.matched());
    state.next(own.live(), Sql.or(match.matched(), match.live()));
    for (TableColumn column : shown.values()) {
      String name = column.name();
      SqlExpr nothing = unset.getOrDefault(name, SourceBinder.absent(column.type()));
      for (int j = 0; j <= k; j++) {
        SqlColumn held = own.held().get(j).get(name);
        SqlExpr kept = Sql.when(match.live(), state.old(held), nothing);
        if (j == k) {
          SqlExpr now = values.getOrDefault(name, column.value());
          state.next(held, Sql.when(match.matched(), now, kept));
        } else if (before != null) {
          SqlExpr promoted = state.old(before.held().get(j).get(name));
          state.next(held, Sql.when(match.byPromotion(), promoted, kept));
        }
      }
    }
    if (before != null) {
      state.next(
          own.id(), Sql.when(match.byPromotion(), state.old(before.id()), state.old(own.id())));
    }
  }

  // ---------------------------------------------------------------- what is shown

  private BoundTable output(Plan.Recursive recursive, ScanState.Columns columns, boolean parted) {
    SqlColumn step = new SqlColumn("step");
    List<SqlExpr> matches = new ArrayList<>();
    for (int k = steps.size() - 1; k >= 0; k--) {
      if (!isOutput(k, "none")) {
        SqlExpr matched = Sql.column(columns.steps().get(k).matched());
        matches.add(Sql.when(matched, Sql.number((long) k), Sql.nullOf("BIGINT")));
      }
    }
    SqlExpr list =
        Sql.template("list_filter({0}, lambda s: s IS NOT NULL)", new SqlExpr.ListOf(matches));
    Plan plan = new Plan.Unnest(recursive, List.of(new Computed(step, list)));
    Rows rows = new Rows(BoundTable.of(plan, List.of()));
    List<TableColumn> result = new ArrayList<>();
    for (TableColumn column : shown.values()) {
      SqlExpr value =
          isChanged(column.name())
              ? byStep(
                  step,
                  column,
                  k -> ScanState.of(columns.steps().get(k).held().get(k), column.name()))
              : Sql.column(ScanState.of(columns.row(), column.name()));
      result.add(
          column.valued(
              value instanceof SqlExpr.ColumnRef ? value : rows.compute(column.name(), value)));
    }
    TableColumn id = new TableColumn("match_id", LONG, Sql.number(0L));
    SqlExpr idValue = rows.compute("match_id", byStep(step, id, k -> columns.steps().get(k).id()));
    if (scan.withMatchId() != null) {
      result.add(new TableColumn(scan.withMatchId().text(), LONG, idValue));
    }
    SqlExpr part = Sql.column(columns.part());
    SqlExpr number = Sql.column(columns.number());
    List<SortKey> order = new ArrayList<>();
    if (parted) {
      order.add(SortKey.ascending(part));
    }
    order.add(SortKey.ascending(number));
    order.add(new SortKey(Sql.column(step), true, false));
    BoundTable all = rows.table();
    if (IntStream.range(0, steps.size()).anyMatch(k -> isOutput(k, "last"))) {
      all = lastOnly(rows, List.of(part, Sql.column(step), idValue), number, Sql.column(step));
    }
    return all.showing(result).ordered(order);
  }

  private BoundTable lastOnly(Rows rows, List<SqlExpr> keys, SqlExpr number, SqlExpr step) {
    SqlExpr rank =
        rows.compute(
            "rank",
            new SqlExpr.Window(
                Sql.call("row_number"), keys, List.of(new SortKey(number, true, false)), null));
    List<SqlExpr> lasts = new ArrayList<>();
    for (int k = 0; k < steps.size(); k++) {
      if (isOutput(k, "last")) {
        lasts.add(Sql.number((long) k));
      }
    }
    SqlExpr kept = Sql.or(Sql.equal(rank, Sql.number(1L)), Sql.not(new SqlExpr.In(step, lasts)));
    return RowOperators.filtered(rows.table(), kept);
  }

  private boolean isOutput(int step, String wanted) {
    Name output = steps.get(step).output();
    return output != null && output.text().equals(wanted);
  }

  private boolean isChanged(String name) {
    return scan.declared().stream().anyMatch(d -> d.name().text().equals(name))
        || steps.stream()
            .flatMap(s -> s.assignments().stream())
            .flatMap(a -> a.names().stream())
            .anyMatch(n -> n.text().equals(name));
  }

  private interface PerStep {
    SqlColumn column(int step);
  }

  private SqlExpr byStep(SqlColumn step, TableColumn column, PerStep of) {
    List<SqlExpr.When> whens = new ArrayList<>();
    for (int k = 0; k < steps.size(); k++) {
      SqlExpr isIt = Sql.binary(Sql.column(step), BinaryOperator.EQUAL, Sql.number((long) k));
      whens.add(new SqlExpr.When(isIt, Sql.column(of.column(k))));
    }
    return new SqlExpr.Case(whens, SourceBinder.absent(column.type()));
  }
}
