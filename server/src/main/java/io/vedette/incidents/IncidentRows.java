package io.vedette.incidents;

import io.vedette.incidents.IncidentDetails.Comment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Incidents as rows of SecurityIncident: one for each change, the latest is the state.
 *
 * <p>Source: Azure Monitor Logs table reference, "SecurityIncident".
 */
final class IncidentRows {
  private IncidentRows() {}

  static Map<String, @Nullable Object> row(
      IncidentRecord incident, List<String> alertIds, List<Comment> comments) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("TimeGenerated", incident.updatedAt().toString());
    row.put("IncidentName", incident.id());
    row.put("IncidentNumber", incident.number());
    row.put("Title", incident.title());
    row.put("Description", incident.description());
    row.put("Severity", incident.severity().name());
    row.put("Status", incident.status().name());
    row.put("Classification", nameOf(incident.classification()));
    row.put("ClassificationReason", nameOf(incident.classificationReason()));
    row.put("ClassificationComment", incident.classificationComment());
    row.put("Owner", owner(incident.owner()));
    row.put("Labels", labels(incident.labels()));
    row.put("AlertIds", alertIds);
    row.put("BookmarkIds", List.of());
    row.put("Comments", comments(comments));
    row.put("Tasks", List.of());
    row.put("RelatedAnalyticRuleIds", List.of(incident.ruleId()));
    row.put("ProviderName", "Azure Sentinel");
    row.put("ProviderIncidentId", String.valueOf(incident.number()));
    row.put("CreatedTime", incident.createdAt().toString());
    row.put("FirstModifiedTime", text(incident.firstModifiedAt()));
    row.put("LastModifiedTime", incident.updatedAt().toString());
    row.put("ClosedTime", text(incident.closedAt()));
    row.put("FirstActivityTime", incident.firstActivityAt().toString());
    row.put("LastActivityTime", incident.lastActivityAt().toString());
    row.put("ModifiedBy", incident.modifiedBy());
    row.put("IncidentUrl", "/incidents/" + incident.number());
    row.put("SourceSystem", "Azure");
    row.put("AdditionalData", additional(incident));
    return row;
  }

  private static @Nullable String nameOf(@Nullable Enum<?> constant) {
    return constant == null ? null : constant.name();
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static Map<String, @Nullable Object> owner(@Nullable String name) {
    Map<String, @Nullable Object> owner = new LinkedHashMap<>();
    owner.put("objectId", null);
    owner.put("email", null);
    owner.put("assignedTo", name);
    owner.put("userPrincipalName", name);
    return owner;
  }

  private static List<Map<String, String>> labels(List<String> labels) {
    return labels.stream().map(label -> Map.of("labelName", label, "labelType", "User")).toList();
  }

  private static List<Map<String, String>> comments(List<Comment> comments) {
    List<Map<String, String>> list = new ArrayList<>();
    for (Comment comment : comments) {
      Map<String, String> map = new LinkedHashMap<>();
      map.put("id", comment.id());
      map.put("message", comment.message());
      map.put("createdTimeUtc", comment.createdAt().toString());
      map.put("author", comment.author());
      list.add(map);
    }
    return list;
  }

  private static Map<String, Object> additional(IncidentRecord incident) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("alertsCount", incident.alertCount());
    map.put("bookmarksCount", 0);
    map.put("commentsCount", incident.commentCount());
    map.put("alertProductNames", List.of("Azure Sentinel"));
    map.put("tactics", incident.tactics());
    map.put("techniques", incident.techniques());
    map.put("groupingReason", incident.groupingReason());
    return map;
  }
}
