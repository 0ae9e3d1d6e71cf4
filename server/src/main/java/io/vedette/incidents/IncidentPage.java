package io.vedette.incidents;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.vedette.analytics.rules.AnalyticsRule.Severity;
import java.util.List;
import java.util.Map;

/**
 * A page of the queue.
 *
 * @param total incidents that the filter finds
 * @param counts of all incidents, whatever the filter
 */
public record IncidentPage(long total, Counts counts, List<IncidentSummary> value) {
  public IncidentPage {
    value = List.copyOf(value);
  }

  /** Open incidents, in all and by severity. */
  public record Counts(
      long open, @JsonProperty("new") long fresh, long active, Map<Severity, Long> bySeverity) {}
}
