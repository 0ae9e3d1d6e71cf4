package io.vedette.incidents;

import io.vedette.analytics.MicroTime;
import io.vedette.analytics.rules.AnalyticsRule.Severity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** One row of the table incident. */
record IncidentRecord(
    long number,
    String id,
    String title,
    String description,
    Severity severity,
    boolean severitySetByHand,
    IncidentStatus status,
    @Nullable String owner,
    @Nullable Classification classification,
    Classification.@Nullable Reason classificationReason,
    @Nullable String classificationComment,
    List<String> labels,
    List<String> tactics,
    List<String> techniques,
    String ruleId,
    String groupingReason,
    Instant createdAt,
    @Nullable Instant firstModifiedAt,
    Instant updatedAt,
    @Nullable Instant acknowledgedAt,
    @Nullable Instant closedAt,
    Instant firstActivityAt,
    Instant lastActivityAt,
    int alertCount,
    long eventCount,
    int commentCount,
    String modifiedBy,
    long version) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

  IncidentRecord {
    labels = List.copyOf(labels);
    tactics = List.copyOf(tactics);
    techniques = List.copyOf(techniques);
  }

  /** The etag of this version. */
  String etag() {
    return String.valueOf(version);
  }

  IncidentSummary summary(List<IncidentSummary.EntityLabel> entities) {
    return new IncidentSummary(
        number,
        title,
        severity,
        status,
        owner,
        labels,
        createdAt,
        updatedAt,
        firstActivityAt,
        lastActivityAt,
        alertCount,
        eventCount,
        commentCount,
        0,
        tactics,
        techniques,
        List.of("Microsoft Sentinel"),
        entities,
        classification,
        classificationReason,
        etag());
  }

  static IncidentRecord read(ResultSet row, int position) throws SQLException {
    String classification = row.getString("classification");
    String reason = row.getString("classification_reason");
    return new IncidentRecord(
        row.getLong("number"),
        row.getString("id"),
        row.getString("title"),
        row.getString("description"),
        Severity.valueOf(row.getString("severity")),
        row.getInt("severity_set_by_hand") == 1,
        IncidentStatus.valueOf(row.getString("status")),
        row.getString("owner"),
        classification == null ? null : Classification.valueOf(classification),
        reason == null ? null : Classification.Reason.valueOf(reason),
        row.getString("classification_comment"),
        JSON.readValue(row.getString("labels"), TEXTS),
        JSON.readValue(row.getString("tactics"), TEXTS),
        JSON.readValue(row.getString("techniques"), TEXTS),
        row.getString("rule_id"),
        row.getString("grouping_reason"),
        MicroTime.instant(row.getLong("created_at")),
        MicroTime.instantOrNull(row.getObject("first_modified_at")),
        MicroTime.instant(row.getLong("updated_at")),
        MicroTime.instantOrNull(row.getObject("acknowledged_at")),
        MicroTime.instantOrNull(row.getObject("closed_at")),
        MicroTime.instant(row.getLong("first_activity_at")),
        MicroTime.instant(row.getLong("last_activity_at")),
        row.getInt("alert_count"),
        row.getLong("event_count"),
        row.getInt("comment_count"),
        row.getString("modified_by"),
        row.getLong("version"));
  }

  /** All columns and their values. */
  Map<String, @Nullable Object> columns() {
    Map<String, @Nullable Object> columns = new LinkedHashMap<>();
    columns.put("number", number);
    columns.put("id", id);
    columns.put("title", title);
    columns.put("description", description);
    columns.put("severity", severity.name());
    columns.put("severity_set_by_hand", severitySetByHand ? 1 : 0);
    columns.put("status", status.name());
    columns.put("owner", owner);
    columns.put("classification", classification == null ? null : classification.name());
    columns.put(
        "classification_reason", classificationReason == null ? null : classificationReason.name());
    columns.put("classification_comment", classificationComment);
    columns.put("labels", JSON.writeValueAsString(labels));
    columns.put("tactics", JSON.writeValueAsString(tactics));
    columns.put("techniques", JSON.writeValueAsString(techniques));
    columns.put("rule_id", ruleId);
    columns.put("grouping_reason", groupingReason);
    columns.put("created_at", MicroTime.of(createdAt));
    columns.put("first_modified_at", MicroTime.ofNullable(firstModifiedAt));
    columns.put("updated_at", MicroTime.of(updatedAt));
    columns.put("acknowledged_at", MicroTime.ofNullable(acknowledgedAt));
    columns.put("closed_at", MicroTime.ofNullable(closedAt));
    columns.put("first_activity_at", MicroTime.of(firstActivityAt));
    columns.put("last_activity_at", MicroTime.of(lastActivityAt));
    columns.put("alert_count", alertCount);
    columns.put("event_count", eventCount);
    columns.put("comment_count", commentCount);
    columns.put("modified_by", modifiedBy);
    columns.put("version", version);
    return columns;
  }
}
