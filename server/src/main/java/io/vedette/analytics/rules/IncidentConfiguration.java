package io.vedette.analytics.rules;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether a rule's alerts make incidents, and which alerts share one.
 *
 * @param grouping null: one incident per alert
 */
public record IncidentConfiguration(boolean createIncident, @Nullable Grouping grouping) {
  /** Sentinel's default: an incident per alert. */
  public static final IncidentConfiguration DEFAULT = new IncidentConfiguration(true, null);

  /**
   * Which alerts of the rule share an incident.
   *
   * @param lookback only with alerts raised so long before
   * @param groupByEntities entity types that must agree, for {@link MatchingMethod#Selected}
   * @param groupByAlertDetails {@code DisplayName} or {@code Severity}
   * @param groupByCustomDetails names of custom details that must agree
   */
  public record Grouping(
      boolean reopenClosedIncident,
      Duration lookback,
      MatchingMethod matchingMethod,
      List<String> groupByEntities,
      List<String> groupByAlertDetails,
      List<String> groupByCustomDetails) {
    public Grouping {
      groupByEntities = List.copyOf(groupByEntities);
      groupByAlertDetails = List.copyOf(groupByAlertDetails);
      groupByCustomDetails = List.copyOf(groupByCustomDetails);
    }
  }

  /** What must agree. */
  public enum MatchingMethod {
    AllEntities,
    AnyAlert,
    Selected
  }
}
