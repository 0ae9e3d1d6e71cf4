package io.vedette.incidents;

import io.vedette.analytics.rules.AnalyticsRule.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An incident as the queue shows it; also the live event {@code incident}.
 *
 * @param entitySummary its most named entities
 * @param etag changes with every change; give it back to change only what was seen
 */
public record IncidentSummary(
    long number,
    String title,
    Severity severity,
    IncidentStatus status,
    @Nullable String owner,
    List<String> labels,
    Instant createdAt,
    Instant lastUpdateAt,
    Instant firstActivityAt,
    Instant lastActivityAt,
    int alertCount,
    long eventCount,
    int commentCount,
    int bookmarkCount,
    List<String> tactics,
    List<String> techniques,
    List<String> productNames,
    List<EntityLabel> entitySummary,
    @Nullable Classification classification,
    Classification.@Nullable Reason classificationReason,
    String etag) {

  public IncidentSummary {
    labels = List.copyOf(labels);
    tactics = List.copyOf(tactics);
    techniques = List.copyOf(techniques);
    productNames = List.copyOf(productNames);
    entitySummary = List.copyOf(entitySummary);
  }

  /** Type, such as {@code Account}, and name of an entity. */
  public record EntityLabel(String type, String label) {}
}
