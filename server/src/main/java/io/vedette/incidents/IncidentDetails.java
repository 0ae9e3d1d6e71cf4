package io.vedette.incidents;

import io.vedette.analytics.Alert;
import io.vedette.analytics.rules.AnalyticsRule.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An incident with everything that belongs to it.
 *
 * @param groupingReason why its alerts are together, in words
 * @param alertEntities the entities of each alert, by the alert's id
 * @param similar other incidents that share entities with it, the most alike first
 */
public record IncidentDetails(
    IncidentSummary summary,
    String description,
    String groupingReason,
    @Nullable String classificationComment,
    List<Alert> alerts,
    Map<String, List<Entity>> alertEntities,
    List<Entity> entities,
    List<Comment> comments,
    List<Activity> activity,
    List<Similar> similar) {

  public IncidentDetails {
    alerts = List.copyOf(alerts);
    alertEntities = Map.copyOf(alertEntities);
    entities = List.copyOf(entities);
    comments = List.copyOf(comments);
    activity = List.copyOf(activity);
    similar = List.copyOf(similar);
  }

  /**
   * A real thing that alerts of the incident name.
   *
   * @param firstSeen over all alerts, not only this incident's
   * @param alertCount alerts of this incident that name it
   */
  public record Entity(
      String id,
      String type,
      String label,
      Map<String, String> properties,
      Instant firstSeen,
      Instant lastSeen,
      int alertCount) {}

  /** What somebody wrote. */
  public record Comment(String id, String author, String message, Instant createdAt) {}

  /** Something that happened to the incident. */
  public record Activity(Instant at, String actor, String kind, String text) {}

  /** Another incident, and what makes it similar in words. */
  public record Similar(
      long number, String title, String reason, Severity severity, IncidentStatus status) {}
}
