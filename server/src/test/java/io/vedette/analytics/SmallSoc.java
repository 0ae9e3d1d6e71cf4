package io.vedette.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.analytics.rules.RuleCatalog;
import io.vedette.incidents.Incidents;
import io.vedette.ingestion.Ingestion;
import io.vedette.ingestion.IngestionOutcome;
import io.vedette.ingestion.IngestionRequest;
import io.vedette.ingestion.IngestionSettings;
import io.vedette.platform.StateDatabase;
import io.vedette.query.DatabaseSettings;
import io.vedette.query.EventDatabase;
import io.vedette.query.QueryEngine;
import io.vedette.query.QueryOutcome;
import io.vedette.query.QueryRequest;
import io.vedette.workspace.TableCatalog;
import io.vedette.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Ingestion, rules and incidents on the real files of one folder, with the rules of its own folder.
 */
public final class SmallSoc implements AutoCloseable {
  private static final DatabaseSettings SMALL = new DatabaseSettings(512L << 20, 2);

  final StateDatabase state;
  final Workspace workspace;
  final EventDatabase events;
  final Ingestion ingestion;
  final QueryEngine engine;
  final Outbox outbox;
  final Incidents incidents;
  final AnalyticsRules rules;
  final AlertStore alerts;
  private final InstantSource clock;

  private SmallSoc(Path folder, InstantSource clock, UnaryOperator<AlertSink> sink) {
    this.clock = clock;
    state = StateDatabase.open(folder.resolve("state.db"));
    workspace = Workspace.open(folder, TableCatalog.fromClassPath());
    events = EventDatabase.open(folder.resolve("events.duckdb"), SMALL);
    ingestion = new Ingestion(events, workspace, clock, IngestionSettings.DEFAULT);
    engine = new QueryEngine(events, workspace::schema, 4);
    outbox = new Outbox(state.jdbc(), new OutboxDestination(ingestion));
    incidents = new Incidents(state.jdbc(), state.transaction(), clock, outbox, incident -> {});
    alerts = new AlertStore(state.jdbc());
    rules =
        new AnalyticsRules(
            new RuleCatalog(List.of(), folder.resolve("rules")),
            engine,
            ingestion,
            clock,
            new AnalyticsRules.State(
                state.jdbc(),
                state.transaction(),
                outbox,
                sink.apply(incidents.sink()),
                workspace.id(),
                RuleListener.NONE));
  }

  /** Opens the folder and lets the rules run. */
  static SmallSoc start(Path folder, InstantSource clock) {
    return start(folder, clock, UnaryOperator.identity());
  }

  /** The same, with something between alerts and incidents. */
  static SmallSoc start(Path folder, InstantSource clock, UnaryOperator<AlertSink> sink) {
    SmallSoc soc = new SmallSoc(folder, clock, sink);
    soc.outbox.start();
    soc.rules.start();
    return soc;
  }

  /** Opens the folder without running rules. */
  static SmallSoc withoutRules(Path folder, InstantSource clock) {
    return new SmallSoc(folder, clock, UnaryOperator.identity());
  }

  /** Writes a rule into the folder's rules. */
  static void rule(Path folder, String name, String yaml) {
    try {
      Path rules = Files.createDirectories(folder.resolve("rules"));
      Files.writeString(rules.resolve(name + ".yaml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A near-real-time rule that raises an alert for each row of its query. */
  static String nearRealTime(int id, String query) {
    return """
    id: 00000000-0000-4000-8000-%012d
    name: Rule %d
    severity: Medium
    kind: NRT
    query: |
    %s
    entityMappings:
      - entityType: Host
        fieldMappings:
          - identifier: HostName
            columnName: Computer
    eventGroupingSettings:
      aggregationKind: AlertPerResult
    """
        .formatted(id, id, query.strip().indent(2).stripTrailing());
  }

  static String id(int id) {
    return "00000000-0000-4000-8000-%012d".formatted(id);
  }

  /** Stores one event of that id on each of these computers, in one commit. */
  void store(int eventId, String... computers) {
    List<Map<String, Object>> rows =
        java.util.Arrays.stream(computers)
            .map(
                computer ->
                    Map.<String, Object>of(
                        "TimeGenerated", clock.instant().toString(),
                        "EventID", eventId,
                        "Computer", computer))
            .toList();
    assertThat(ingestion.ingest(new IngestionRequest("test", "SecurityEvent", rows)))
        .isInstanceOf(IngestionOutcome.Stored.class);
  }

  /** The first column of a query's result. */
  List<String> ask(String kql) {
    return switch (engine.run(QueryRequest.of(kql, clock.instant()))) {
      case QueryOutcome.Completed completed ->
          completed.primary().rows().stream().map(SmallSoc::firstCell).toList();
      case QueryOutcome.Failed failed -> throw new AssertionError(failed.diagnostics());
      case QueryOutcome.Stopped stopped -> throw new AssertionError(stopped.message());
    };
  }

  private static String firstCell(@Nullable Object[] row) {
    return String.valueOf(row[0]);
  }

  /** The computers that alerts of the rule name, in the order of the alerts. */
  List<String> computers(int rule) {
    return alerts.ofRule(id(rule)).stream()
        .map(alert -> alert.entities().getFirst().label())
        .toList();
  }

  /** Waits until it is so; fails after a long time. */
  static void await(String what, BooleanSupplier condition) {
    for (int i = 0; i < 1200; i++) {
      if (condition.getAsBoolean()) {
        return;
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
    throw new AssertionError("waited in vain: " + what);
  }

  /** Waits until every row has been evaluated by the rule and everything it raised is stored. */
  void awaitEvaluated(int rule) {
    long last = ingestion.lastSequence();
    await(
        "rule " + rule + " through row " + last + " " + rules.find(id(rule)),
        () -> {
          RuleView view = rules.find(id(rule)).orElseThrow();
          return view.state() != null && view.state().watermark() >= last;
        });
    await("outbox", () -> outbox.waiting() == 0);
  }

  @Override
  public void close() {
    rules.close();
    outbox.close();
    ingestion.close();
    engine.close();
    events.close();
    state.close();
  }
}
