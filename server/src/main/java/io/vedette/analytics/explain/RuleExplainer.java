package io.vedette.analytics.explain;

import io.vedette.analytics.RuleDiagnostic;
import io.vedette.analytics.RuleRunner;
import io.vedette.analytics.explain.Explanation.Clause;
import io.vedette.analytics.explain.Explanation.Condition;
import io.vedette.analytics.explain.Explanation.EventTrace;
import io.vedette.analytics.rules.AnalyticsRule;
import io.vedette.analytics.rules.AnalyticsRule.Schedule;
import io.vedette.ingestion.StoredHistory;
import io.vedette.kql.QueryOutline;
import io.vedette.kql.RowScope;
import io.vedette.query.QueryEngine;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells why a rule raised an alert or did not: how many rows pass each clause of its query, and,
 * for one event, the first clause that dropped it or the group that it came into. Works on the text
 * of the query, so that what is said is about the clauses as they are written. Changes nothing.
 */
public final class RuleExplainer {
  private final QueryEngine engine;
  private final StoredHistory history;
  private final InstantSource clock;

  public RuleExplainer(QueryEngine engine, StoredHistory history, InstantSource clock) {
    this.engine = engine;
    this.history = history;
    this.clock = clock;
  }

  /**
   * What to explain.
   *
   * @param at the time of the run; null for the one that sees the event first, or, without an
   *     event, for one right after the last row
   * @param event a condition in KQL on the rows that the query begins with, such as {@code
   *     EventRecordId == "4711"}; null to follow none
   */
  public record Question(@Nullable Instant at, @Nullable String event) {}

  /** Explains a rule over what is stored. */
  public Explanation explain(AnalyticsRule rule, Question question) {
    List<RuleDiagnostic> problems =
        new RuleRunner(engine, clock)
            .problems(rule, clock.instant()).stream()
                .filter(RuleDiagnostic::concernsQuery)
                .toList();
    Optional<QueryOutline> outline = QueryOutline.of(rule.query());
    if (!problems.isEmpty() || outline.isEmpty()) {
      return new Explanation.Refused(
          problems.isEmpty()
              ? "The text holds no query."
              : problems.stream().map(RuleDiagnostic::words).collect(Collectors.joining("\n")));
    }
    try {
      return explain(rule, outline.get(), question);
    } catch (ClauseQueries.StoppedException stopped) {
      return new Explanation.Refused(stopped.why());
    }
  }

  private Explanation explain(AnalyticsRule rule, QueryOutline outline, Question question) {
    Instant now = clock.instant();
    String event = question.event();
    ClauseQueries all = new ClauseQueries(engine, outline, now, RowScope.ALL);
    Instant arrived = null;
    // Without an event nothing is selected.
    String selected = event == null ? null : outline.source() + "\n| where (" + event + "\n)";
    if (selected != null) {
      String wrong = all.problem(selected);
      if (wrong != null) {
        return new Explanation.Refused("The event's condition cannot be used: " + wrong);
      }
      Long matching = all.count(selected);
      if (matching == null || matching == 0) {
        return new Explanation.Refused(
            "No row of %s is such that %s.".formatted(outline.source(), event));
      }
      arrived = all.arrival(selected);
    }
    Instant at =
        question.at() != null
            ? question.at()
            : arrived != null ? firstRun(rule, arrived) : latest(now);
    Instant from = at.minus(rule.queryPeriod());
    RowScope scope = scope(rule, at, from, arrived);
    ClauseQueries queries = new ClauseQueries(engine, outline, at, scope);
    List<Clause> clauses = new ArrayList<>();
    for (int i = 0; i < outline.steps().size(); i++) {
      clauses.add(clause(outline, queries, i));
    }
    Long source = queries.count(outline.source());
    Long results = clauses.isEmpty() ? source : clauses.getLast().rows();
    long rows = results == null ? 0 : results;
    EventTrace trace =
        selected == null ? null : new EventTracer(outline, queries, selected).trace();
    return new Explanation.Explained(
        at,
        from,
        outline.source(),
        source == null ? 0 : source,
        clauses,
        rows,
        verdict(rule, rows),
        trace);
  }

  /** When a run ends that sees what came in at an instant, and as much after it as one can. */
  private static Instant firstRun(AnalyticsRule rule, Instant arrived) {
    return switch (rule.schedule()) {
      case Schedule.NearRealTime _ -> arrived;
      case Schedule.Scheduled scheduled -> arrived.plus(scheduled.queryFrequency());
    };
  }

  private Instant latest(Instant otherwise) {
    return history.extent().map(StoredHistory.Extent::last).orElse(otherwise);
  }

  /** What the run sees that looks at an instant; a near-real-time one only what came with it. */
  private RowScope scope(AnalyticsRule rule, Instant at, Instant from, @Nullable Instant arrived) {
    long through = history.through(at);
    return rule.isNearRealTime() && arrived != null && arrived.equals(at)
        ? new RowScope(history.through(at.minusNanos(1000)), through, from)
        : new RowScope(null, through, from);
  }

  private static Clause clause(QueryOutline outline, ClauseQueries queries, int position) {
    QueryOutline.Step step = outline.steps().get(position);
    List<Condition> conditions = new ArrayList<>();
    if (step.conditions().size() > 1) {
      StringBuilder pipe = new StringBuilder(outline.before(position));
      for (QueryOutline.Condition condition : step.conditions()) {
        pipe.append("\n| where ").append(condition.text());
        conditions.add(
            new Condition(condition.text(), condition.span(), queries.count(pipe.toString())));
      }
    }
    // The last condition leaves what the clause leaves.
    Long rows =
        conditions.isEmpty()
            ? queries.count(outline.before(position + 1))
            : conditions.getLast().rows();
    return new Clause(step.text(), step.span(), rows, conditions);
  }

  private static String verdict(AnalyticsRule rule, long rows) {
    String trigger = rule.trigger().words();
    return rule.trigger().isMetBy(rows)
        ? "%d %s: an alert is raised, since there are %s"
            .formatted(rows, rows == 1 ? "row" : "rows", trigger)
        : "%d %s: no alert, which takes %s".formatted(rows, rows == 1 ? "row" : "rows", trigger);
  }
}
