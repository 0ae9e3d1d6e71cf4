package io.vedette;

import io.vedette.analytics.Alert;
import io.vedette.analytics.AnalyticsRules;
import io.vedette.analytics.ContentWatchlists;
import io.vedette.analytics.Outbox;
import io.vedette.analytics.OutboxDestination;
import io.vedette.analytics.RuleListener;
import io.vedette.analytics.explain.RuleExplainer;
import io.vedette.analytics.rules.RuleCatalog;
import io.vedette.analytics.rules.RuleFolder;
import io.vedette.incidents.Incidents;
import io.vedette.ingestion.Ingestion;
import io.vedette.ingestion.StoredHistory;
import io.vedette.ingestion.StoredWatchlists;
import io.vedette.platform.LiveEvent;
import io.vedette.platform.LiveEvents;
import io.vedette.platform.Settings;
import io.vedette.query.EventDatabase;
import io.vedette.query.QueryEngine;
import io.vedette.workspace.WatchlistStore;
import io.vedette.workspace.Workspace;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Rules and the incidents that they make. */
@Configuration(proxyBeanMethods = false)
class WiringAnalytics {
  @Bean(initMethod = "start")
  Outbox outbox(JdbcClient jdbc, Ingestion ingestion) {
    return new Outbox(jdbc, new OutboxDestination(ingestion));
  }

  @Bean
  Incidents incidents(
      JdbcClient jdbc,
      TransactionOperations transaction,
      InstantSource clock,
      Outbox outbox,
      LiveEvents live) {
    return new Incidents(
        jdbc,
        transaction,
        clock,
        outbox,
        incident -> live.publish(new LiveEvent("incident", incident)));
  }

  @Bean
  WatchlistStore watchlistStore(Ingestion ingestion, Workspace workspace, InstantSource clock) {
    StoredWatchlists store = new StoredWatchlists(ingestion, workspace, clock);
    ContentWatchlists.install(store, workspace.watchlists().keySet());
    return store;
  }

  @Bean
  RuleCatalog ruleCatalog(Settings settings) {
    return new RuleCatalog(RuleFolder.content(), settings.file("rules"));
  }

  @Bean(initMethod = "start")
  AnalyticsRules analyticsRules(
      RuleCatalog catalog,
      QueryEngine engine,
      Ingestion ingestion,
      InstantSource clock,
      WatchlistStore watchlists,
      AnalyticsRules.State state) {
    Objects.requireNonNull(watchlists, "rules begin when their watchlists are there");
    return new AnalyticsRules(catalog, engine, ingestion, clock, state);
  }

  @Bean
  RuleExplainer ruleExplainer(QueryEngine engine, EventDatabase database, InstantSource clock) {
    return new RuleExplainer(engine, new StoredHistory(database), clock);
  }

  @Bean
  AnalyticsRules.State analyticsState(
      JdbcClient jdbc,
      TransactionOperations transaction,
      Outbox outbox,
      Incidents incidents,
      Workspace workspace,
      LiveEvents live) {
    return new AnalyticsRules.State(
        jdbc, transaction, outbox, incidents.sink(), workspace.id(), published(live));
  }

  private static RuleListener published(LiveEvents live) {
    return new RuleListener() {
      @Override
      public void alert(Alert alert) {
        live.publish(
            new LiveEvent(
                "alert",
                Map.of(
                    "id", alert.id(),
                    "name", alert.name(),
                    "severity", alert.severity(),
                    "ruleId", alert.ruleId(),
                    "createdAt", alert.createdAt())));
      }

      @Override
      public void ran(String ruleId) {
        live.publish(new LiveEvent("rule", Map.of("id", ruleId)));
      }
    };
  }
}
