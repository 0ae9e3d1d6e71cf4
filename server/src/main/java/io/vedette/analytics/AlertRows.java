package io.vedette.analytics;

import io.vedette.analytics.rules.AnalyticsRule;
import io.vedette.analytics.rules.AnalyticsRule.EventGrouping;
import io.vedette.analytics.rules.AnalyticsRule.Operator;
import io.vedette.analytics.rules.EntityType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Alerts as rows of SecurityAlert and runs as rows of SentinelHealth.
 *
 * <p>Source: Azure Monitor Logs table reference, "SecurityAlert", "SentinelHealth"; Microsoft
 * Sentinel documentation, "SentinelHealth tables reference".
 */
final class AlertRows {
  private static final JsonMapper JSON = new JsonMapper();

  private final UUID workspaceId;

  AlertRows(UUID workspaceId) {
    this.workspaceId = workspaceId;
  }

  Map<String, @Nullable Object> securityAlert(AnalyticsRule rule, Alert alert) {
    String kind = rule.isNearRealTime() ? "NRT" : "Scheduled";
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("TimeGenerated", alert.createdAt().toString());
    row.put("DisplayName", alert.name());
    row.put("AlertName", alert.name());
    row.put("AlertSeverity", alert.severity().name());
    row.put("Description", alert.description());
    row.put("ProviderName", "ASI " + kind + " Alerts");
    row.put("VendorName", "Microsoft");
    row.put("ProductName", "Azure Sentinel");
    row.put("ProductComponentName", kind + " Alerts");
    row.put("VendorOriginalId", alert.id());
    row.put("SystemAlertId", alert.id());
    row.put("AlertType", workspaceId + "_" + rule.id());
    row.put("StartTime", alert.startTime().toString());
    row.put("EndTime", alert.endTime().toString());
    row.put("ProcessingEndTime", alert.createdAt().toString());
    row.put("Status", "New");
    row.put("IsIncident", false);
    row.put("SourceSystem", "Detection");
    row.put("CompromisedEntity", compromised(alert));
    row.put("Entities", JSON.writeValueAsString(entities(alert.entities())));
    row.put("ExtendedProperties", JSON.writeValueAsString(extended(rule, alert)));
    row.put("Tactics", String.join(", ", alert.tactics()));
    row.put("Techniques", JSON.writeValueAsString(techniques(alert)));
    row.put("SubTechniques", JSON.writeValueAsString(subTechniques(alert)));
    row.putAll(alert.properties());
    return row;
  }

  /** Entities with Sentinel's {@code $id} numbering and {@code Type} last. */
  private static List<Map<String, String>> entities(List<MappedEntity> entities) {
    List<Map<String, String>> list = new ArrayList<>();
    int id = 3;
    for (MappedEntity entity : entities) {
      Map<String, String> map = new LinkedHashMap<>();
      map.put("$id", String.valueOf(id++));
      map.putAll(entity.properties());
      map.put("Type", entity.type().alertName());
      list.add(map);
    }
    return list;
  }

  private static String compromised(Alert alert) {
    return alert.entities().stream()
        .filter(entity -> entity.type() == EntityType.HOST || entity.type() == EntityType.ACCOUNT)
        .map(MappedEntity::label)
        .findFirst()
        .orElse("");
  }

