package io.vedette.portalapi;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.vedette.analytics.Alert;
import io.vedette.analytics.rules.AnalyticsRule.Severity;
import io.vedette.incidents.IncidentDetails;
import io.vedette.incidents.IncidentSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An incident with all that belongs to it, as the portal reads it: the summary's fields and more.
 */
record IncidentView(
    @JsonUnwrapped IncidentSummary summary,
    String description,
    String groupingReason,
    @Nullable String classificationComment,
    List<AlertView> alerts,
    List<IncidentDetails.Entity> entities,
    List<IncidentDetails.Comment> comments,
    List<IncidentDetails.Activity> activity,
    List<IncidentDetails.Similar> similar) {

  static IncidentView of(IncidentDetails details) {
    return new IncidentView(
        details.summary(),
        details.description(),
        details.groupingReason(),
        details.classificationComment(),
        details.alerts().stream()
            .map(
                alert ->
                    AlertView.of(
                        alert, details.alertEntities().getOrDefault(alert.id(), List.of())))
            .toList(),
        details.entities(),
        details.comments(),
        details.activity(),
        details.similar());
  }

  /** An alert as the portal reads it. */
  record AlertView(
      String id,
      String name,
      Severity severity,
      String description,
      String ruleId,
      String ruleName,
      Instant startTime,
      Instant endTime,
      Instant createdAt,
      List<String> tactics,
      List<String> techniques,
      List<IncidentDetails.Entity> entities,
      Map<String, List<String>> customDetails,
      long eventCount,
      String query,
      Instant queryStart,
      Instant queryEnd,
      Latency latency,
      @Nullable String note) {

    /** When each step of the alert was done, and how long the last of them took together. */
    record Latency(
        @Nullable Instant eventTime,
        @Nullable Instant received,
        @Nullable Instant stored,
        Instant evaluated,
        Instant raised,
        @Nullable Long acknowledgedToRaisedMillis) {}

    static AlertView of(Alert alert, List<IncidentDetails.Entity> entities) {
      Alert.Latency latency = alert.latency();
      Instant stored = latency.stored();
      return new AlertView(
          alert.id(),
          alert.name(),
          alert.severity(),
          alert.description(),
          alert.ruleId(),
          alert.ruleName(),
          alert.startTime(),
          alert.endTime(),
          alert.createdAt(),
          alert.tactics(),
          alert.techniques(),
          entities,
          alert.customDetails(),
          alert.eventCount(),
          alert.query(),
          alert.queryStart(),
          alert.queryEnd(),
          new Latency(
              latency.eventTime(),
              latency.received(),
              stored,
              latency.evaluated(),
              latency.raised(),
              stored == null ? null : Duration.between(stored, latency.raised()).toMillis()),
          alert.note());
    }
  }
}
