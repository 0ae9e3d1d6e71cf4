package io.vedette.analytics;

import io.vedette.analytics.rules.AnalyticsRule;
import io.vedette.analytics.rules.RuleCatalog;
import io.vedette.analytics.rules.RuleEntry;
import io.vedette.ingestion.Ingestion;
import io.vedette.query.QueryEngine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The analytics rules of the workspace: what there is, how they do, and the switch for each. */
public final class AnalyticsRules implements AutoCloseable {
  private static final AlertStore.Counts NO_ALERTS = new AlertStore.Counts(0, 0);

  private final RuleCatalog catalog;
  private final RuleLedger ledger;
  private final AlertStore alerts;
  private final RuleEvaluation evaluation;
  private final Ingestion ingestion;
  private final InstantSource clock;

  /** Where rules keep their state, and who hears of what they raise. */
  public record State(
      JdbcClient jdbc,
      TransactionOperations transaction,
      Outbox outbox,
      AlertSink sink,
      UUID workspaceId,
      RuleListener listener) {}

  public AnalyticsRules(
      RuleCatalog catalog,
      QueryEngine engine,
      Ingestion ingestion,
      InstantSource clock,
      State state) {
    this.catalog = catalog;
    this.ingestion = ingestion;
    this.clock = clock;
    this.alerts = new AlertStore(state.jdbc());
    this.ledger =
        new RuleLedger(
            state.jdbc(),
            state.transaction(),
            clock,
            state.outbox(),
            state.sink(),
            new AlertRows(state.workspaceId()));
    this.evaluation =
        new RuleEvaluation(catalog, ledger, engine, ingestion, clock, state.listener());
  }

  /** Begins to run the rules: first what they missed, then what comes. */
  public void start() {
    evaluation.start();
  }

  /** All rules, by name. */
  public List<RuleView> list() {
    Map<String, RuleState> states = ledger.states();
    Instant now = clock.instant();
    Map<String, AlertStore.Counts> counts =
        alerts.counts(now.minus(Duration.ofDays(7)), now.minus(Duration.ofDays(30)));
    List<RuleView> views = new ArrayList<>();
    for (RuleEntry entry : catalog.entries()) {
      views.add(view(entry, states.get(entry.id()), counts.getOrDefault(entry.id(), NO_ALERTS)));
    }
    views.sort((one, other) -> name(one).compareToIgnoreCase(name(other)));
    return views;
  }

  private static String name(RuleView view) {
    return view.rule() == null ? view.entry().file() : view.rule().name();
  }

  private RuleView view(RuleEntry entry, @Nullable RuleState state, AlertStore.Counts counts) {
    AnalyticsRule rule = entry.rule();
    RuleTask task = evaluation.task(entry.id());
    List<RuleDiagnostic> diagnostics = new ArrayList<>();
    entry.problems().forEach(problem -> diagnostics.add(RuleDiagnostic.ofFile(problem)));
    if (task != null) {
      diagnostics.addAll(task.diagnostics());
    }
    return new RuleView(
        entry,
        state,
        rule != null && RuleEvaluation.isOn(rule, state),
        task == null ? null : task.nextRunAt(),
        diagnostics,
        counts);
  }

  /** The rule of that id; for a file that is no rule, of that file name. */
  public Optional<RuleView> find(String id) {
    return list().stream().filter(view -> view.entry().id().equals(id)).findFirst();
  }

  /** The latest runs of a rule, the newest first. */
  public List<RunRecord> runs(String id, int most) {
    return ledger.runs(id, most);
  }

  /**
   * Switches a rule on or off; nothing when there is none of that id. Switched on, it begins now.
   */
  public Optional<RuleView> switchRule(String id, boolean on) {
    Optional<RuleView> view = find(id).filter(found -> found.rule() != null);
    if (view.isPresent() && view.get().enabled() != on) {
      ledger.switchRule(id, on, ingestion.lastSequence(), clock.instant());
      evaluation.adoptCatalog();
    }
    return view.isEmpty() ? view : find(id);
  }

  /** Lets runs under way end and writes where all rules stand. */
  @Override
  public void close() {
    evaluation.close();
  }
}
