package io.vedette.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.analytics.rules.AnalyticsRule;
import io.vedette.analytics.rules.RuleReader;
import io.vedette.ingestion.Ingestion;
import io.vedette.ingestion.IngestionOutcome;
import io.vedette.ingestion.IngestionRequest;
import io.vedette.ingestion.IngestionSettings;
import io.vedette.ingestion.StoredHistory;
import io.vedette.query.DatabaseSettings;
import io.vedette.query.EventDatabase;
import io.vedette.query.QueryEngine;
import io.vedette.workspace.TableCatalog;
import io.vedette.workspace.Workspace;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A workspace in memory whose rows came in when their events happened. */
public final class PastEvents implements AutoCloseable {
  private final EventDatabase database =
      EventDatabase.inMemory(new DatabaseSettings(512L << 20, 2));
  private final Workspace workspace = Workspace.inMemory(TableCatalog.fromClassPath());
  private final QueryEngine engine = new QueryEngine(database, workspace::schema, 2);

  /** Holds the rows of one table, which may come in any order. */
  public PastEvents(String table, List<Map<String, @Nullable Object>> rows) {
    try (Ingestion ingestion =
        new Ingestion(database, workspace, InstantSource.system(), IngestionSettings.DEFAULT)) {
      assertThat(ingestion.ingest(new IngestionRequest("test", table, rows)))
          .isInstanceOfSatisfying(
              IngestionOutcome.Stored.class, stored -> assertThat(stored.refused()).isEmpty());
    }
    history().arrangeByEventTime();
  }

  public QueryEngine engine() {
    return engine;
  }

  public StoredHistory history() {
    return new StoredHistory(database);
  }

  /** A failed sign-in from an address, of SecurityEvent. */
  public static Map<String, @Nullable Object> failure(Instant at, String address, String account) {
    return Map.of(
        "TimeGenerated",
        at.toString(),
        "EventID",
        4625,
        "IpAddress",
        address,
        "Account",
        account,
        "LogonType",
        3);
  }

  /** A rule from YAML without the fields that are alike in all tests. */
  public static AnalyticsRule rule(String yaml) {
    String whole =
        """
        id: 3f9a2a52-6d3c-4e55-9a2b-1f0c8e9d7a10
        name: Guessing
        description: Many failures from one address.
        severity: Medium
        """
            + yaml;
    RuleReader.Outcome outcome = RuleReader.read("rule.yaml", whole);
    assertThat(outcome).as(outcome.toString()).isInstanceOf(RuleReader.Outcome.Read.class);
    return ((RuleReader.Outcome.Read) outcome).rule();
  }

  @Override
  public void close() {
    engine.close();
    database.close();
  }
}