  private static Map<String, String> extended(AnalyticsRule rule, Alert alert) {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("Query", alert.query());
    map.put("Query Period", Timespans.text(rule.queryPeriod()));
    map.put("Query Start Time UTC", alert.queryStart().toString());
    map.put("Query End Time UTC", alert.queryEnd().toString());
    map.put("Trigger Operator", spaced(rule.trigger().operator()));
    map.put("Trigger Threshold", String.valueOf(rule.trigger().threshold()));
    map.put("Search Query Results Overall Count", String.valueOf(alert.eventCount()));
    map.put("Event Grouping", grouping(rule.eventGrouping()));
    map.put("Analytic Rule Ids", JSON.writeValueAsString(List.of(rule.id())));
    map.put("Analytic Rule Name", rule.name());
    if (!alert.customDetails().isEmpty()) {
      map.put("Custom Details", JSON.writeValueAsString(alert.customDetails()));
    }
    Alert.Latency latency = alert.latency();
    put(map, "Event Time UTC", latency.eventTime());
    put(map, "Received Time UTC", latency.received());
    put(map, "Stored Time UTC", latency.stored());
    put(map, "Evaluated Time UTC", latency.evaluated());
    put(map, "Raised Time UTC", latency.raised());
    if (alert.note() != null) {
      map.put("Note", alert.note());
    }
    map.put("ProcessedBySentinel", "True");
    return map;
  }

  private static void put(Map<String, String> map, String name, @Nullable Instant time) {
    if (time != null) {
      map.put(name, time.toString());
    }
  }

  private static String spaced(Operator operator) {
    return switch (operator) {
      case GreaterThan -> "Greater Than";
      case LessThan -> "Less Than";
      case Equal -> "Equal";
      case NotEqual -> "Not Equal";
    };
  }

  private static String grouping(EventGrouping grouping) {
    return switch (grouping) {
      case SingleAlert -> "SingleAlert";
      case AlertPerResult -> "AlertPerResult";
    };
  }

  private static List<String> techniques(Alert alert) {
    return alert.techniques().stream()
        .map(technique -> technique.replaceFirst("\\..*", ""))
        .distinct()
        .toList();
  }

  private static List<String> subTechniques(Alert alert) {
    return alert.techniques().stream().filter(technique -> technique.contains(".")).toList();
  }

  Map<String, @Nullable Object> sentinelHealth(AnalyticsRule rule, FinishedRun run, Instant at) {
    String kind = rule.isNearRealTime() ? "NRT" : "Scheduled";
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("TimeGenerated", at.toString());
    row.put("OperationName", kind + " analytics rule run");
    row.put("SentinelResourceId", rule.id());
    row.put("SentinelResourceName", rule.name());
    row.put("SentinelResourceType", "Analytics Rule");
    row.put("SentinelResourceKind", kind);
    row.put("Status", run.status() == RunStatus.Failure ? "Failure" : "Success");
    row.put("Description", description(run));
    row.put("Reason", run.status() == RunStatus.Failure ? run.message() : "");
    row.put("RecordId", UUID.randomUUID().toString());
    row.put("WorkspaceId", workspaceId.toString());
    row.put("SourceSystem", "Azure");
    row.put("ExtendedProperties", healthProperties(rule, run));
    return row;
  }

  private static String description(FinishedRun run) {
    return switch (run.status()) {
      case Success ->
          run.runs() == 1
              ? "Rule executed successfully, generating %d alert(s)".formatted(run.alerts().size())
              : "Rule executed successfully %d times without an alert".formatted(run.runs());
      case Failure -> "Rule failed to run";
      case Suppressed -> "Rule was suppressed after an alert; the window was not queried";
    };
  }

  private static Map<String, Object> healthProperties(AnalyticsRule rule, FinishedRun run) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("QueryStartTimeUTC", run.window().from().toString());
    map.put("QueryEndTimeUTC", run.window().to().toString());
    map.put("QueryPeriod", Timespans.text(rule.queryPeriod()));
    map.put("QueryResultAmount", run.rows());
    map.put("AlertsGeneratedAmount", run.alerts().size());
    map.put("TriggerOperator", rule.trigger().operator().name());
    map.put("TriggerThreshold", rule.trigger().threshold());
    map.put("Runs", run.runs());
    map.put("DurationMilliseconds", millis(run.duration()));
    map.put("AfterSequence", run.after());
    map.put("ThroughSequence", run.through());
    if (run.message() != null) {
      map.put("Message", run.message());
    }
    return map;
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1_000_000.0;
  }
}
