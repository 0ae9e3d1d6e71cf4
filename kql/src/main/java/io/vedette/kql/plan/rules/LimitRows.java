package io.vedette.kql.plan.rules;

import io.vedette.kql.CompileOptions;
import io.vedette.kql.RowScope;
import io.vedette.kql.plan.Columns;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Output;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.plan.SharedTable;
import io.vedette.kql.sql.BinaryOperator;
import io.vedette.kql.sql.SortKey;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.TableSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lets scans see only the rows that a {@link RowScope} and a time range allow, and finds the
 * driving tables: those at the left end of the pipe. A time range applies only to a query that does
 * not filter TimeGenerated itself.
 */
public final class LimitRows {
  private static final String TIME_GENERATED = "TimeGenerated";

  private record Reading(SharedTable table, boolean driving) {}

  private final RowScope scope;
  private final CompileOptions.@Nullable TimeRange range;
  private final Set<String> tables;
  private final Set<String> drivingTables;
  private final Map<Reading, SharedTable> rewritten = new HashMap<>();

  private LimitRows(
      RowScope scope,
      CompileOptions.@Nullable TimeRange range,
      Set<String> tables,
      Set<String> drivingTables) {
    this.scope = scope;
    this.range = range;
    this.tables = tables;
    this.drivingTables = drivingTables;
  }

  /** Rewrites the output and adds the names of tables that it reads to the sets. */
  public static Output apply(
      Output output, CompileOptions options, Set<String> tables, Set<String> drivingTables) {
    CompileOptions.TimeRange range =
        options.timespan() != null && !FindTimeFilter.in(output) ? options.timespan() : null;
    LimitRows rule = new LimitRows(options.scope(), range, tables, drivingTables);
    return new Output(
        rule.rewrite(output.plan(), true),
        output.columns().stream()
            .map(c -> new Computed(c.column(), rule.rewrite(c.value())))
            .toList(),
        output.order().stream()
            .map(k -> new SortKey(rule.rewrite(k.expression()), k.descending(), k.nullsFirst()))
            .toList());
  }

  private Plan rewrite(Plan plan, boolean driving) {
    Plan over =
        switch (plan) {
          case Plan.Scan p -> scan(p, driving);
          case Plan.Shared p -> new Plan.Shared(shared(p.table(), driving), p.read());
          case Plan.Join p ->
              new Plan.Join(
                  p.kind(), rewrite(p.left(), driving), rewrite(p.right(), false), p.condition());
          case Plan.Lateral p ->
              new Plan.Lateral(rewrite(p.left(), driving), rewrite(p.right(), false));
          case Plan.Values p -> p;
          case Plan.Series p -> p;
          case Plan.Self p -> p;
          case Plan.Recursive p -> p.mapInputs(i -> rewrite(i, driving));
          case Plan.Filter p -> p.mapInputs(i -> rewrite(i, driving));
          case Plan.Compute p -> p.mapInputs(i -> rewrite(i, driving));
          case Plan.Aggregate p -> p.mapInputs(i -> rewrite(i, driving));
          case Plan.Union p -> p.mapInputs(i -> rewrite(i, driving));
          case Plan.Limit p -> p.mapInputs(i -> rewrite(i, driving));
          case Plan.Unnest p -> p.mapInputs(i -> rewrite(i, driving));
        };
    return over.mapExpressions(this::rewrite);
  }

  private SqlExpr rewrite(SqlExpr expression) {
    return switch (expression) {
      case SqlExpr.ScalarRelation s ->
          new SqlExpr.ScalarRelation(rewrite((Plan) s.relation(), false), s.column());
      case SqlExpr.InRelation i ->
          new SqlExpr.InRelation(
              rewrite(i.operand()), rewrite((Plan) i.relation(), false), i.column());
      default -> expression.mapChildren(this::rewrite);
    };
  }

  /** A shared table that is driving in one place and not in another becomes two. */
  private SharedTable shared(SharedTable table, boolean driving) {
    Reading reading = new Reading(table, driving && scope.drivingAfter() != null);
    SharedTable known = rewritten.get(reading);
    if (known == null) {
      known = new SharedTable(table.name(), table.materialized(), rewrite(table.plan(), driving));
      rewritten.put(reading, known);
    } else if (driving) {
      rewrite(table.plan(), true);
    }
    return known;
  }

