package io.vedette.analytics;

import io.vedette.analytics.rules.AnalyticsRule.Severity;
import io.vedette.analytics.rules.EntityType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The alerts in the operational database. */
public final class AlertStore {
  private static final JsonMapper JSON = new JsonMapper();
  private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
  private static final TypeReference<Map<String, List<String>>> DETAILS = new TypeReference<>() {};
  private static final TypeReference<Map<String, String>> PROPERTIES = new TypeReference<>() {};
  private static final TypeReference<List<StoredEntity>> ENTITIES = new TypeReference<>() {};

  private final JdbcClient jdbc;

  public AlertStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** An entity as JSON keeps it. */
  record StoredEntity(EntityType type, Map<String, String> properties) {}

  void insert(Alert alert) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("id", alert.id());
    row.put("rule_id", alert.ruleId());
    row.put("rule_name", alert.ruleName());
    row.put("name", alert.name());
    row.put("severity", alert.severity().name());
    row.put("description", alert.description());
    row.put("tactics", JSON.writeValueAsString(alert.tactics()));
    row.put("techniques", JSON.writeValueAsString(alert.techniques()));
    row.put("start_time", MicroTime.of(alert.startTime()));
    row.put("end_time", MicroTime.of(alert.endTime()));
    row.put("entities", JSON.writeValueAsString(alert.entities()));
    row.put("custom_details", JSON.writeValueAsString(alert.customDetails()));
    row.put("properties", JSON.writeValueAsString(alert.properties()));
    row.put("event_count", alert.eventCount());
    row.put("query", alert.query());
    row.put("query_start", MicroTime.of(alert.queryStart()));
    row.put("query_end", MicroTime.of(alert.queryEnd()));
    row.put("event_time", MicroTime.ofNullable(alert.latency().eventTime()));
    row.put("received_at", MicroTime.ofNullable(alert.latency().received()));
    row.put("stored_at", MicroTime.ofNullable(alert.latency().stored()));
    row.put("evaluated_at", MicroTime.of(alert.latency().evaluated()));
    row.put("created_at", MicroTime.of(alert.latency().raised()));
    row.put("note", alert.note());
    String columns = String.join(", ", row.keySet());
    String values = ":" + String.join(", :", row.keySet());
    jdbc.sql("INSERT INTO alert (" + columns + ") VALUES (" + values + ")").params(row).update();
  }

  /** The alerts of an incident, the earliest first. */
  public List<Alert> ofIncident(long number) {
    return jdbc.sql(
            """
            SELECT a.* FROM alert a JOIN incident_alert i ON i.alert_id = a.id
            WHERE i.number = ? ORDER BY a.created_at, a.id
            """)
        .param(number)
        .query(AlertStore::alert)
        .list();
  }

  /** All alerts of a rule, the earliest first. */
  public List<Alert> ofRule(String ruleId) {
    return jdbc.sql("SELECT * FROM alert WHERE rule_id = ? ORDER BY created_at, id")
        .param(ruleId)
        .query(AlertStore::alert)
        .list();
  }

  /**
   * Alerts of one rule in two spans of time.
   *
   * @param recent in the shorter span
   * @param all in the longer span
   */
  public record Counts(long recent, long all) {}

  /** By rule: alerts since two instants, the later one first. */
  Map<String, Counts> counts(Instant recent, Instant since) {
    Map<String, Counts> counts = new LinkedHashMap<>();
    jdbc.sql(
            """
            SELECT rule_id, sum(CASE WHEN created_at >= ? THEN 1 ELSE 0 END) AS recent, count(*) AS n
            FROM alert WHERE created_at >= ? GROUP BY rule_id
            """)
        .param(MicroTime.of(recent))
        .param(MicroTime.of(since))
        .query(
            (ResultSet row) -> {
              counts.put(
                  row.getString("rule_id"), new Counts(row.getLong("recent"), row.getLong("n")));
            });
    return counts;
  }

  private static Alert alert(ResultSet row, int number) throws SQLException {
    return new Alert(
        row.getString("id"),
        row.getString("rule_id"),
        row.getString("rule_name"),
        row.getString("name"),
        Severity.valueOf(row.getString("severity")),
        row.getString("description"),
        JSON.readValue(row.getString("tactics"), TEXTS),
        JSON.readValue(row.getString("techniques"), TEXTS),
        MicroTime.instant(row.getLong("start_time")),
        MicroTime.instant(row.getLong("end_time")),
        JSON.readValue(row.getString("entities"), ENTITIES).stream()
            .map(entity -> new MappedEntity(entity.type(), entity.properties()))
            .toList(),
        JSON.readValue(row.getString("custom_details"), DETAILS),
        JSON.readValue(row.getString("properties"), PROPERTIES),
        row.getLong("event_count"),
        row.getString("query"),
        MicroTime.instant(row.getLong("query_start")),
        MicroTime.instant(row.getLong("query_end")),
        new Alert.Latency(
            MicroTime.instantOrNull(row.getObject("event_time")),
            MicroTime.instantOrNull(row.getObject("received_at")),
            MicroTime.instantOrNull(row.getObject("stored_at")),
            MicroTime.instant(row.getLong("evaluated_at")),
            MicroTime.instant(row.getLong("created_at"))),
        row.getString("note"));
  }
}
