package io.vedette.analytics.tests;

import io.vedette.analytics.Alert;
import io.vedette.analytics.ContentWatchlists;
import io.vedette.analytics.RuleDiagnostic;
import io.vedette.analytics.RuleRunner;
import io.vedette.analytics.RunWindow;
import io.vedette.analytics.rules.AnalyticsRule;
import io.vedette.ingestion.Ingestion;
import io.vedette.ingestion.IngestionOutcome;
import io.vedette.ingestion.IngestionRequest;
import io.vedette.ingestion.IngestionSettings;
import io.vedette.ingestion.StoredWatchlists;
import io.vedette.kql.RowScope;
import io.vedette.query.DatabaseSettings;
import io.vedette.query.EventDatabase;
import io.vedette.query.QueryEngine;
import io.vedette.workspace.TableCatalog;
import io.vedette.workspace.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs the cases of one rule, each in an empty workspace of its own, as the server would. */
final class RuleTestRun implements AutoCloseable {
  private static final DatabaseSettings SMALL = new DatabaseSettings(512L << 20, 2);

  private final AnalyticsRule rule;
  private final TableCatalog tables;
  private final List<ContentWatchlists.Given> watchlists;
  private Bench bench;

  /**
   * @param watchlists those that queries find
   */
  RuleTestRun(AnalyticsRule rule, TableCatalog tables, List<ContentWatchlists.Given> watchlists) {
    this.rule = rule;
    this.tables = tables;
    this.watchlists = watchlists;
    this.bench = new Bench(tables, watchlists);
  }

  /** Why the rule cannot run at all; empty when it can. */
  List<RuleDiagnostic> problems() {
    return bench.runner.problems(rule, Instant.EPOCH);
  }

  /** Runs a case; returns what is wrong, or null. */
  @Nullable String run(RuleTest.Case one) {
    if (bench.used) {
      bench.close();
      bench = new Bench(tables, watchlists);
    }
    bench.used = true;
    List<Alert> alerts = new ArrayList<>();
    String failure = null;
    long evaluated = 0;
    for (RuleTest.Delivery delivery : one.deliveries()) {
      bench.clock.set(delivery.received());
      failure = failure == null ? bench.store(delivery) : failure;
      if (failure == null && rule.isNearRealTime()) {
        long through = bench.ingestion.lastSequence();
        failure = evaluate(delivery.received(), delivery.received(), evaluated, through, alerts);
        evaluated = through;
      }
    }
    if (failure == null && !rule.isNearRealTime()) {
      failure = evaluate(one.clock(), one.clock(), null, bench.ingestion.lastSequence(), alerts);
    }
    if (failure == null) {
      failure = ExpectedAlerts.difference(one.alerts(), alerts);
    }
    return failure == null && one.alerts().isEmpty() ? emptiness(one) : failure;
  }

  /** Why a case that expects nothing could not have failed, or null. */
  private @Nullable String emptiness(RuleTest.Case one) {
    if (rule.trigger().isMetBy(0)) {
      return null;
    }
    Set<String> stored = new TreeSet<>();
    for (RuleTest.Delivery delivery : one.deliveries()) {
      delivery
          .events()
          .forEach(
              (table, rows) -> {
                if (!rows.isEmpty()) {
                  stored.add(table);
                }
              });
    }
    Set<String> read = bench.runner.tables(rule, one.clock());
    if (stored.stream().anyMatch(read::contains)) {
      return null;
    }
    return "this case cannot fail: it expects no alert, and "
        + (stored.isEmpty()
            ? "it has no events"
            : "the query reads none of the tables of its events, " + String.join(", ", stored));
  }

  private @Nullable String evaluate(
      Instant now, Instant received, @Nullable Long after, long through, List<Alert> alerts) {
    bench.clock.set(now);
    Instant from = received.minus(rule.queryPeriod());
    RunWindow window =
        new RunWindow(now, from, now, new RowScope(after, through, from), received, received);
    return switch (bench.runner.run(rule, window)) {
      case RuleRunner.Result.Evaluated evaluated -> {
        alerts.addAll(evaluated.alerts());
        yield evaluated.note();
      }
      case RuleRunner.Result.Failed failed -> "the query failed: " + failed.message();
    };
  }

  @Override
  public void close() {
    bench.close();
  }

  /** A workspace in memory. */
  private static final class Bench implements AutoCloseable {
    final AtomicReference<Instant> clock = new AtomicReference<>(Instant.EPOCH);
    final EventDatabase database;
    final Ingestion ingestion;
    final QueryEngine engine;
    final RuleRunner runner;
    boolean used;

    Bench(TableCatalog tables, List<ContentWatchlists.Given> watchlists) {
      Workspace workspace = Workspace.inMemory(tables);
      database = EventDatabase.inMemory(SMALL);
      ingestion = new Ingestion(database, workspace, clock::get, IngestionSettings.DEFAULT);
      StoredWatchlists store = new StoredWatchlists(ingestion, workspace, clock::get);
      watchlists.forEach(given -> store.putWatchlist(given.watchlist(), given.items()));
      engine = new QueryEngine(database, workspace::schema, 2);
      runner = new RuleRunner(engine, clock::get);
    }

    @Nullable String store(RuleTest.Delivery delivery) {
      for (Map.Entry<String, List<Map<String, @Nullable Object>>> table :
          delivery.events().entrySet()) {
        if (table.getValue().isEmpty()) {
          continue;
        }
        IngestionOutcome outcome =
            ingestion.ingest(new IngestionRequest("test", table.getKey(), table.getValue()));
        String problem =
            switch (outcome) {
              case IngestionOutcome.Stored stored ->
                  stored.refused().isEmpty() && stored.warnings().isEmpty()
                      ? null
                      : "events do not fit %s: %s %s"
                          .formatted(table.getKey(), stored.refused(), stored.warnings());
              case IngestionOutcome.Refused refused -> "events were refused: " + refused.rows();
              case IngestionOutcome.Overloaded overloaded -> overloaded.reason();
              case IngestionOutcome.AlreadyStored _ -> null;
            };
        if (problem != null) {
          return problem;
        }
      }
      return null;
    }

    @Override
    public void close() {
      ingestion.close();
      engine.close();
      database.close();
    }
  }
}
