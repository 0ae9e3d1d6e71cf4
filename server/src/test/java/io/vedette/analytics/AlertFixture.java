package io.vedette.analytics;

import io.vedette.analytics.rules.AnalyticsRule;
import io.vedette.analytics.rules.AnalyticsRule.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Alerts for tests that do not evaluate rules. */
public final class AlertFixture {
  private AlertFixture() {}

  /** An alert of a rule, raised at an instant about one event a second before. */
  public static Alert alert(
      AnalyticsRule rule, Instant at, Severity severity, List<MappedEntity> entities) {
    return new Alert(
        UUID.randomUUID().toString(),
        rule.id(),
        rule.name(),
        rule.name(),
        severity,
        rule.description(),
        rule.tactics(),
        rule.relevantTechniques(),
        at.minusSeconds(1),
        at.minusSeconds(1),
        entities,
        Map.of(),
        Map.of(),
        1,
        rule.query(),
        at.minusSeconds(60),
        at,
        new Alert.Latency(at.minusSeconds(1), at, at, at, at),
        null);
  }

  /** Writes the alert as a run would. */
  public static void store(JdbcClient jdbc, Alert alert) {
    new AlertStore(jdbc).insert(alert);
  }
}