  private Plan scan(Plan.Scan scan, boolean driving) {
    if (!scan.table().exists()) {
      return scan;
    }
    tables.add(scan.table().name());
    if (!scan.events()) {
      return scan;
    }
    if (driving) {
      drivingTables.add(scan.table().name());
    }
    List<Plan.StoredColumn> stored = new ArrayList<>(scan.stored());
    List<SqlExpr> conditions = new ArrayList<>();
    if (driving && scope.drivingAfter() != null) {
      conditions.add(
          Sql.binary(
              column(stored, TableSchema.SEQUENCE),
              BinaryOperator.GREATER,
              Sql.number(scope.drivingAfter().longValue())));
    }
    if (scope.through() != null) {
      conditions.add(
          Sql.binary(
              column(stored, TableSchema.SEQUENCE),
              BinaryOperator.LESS_OR_EQUAL,
              Sql.number(scope.through().longValue())));
    }
    if (scope.ingestedAfter() != null) {
      conditions.add(
          Sql.binary(
              column(stored, TableSchema.INGESTION_TIME),
              BinaryOperator.GREATER,
              timestamp(scope.ingestedAfter())));
    }
    if (range != null && scan.table().stored().contains(TIME_GENERATED)) {
      SqlExpr time = column(stored, TIME_GENERATED);
      if (range.from() != null) {
        conditions.add(Sql.binary(time, BinaryOperator.GREATER_OR_EQUAL, timestamp(range.from())));
      }
      if (range.to() != null) {
        conditions.add(Sql.binary(time, BinaryOperator.LESS, timestamp(range.to())));
      }
    }
    Plan limited = new Plan.Scan(scan.table(), stored, true);
    return conditions.isEmpty()
        ? limited
        : new Plan.Filter(limited, conditions.stream().reduce(Sql::and).orElseThrow());
  }

  private static SqlExpr timestamp(Instant instant) {
    long micros = instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1_000;
    return new SqlExpr.Literal(micros, "TIMESTAMP");
  }

  private static SqlExpr column(List<Plan.StoredColumn> stored, String name) {
    for (Plan.StoredColumn column : stored) {
      if (column.name().equals(name)) {
        return Sql.column(column.column());
      }
    }
    SqlColumn column = new SqlColumn(name);
    stored.add(new Plan.StoredColumn(column, name));
    return Sql.column(column);
  }

  /** Tells whether a query filters TimeGenerated of a stored table anywhere. */
  private static final class FindTimeFilter {
    private final Set<SqlColumn> times = new HashSet<>();
    private final Set<SharedTable> seen = new HashSet<>();
    private final List<SqlExpr> predicates = new ArrayList<>();

    static boolean in(Output output) {
      FindTimeFilter find = new FindTimeFilter();
      find.plan(output.plan());
      output.columns().forEach(c -> find.relations(c.value()));
      Set<SqlColumn> used = new HashSet<>();
      find.predicates.forEach(p -> Columns.collect(p, used));
      used.retainAll(find.times);
      return !used.isEmpty();
    }

    private void plan(Plan plan) {
      switch (plan) {
        case Plan.Scan p -> {
          for (Plan.StoredColumn c : p.stored()) {
            if (p.events() && c.name().equals(TIME_GENERATED)) {
              times.add(c.column());
            }
          }
        }
        case Plan.Shared p -> {
          if (seen.add(p.table())) {
            plan(p.table().plan());
          }
          p.read().stream().filter(c -> times.contains(c.of())).forEach(c -> times.add(c.column()));
        }
        default -> plan.inputs().forEach(this::plan);
      }
      if (plan instanceof Plan.Filter f) {
        predicates.add(f.predicate());
      }
      if (plan instanceof Plan.Union u) {
        for (Plan.Branch branch : u.branches()) {
          for (int i = 0; i < branch.values().size(); i++) {
            if (branch.values().get(i) instanceof SqlExpr.ColumnRef(SqlColumn column)
                && times.contains(column)) {
              times.add(u.columns().get(i));
            }
          }
        }
      }
      plan.expressions().forEach(this::relations);
    }

    private void relations(SqlExpr expression) {
      switch (expression) {
        case SqlExpr.ScalarRelation s -> plan((Plan) s.relation());
        case SqlExpr.InRelation i -> {
          plan((Plan) i.relation());
          relations(i.operand());
        }
        default -> expression.children().forEach(this::relations);
      }
    }
  }
}
