package io.vedette.incidents;

import io.vedette.analytics.MicroTime;
import io.vedette.analytics.rules.AnalyticsRule.Severity;
import io.vedette.incidents.IncidentDetails.Similar;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Finds incidents: the queue's pages and counts, and what is similar. */
final class IncidentSearch {
  private static final int MOST_SIMILAR = 10;
  private static final String SEVERITY_RANK =
      "CASE severity WHEN 'High' THEN 3 WHEN 'Medium' THEN 2 WHEN 'Low' THEN 1 ELSE 0 END";
  private static final Map<String, String> SORT_COLUMNS =
      Map.of(
          "lastUpdate", "updated_at",
          "createdAt", "created_at",
          "number", "number",
          "severity", SEVERITY_RANK,
          "status", "CASE status WHEN 'New' THEN 0 WHEN 'Active' THEN 1 ELSE 2 END",
          "title", "lower(title)",
          "alertCount", "alert_count",
          "owner", "lower(coalesce(owner, ''))");

  private final JdbcClient jdbc;
  private final IncidentStore store;

  IncidentSearch(JdbcClient jdbc, IncidentStore store) {
    this.jdbc = jdbc;
    this.store = store;
  }

  IncidentPage page(IncidentFilter filter) {
    Map<String, @Nullable Object> parameters = new LinkedHashMap<>();
    String where = where(filter, parameters);
    long total =
        jdbc.sql("SELECT count(*) FROM incident" + where)
            .params(parameters)
            .query(Long.class)
            .single();
    parameters.put("skip", filter.skip());
    parameters.put("top", filter.top());
    List<IncidentRecord> rows =
        jdbc.sql(
                "SELECT * FROM incident%s ORDER BY %s LIMIT :top OFFSET :skip"
                    .formatted(where, order(filter.sort())))
            .params(parameters)
            .query(IncidentRecord::read)
            .list();
    return new IncidentPage(total, counts(), store.summaries(rows));
  }

  private static String order(String sort) {
    boolean descending = sort.startsWith("-");
    String column = SORT_COLUMNS.getOrDefault(descending ? sort.substring(1) : sort, "updated_at");
    String direction = descending ? " DESC" : " ASC";
    return column + direction + ", number" + direction;
  }

  private static String where(IncidentFilter filter, Map<String, @Nullable Object> parameters) {
    List<String> conditions = new ArrayList<>();
    if (!filter.statuses().isEmpty()) {
      conditions.add("status IN (:statuses)");
      parameters.put("statuses", filter.statuses().stream().map(Enum::name).toList());
    }
    if (!filter.severities().isEmpty()) {
      conditions.add("severity IN (:severities)");
      parameters.put("severities", filter.severities().stream().map(Enum::name).toList());
    }
    if (filter.owner() != null) {
      conditions.add("lower(owner) = :owner");
      parameters.put("owner", filter.owner().toLowerCase(Locale.ROOT));
    }
    if (filter.label() != null) {
      conditions.add("lower(labels) LIKE :label ESCAPE '!'");
      parameters.put("label", containing('"' + filter.label() + '"'));
    }
    if (filter.from() != null) {
      conditions.add("updated_at >= :from");
      parameters.put("from", MicroTime.of(filter.from()));
    }
    if (filter.to() != null) {
      conditions.add("updated_at < :to");
      parameters.put("to", MicroTime.of(filter.to()));
    }
    if (filter.search() != null && !filter.search().isBlank()) {
      conditions.add(
          """
          (CAST(number AS TEXT) = :number OR lower(title) LIKE :search ESCAPE '!'
           OR lower(labels) LIKE :search ESCAPE '!'
           OR lower(coalesce(owner, '')) LIKE :search ESCAPE '!'
           OR number IN (SELECT ie.number FROM incident_entity ie JOIN entity e ON e.id = ie.entity_id
                         WHERE lower(e.label) LIKE :search ESCAPE '!')
           OR number IN (SELECT ia.number FROM incident_alert ia JOIN alert a ON a.id = ia.alert_id
                         WHERE lower(a.name) LIKE :search ESCAPE '!'))\
          """);
      String text = filter.search().strip();
      parameters.put("search", containing(text));
      parameters.put("number", text.startsWith("#") ? text.substring(1) : text);
    }
    return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
  }

  private static String containing(String text) {
    String escaped =
        text.toLowerCase(Locale.ROOT).replace("!", "!!").replace("%", "!%").replace("_", "!_");
    return "%" + escaped + "%";
  }

  private IncidentPage.Counts counts() {
    Map<Severity, Long> bySeverity = new EnumMap<>(Severity.class);
    for (Severity severity : Severity.values()) {
      bySeverity.put(severity, 0L);
    }
    Map<IncidentStatus, Long> byStatus = new EnumMap<>(IncidentStatus.class);
    jdbc.sql(
            """
            SELECT status, severity, count(*) AS n FROM incident WHERE status <> 'Closed'
            GROUP BY status, severity
            """)
        .query(
            (ResultSet row) -> {
              long count = row.getLong("n");
              bySeverity.merge(Severity.valueOf(row.getString("severity")), count, Long::sum);
              byStatus.merge(IncidentStatus.valueOf(row.getString("status")), count, Long::sum);
            });
    long fresh = byStatus.getOrDefault(IncidentStatus.New, 0L);
    long active = byStatus.getOrDefault(IncidentStatus.Active, 0L);
    return new IncidentPage.Counts(fresh + active, fresh, active, bySeverity);
  }

  /** Other incidents that share the most entities with this one, and which. */
  List<Similar> similar(long number) {
    List<Map<String, @Nullable Object>> rows =
        jdbc.sql(
                """
                SELECT o.number, count(*) AS shared, min(e.label) AS one, max(e.label) AS other
                FROM incident_entity mine
                JOIN incident_entity o ON o.entity_id = mine.entity_id AND o.number <> mine.number
                JOIN entity e ON e.id = mine.entity_id
                WHERE mine.number = ?
                GROUP BY o.number ORDER BY shared DESC, o.number DESC LIMIT ?
                """)
            .param(number)
            .param(MOST_SIMILAR)
            .query()
            .listOfRows();
    List<Similar> similar = new ArrayList<>();
    for (Map<String, @Nullable Object> row : rows) {
      if (row.get("number") instanceof Number other && row.get("shared") instanceof Number shared) {
        store
            .find(other.longValue())
            .ifPresent(
                incident ->
                    similar.add(
                        new Similar(
                            incident.number(),
                            incident.title(),
                            reason(shared.longValue(), row.get("one"), row.get("other")),
                            incident.severity(),
                            incident.status())));
      }
    }
    return similar;
  }

  private static String reason(long shared, @Nullable Object one, @Nullable Object other) {
    if (shared == 1) {
      return "Shares the entity " + one;
    }
    return shared == 2
        ? "Shares the entities %s and %s".formatted(one, other)
        : "Shares %d entities, among them %s and %s".formatted(shared, one, other);
  }
}
