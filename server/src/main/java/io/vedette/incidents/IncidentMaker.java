package io.vedette.incidents;

import io.vedette.analytics.Alert;
import io.vedette.analytics.AlertSink;
import io.vedette.analytics.rules.AnalyticsRule;
import io.vedette.analytics.rules.AnalyticsRule.Severity;
import io.vedette.analytics.rules.IncidentConfiguration.Grouping;
import io.vedette.incidents.IncidentDetails.Activity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes incidents of alerts, in the transaction that writes the alerts. */
final class IncidentMaker implements AlertSink {
  private static final String ACTOR = "Analytics rule";

  private final IncidentStore store;

  IncidentMaker(IncidentStore store) {
    this.store = store;
  }

  @Override
  public void raised(AnalyticsRule rule, List<Alert> alerts) {
    // Incidents that this run has touched are saved once, with all their alerts.
    Map<Long, IncidentRecord> touched = new LinkedHashMap<>();
    long next = store.nextNumber();
    for (Alert alert : alerts) {
      List<EntityStore.Known> entities = store.entities.note(alert);
      if (!rule.incidentConfiguration().createIncident()) {
        continue;
      }
      GroupingKey key = GroupingKey.of(rule, alert, entities);
      IncidentRecord before = sharing(rule, alert, key, touched);
      IncidentRecord incident =
          before == null ? created(next++, rule, alert, key) : joined(before, alert);
      if (before == null) {
        store.write(incident);
      }
      touched.put(incident.number(), incident);
      store.addAlert(incident.number(), alert.id(), rule.id(), key.key(), alert.createdAt());
      entities.forEach(known -> store.addEntity(incident.number(), known.id()));
      log(incident, before, alert);
    }
    touched.values().forEach(store::save);
  }

  private @Nullable IncidentRecord sharing(
      AnalyticsRule rule, Alert alert, GroupingKey key, Map<Long, IncidentRecord> touched) {
    Grouping grouping = rule.grouping();
    if (grouping == null || key.key() == null) {
      return null;
    }
    Optional<IncidentRecord> found =
        store.sharing(rule.id(), key.key(), alert.createdAt().minus(grouping.lookback()));
    if (found.isEmpty()) {
      return null;
    }
    IncidentRecord incident = touched.getOrDefault(found.get().number(), found.get());
    boolean open = incident.status() != IncidentStatus.Closed;
    return open || grouping.reopenClosedIncident() ? incident : null;
  }

  private static IncidentRecord created(
      long number, AnalyticsRule rule, Alert alert, GroupingKey key) {
    return new IncidentRecord(
        number,
        UUID.randomUUID().toString(),
        alert.name(),
        alert.description(),
        alert.severity(),
        false,
        IncidentStatus.New,
        null,
        null,
        null,
        null,
        List.of(),
        alert.tactics(),
        alert.techniques(),
        rule.id(),
        key.reason(),
        alert.createdAt(),
        null,
        alert.createdAt(),
        null,
        null,
        alert.startTime(),
        alert.endTime(),
        1,
        alert.eventCount(),
        0,
        rule.name(),
        1);
  }

  private static IncidentRecord joined(IncidentRecord incident, Alert alert) {
    boolean reopened = incident.status() == IncidentStatus.Closed;
    Instant at = alert.createdAt();
    return new IncidentRecord(
        incident.number(),
        incident.id(),
        incident.title(),
        incident.description(),
        severity(incident, alert),
        incident.severitySetByHand(),
        reopened ? IncidentStatus.Active : incident.status(),
        incident.owner(),
        reopened ? null : incident.classification(),
        reopened ? null : incident.classificationReason(),
        reopened ? null : incident.classificationComment(),
        incident.labels(),
        union(incident.tactics(), alert.tactics()),
        union(incident.techniques(), alert.techniques()),
        incident.ruleId(),
        incident.groupingReason(),
        incident.createdAt(),
        incident.firstModifiedAt() == null ? at : incident.firstModifiedAt(),
        at,
        incident.acknowledgedAt(),
        reopened ? null : incident.closedAt(),
        earlier(incident.firstActivityAt(), alert.startTime()),
        later(incident.lastActivityAt(), alert.endTime()),
        incident.alertCount() + 1,
        incident.eventCount() + alert.eventCount(),
        incident.commentCount(),
        alert.ruleName(),
        incident.version() + 1);
  }

  /** The worst severity of the alerts, unless somebody set it by hand. */
  private static Severity severity(IncidentRecord incident, Alert alert) {
    boolean worse = alert.severity().compareTo(incident.severity()) < 0;
    return worse && !incident.severitySetByHand() ? alert.severity() : incident.severity();
  }

  private void log(IncidentRecord incident, @Nullable IncidentRecord before, Alert alert) {
    Instant at = alert.createdAt();
    if (before == null) {
      store.log(
          incident.number(),
          new Activity(
              at, ACTOR, "Created", "Created by the rule \"%s\".".formatted(alert.ruleName())));
      return;
    }
    if (before.status() == IncidentStatus.Closed) {
      store.log(
          incident.number(),
          new Activity(at, ACTOR, "Reopened", "Opened again by a further alert of its rule."));
    }
    store.log(
        incident.number(),
        new Activity(at, ACTOR, "AlertAdded", "Alert \"%s\" joined.".formatted(alert.name())));
  }

  private static List<String> union(List<String> one, List<String> other) {
    Set<String> union = new LinkedHashSet<>(one);
    union.addAll(other);
    return List.copyOf(union);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
