package io.vedette.analytics;

import io.vedette.analytics.rules.AnalyticsRule.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a rule raised.
 *
 * @param id the SystemAlertId
 * @param name the title that people see
 * @param startTime when the first event happened
 * @param endTime when the last event happened
 * @param entities each thing once
 * @param customDetails name and the distinct values in the alert's rows
 * @param properties further columns of SecurityAlert that the rule sets, such as RemediationSteps
 * @param eventCount rows of the query's result behind this alert
 * @param queryStart start of the window, by ingestion time
 * @param queryEnd end of the window, by ingestion time
 * @param note what was cut from the alert and why, or null
 */
public record Alert(
    String id,
    String ruleId,
    String ruleName,
    String name,
    Severity severity,
    String description,
    List<String> tactics,
    List<String> techniques,
    Instant startTime,
    Instant endTime,
    List<MappedEntity> entities,
    Map<String, List<String>> customDetails,
    Map<String, String> properties,
    long eventCount,
    String query,
    Instant queryStart,
    Instant queryEnd,
    Latency latency,
    @Nullable String note) {

  public Alert {
    tactics = List.copyOf(tactics);
    techniques = List.copyOf(techniques);
    entities = List.copyOf(entities);
    customDetails = Collections.unmodifiableMap(new LinkedHashMap<>(customDetails));
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }

  /** When it was raised. */
  public Instant createdAt() {
    return latency.raised();
  }

  /**
   * The way of the alert's events.
   *
   * @param eventTime when the latest event happened, by the source's clock
   * @param received when the first row came in that no run of the rule had seen before; null when
   *     there was none, or it was stored before the server started
   * @param stored when that row was durable and acknowledged; null likewise
   * @param evaluated when the query had its result
   * @param raised when the alert was written
   */
  public record Latency(
      @Nullable Instant eventTime,
      @Nullable Instant received,
      @Nullable Instant stored,
      Instant evaluated,
      Instant raised) {}
}
