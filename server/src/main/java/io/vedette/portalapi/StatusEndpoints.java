package io.vedette.portalapi;

import io.vedette.analytics.AnalyticsRules;
import io.vedette.analytics.RuleView;
import io.vedette.incidents.IncidentFilter;
import io.vedette.incidents.Incidents;
import io.vedette.ingestion.Ingestion;
import io.vedette.platform.ServerAddress;
import io.vedette.platform.Settings;
import io.vedette.platform.Version;
import io.vedette.query.EventDatabase;
import io.vedette.query.QueryEngine;
import io.vedette.query.QueryOutcome;
import io.vedette.query.QueryRequest;
import io.vedette.query.RowCounts;
import io.vedette.workspace.Workspace;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the server is, in figures. */
@RestController
final class StatusEndpoints {
  private static final String REFUSED = "VedetteIngestion | summarize sum(Refused)";

  private final Settings settings;
  private final InstantSource clock;
  private final Instant startedAt;
  private final Workspace workspace;
  private final RowCounts counts;
  private final QueryEngine engine;
  private final Ingestion ingestion;
  private final IngestionRate rate;
  private final AnalyticsRules rules;
  private final Incidents incidents;

  StatusEndpoints(
      Settings settings,
      InstantSource clock,
      Workspace workspace,
      EventDatabase database,
      QueryEngine engine,
      Ingestion ingestion,
      IngestionRate rate,
      AnalyticsRules rules,
      Incidents incidents) {
    this.settings = settings;
    this.clock = clock;
    this.startedAt = clock.instant();
    this.workspace = workspace;
    this.counts = new RowCounts(database);
    this.engine = engine;
    this.ingestion = ingestion;
    this.rate = rate;
    this.rules = rules;
    this.incidents = incidents;
  }

  record StatusView(
      String version,
      @Nullable URI address,
      Instant startedAt,
      long uptimeSeconds,
      String workspace,
      List<Table> tables,
      Rules rules,
      OpenIncidents incidents,
      Rate ingestion,
      long lastSequence) {

    record Table(String name, long rows) {}

    record Rules(long enabled, long failing) {}

    record OpenIncidents(long open) {}

    /** {@code refused} counts rows ever refused; null while the ledger cannot be read. */
    record Rate(double rowsPerSecond, @Nullable Long refused) {}
  }

  @GetMapping("/api/status")
  StatusView status() {
    List<RuleView> all = rules.list();
    List<StatusView.Table> tables =
        counts.all().entrySet().stream()
            .map(table -> new StatusView.Table(table.getKey(), table.getValue()))
            .toList();
    return new StatusView(
        Version.text(),
        ServerAddress.find(settings.dataDirectory()).orElse(null),
        startedAt,
        Duration.between(startedAt, clock.instant()).toSeconds(),
        workspace.id().toString(),
        tables,
        new StatusView.Rules(
            all.stream().filter(RuleView::enabled).count(),
            all.stream().filter(rule -> rule.enabled() && !rule.diagnostics().isEmpty()).count()),
        new StatusView.OpenIncidents(incidents.list(IncidentFilter.ALL).counts().open()),
        new StatusView.Rate(rate.rowsPerSecond(), refused()),
        ingestion.lastSequence());
  }

  private @Nullable Long refused() {
    QueryOutcome outcome = engine.run(QueryRequest.of(REFUSED, clock.instant()));
    return outcome instanceof QueryOutcome.Completed completed
            && completed.primary().rows().getFirst()[0] instanceof Long refused
        ? refused
        : null;
  }
}
