package io.vedette.analytics;

import io.vedette.analytics.rules.AnalyticsRule;
import io.vedette.kql.Compilation;
import io.vedette.kql.CompiledQuery;
import io.vedette.kql.Diagnostic;
import io.vedette.query.QueryEngine;
import io.vedette.query.QueryLimits;
import io.vedette.query.QueryOutcome;
import io.vedette.query.QueryRequest;
import io.vedette.query.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Evaluates a rule over a window: its query, then its alerts. Changes nothing. */
public final class RuleRunner {
  private static final Duration NEAR_REAL_TIME_LIMIT = Duration.ofSeconds(30);
  private static final Duration SCHEDULED_LIMIT = Duration.ofMinutes(5);
  private static final long MOST_ROWS = 400_000;

  private final QueryEngine engine;
  private final InstantSource clock;

  public RuleRunner(QueryEngine engine, InstantSource clock) {
    this.engine = engine;
    this.clock = clock;
  }

  /** What a run gives. */
  public sealed interface Result {
    /**
     * The query ran.
     *
     * @param result what it gave
     * @param note what was cut, or null
     */
    record Evaluated(ResultRows result, List<Alert> alerts, @Nullable String note)
        implements Result {
      public Evaluated {
        alerts = List.copyOf(alerts);
      }

      /** That there was nothing to look at. */
      static Evaluated nothing() {
        return new Evaluated(new ResultRows(List.of(), List.of()), List.of(), null);
      }

      /** How many rows the query gave. */
      public long rows() {
        return result.rows().size();
      }

      /** The rows that an alert stands for, by its place among the alerts. */
      public List<@Nullable Object[]> rowsOf(int alert) {
        List<@Nullable Object[]> rows = result.rows();
        if (alerts.size() == 1) {
          return rows;
        }
        // The last alert of a run that raised too many stands for the rest.
        return rows.subList(alert, alert == alerts.size() - 1 ? rows.size() : alert + 1);
      }
    }

    /**
     * The query did not run.
     *
     * @param tooMuch whether a smaller window may succeed
     */
    record Failed(String message, boolean tooMuch) implements Result {}
  }

  /**
   * Why the rule cannot run, or maps columns that its query does not give; empty when it is well.
   */
  public List<RuleDiagnostic> problems(AnalyticsRule rule, Instant now) {
    return problems(rule, engine.compile(rule.query(), now));
  }

  /** The same for a query that was compiled. */
  public static List<RuleDiagnostic> problems(AnalyticsRule rule, Compilation compilation) {
    return switch (compilation) {
      case Compilation.Rejected rejected ->
          RuleDiagnostic.ofQuery(rule.query(), rejected.diagnostics());
      case CompiledQuery compiled ->
          RuleColumns.missing(rule, compiled).stream().map(RuleDiagnostic::ofColumns).toList();
    };
  }

  /** The stored tables that the rule's query reads; none when it does not compile. */
  public Set<String> tables(AnalyticsRule rule, Instant now) {
    return switch (engine.compile(rule.query(), now)) {
      case Compilation.Rejected _ -> Set.of();
      case CompiledQuery compiled -> compiled.tables();
    };
  }

  /** Runs the rule once; blocks until the result is there. */
  public Result run(AnalyticsRule rule, RunWindow window) {
    QueryLimits limits =
        rule.isNearRealTime()
            ? QueryLimits.RULE.within(NEAR_REAL_TIME_LIMIT)
            : QueryLimits.RULE.within(SCHEDULED_LIMIT).cutAfter(MOST_ROWS);
    QueryRequest request =
        new QueryRequest(
            rule.query(),
            window.now(),
            null,
            window.scope(),
            limits,
            "rule-" + rule.id() + "-" + UUID.randomUUID());
    return switch (engine.run(request)) {
      case QueryOutcome.Completed completed -> evaluated(rule, window, completed);
      case QueryOutcome.Failed failed ->
          new Result.Failed(words(rule.query(), failed.diagnostics()), false);
      case QueryOutcome.Stopped stopped ->
          new Result.Failed(stopped.message(), isTooMuch(stopped.reason()));
    };
  }

  private Result evaluated(AnalyticsRule rule, RunWindow window, QueryOutcome.Completed completed) {
    ResultSet primary = completed.primary();
    ResultRows result = new ResultRows(primary.columns(), primary.rows());
    AlertMaker.Made made = AlertMaker.alerts(rule, window, result, clock);
    String cut =
        completed.statistics().truncated() ? "the result was cut at " + MOST_ROWS + " rows" : null;
    String note = made.cut() == null ? cut : cut == null ? made.cut() : cut + "; " + made.cut();
    return new Result.Evaluated(result, made.alerts(), note);
  }

  private static boolean isTooMuch(QueryOutcome.Reason reason) {
    return switch (reason) {
      case TIME, MEMORY, RESULT_ROWS, RESULT_BYTES -> true;
      case CANCELLED, BUSY -> false;
    };
  }

  /** The errors among them with their places in the query, one after the other. */
  static String words(String query, List<Diagnostic> diagnostics) {
    return RuleDiagnostic.ofQuery(query, diagnostics).stream()
        .map(RuleDiagnostic::words)
        .collect(Collectors.joining("; "));
  }
}
