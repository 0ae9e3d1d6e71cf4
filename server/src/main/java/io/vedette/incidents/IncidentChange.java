package io.vedette.incidents;

import io.vedette.analytics.rules.AnalyticsRule.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to change of an incident; what is null stays.
 *
 * @param owner an account's name; empty for nobody
 * @param labels the tags it has from now on
 * @param addLabels tags that come to those it has
 * @param etag the etag of what was seen; null: whatever it is now
 */
public record IncidentChange(
    @Nullable IncidentStatus status,
    @Nullable Severity severity,
    @Nullable String owner,
    @Nullable List<String> labels,
    @Nullable List<String> addLabels,
    @Nullable String title,
    @Nullable Classification classification,
    Classification.@Nullable Reason classificationReason,
    @Nullable String classificationComment,
    @Nullable String etag) {
  /** Nothing but another status. */
  public static IncidentChange status(IncidentStatus status) {
    return new IncidentChange(status, null, null, null, null, null, null, null, null, null);
  }
}
