package io.vedette.incidents;

import io.vedette.analytics.Alert;
import io.vedette.analytics.MappedEntity;
import io.vedette.analytics.MicroTime;
import io.vedette.analytics.rules.EntityType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Entities, each real thing once, however alerts spell it. */
final class EntityStore {
  private static final JsonMapper JSON = new JsonMapper();
  static final TypeReference<Map<String, String>> PROPERTIES = new TypeReference<>() {};

  private final JdbcClient jdbc;

  EntityStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** An entity of an alert, resolved. */
  record Known(String id, MappedEntity entity) {}

  /** Finds or makes the alert's entities and notes that the alert names them. */
  List<Known> note(Alert alert) {
    Map<String, Known> known = new LinkedHashMap<>();
    for (MappedEntity entity : alert.entities()) {
      String id = resolve(entity, alert);
      if (known.put(id, new Known(id, entity)) == null) {
        jdbc.sql("INSERT INTO alert_entity (alert_id, entity_id) VALUES (?, ?)")
            .param(alert.id())
            .param(id)
            .update();
      }
    }
    return List.copyOf(known.values());
  }

  private String resolve(MappedEntity entity, Alert alert) {
    EntityKeys keys = EntityKeys.of(entity);
    Set<String> found = new LinkedHashSet<>(withKeys(keys.strong()));
    if (found.isEmpty() && keys.weak() != null) {
      List<String> candidates =
          keys.strong().isEmpty() ? withKeys(List.of(keys.weak())) : unqualified(keys.weak());
      if (candidates.size() == 1) {
        found.addAll(candidates);
      }
    }
    String id = found.isEmpty() ? create(entity, alert) : found.iterator().next();
    found.stream().skip(1).forEach(other -> merge(other, id));
    keys.strong().forEach(key -> addKey(key, id, false));
    if (keys.weak() != null) {
      addKey(keys.weak(), id, true);
    }
    if (!found.isEmpty()) {
      update(id, entity, alert);
    }
    return id;
  }

  /** The entities that have one of these names, the first seen first. */
  private List<String> withKeys(List<String> keys) {
    if (keys.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            SELECT id FROM entity WHERE id IN (
              SELECT entity_id FROM entity_key WHERE entity_key IN (:keys))
            ORDER BY first_seen, id
            """)
        .param("keys", keys)
        .query(String.class)
        .list();
  }

  /** Entities with that weak name that have no strong one yet. */
  private List<String> unqualified(String weakKey) {
    return jdbc.sql(
            """
            SELECT entity_id FROM entity_key k WHERE entity_key = ? AND NOT EXISTS (
              SELECT 1 FROM entity_key s WHERE s.entity_id = k.entity_id AND s.weak = 0)
            """)
        .param(weakKey)
        .query(String.class)
        .list();
  }

  private String create(MappedEntity entity, Alert alert) {
    String id = UUID.randomUUID().toString();
    jdbc.sql(
            """
            INSERT INTO entity (id, type, label, properties, first_seen, last_seen)
            VALUES (?, ?, ?, ?, ?, ?)
            """)
        .param(id)
        .param(entity.type().name())
        .param(entity.label())
        .param(JSON.writeValueAsString(entity.properties()))
        .param(MicroTime.of(alert.startTime()))
        .param(MicroTime.of(alert.endTime()))
        .update();
    return id;
  }

  private void addKey(String key, String id, boolean weak) {
    jdbc.sql(
            """
            INSERT INTO entity_key (entity_key, entity_id, weak) VALUES (?, ?, ?)
            ON CONFLICT (entity_key, entity_id) DO NOTHING
            """)
        .param(key)
        .param(id)
        .param(weak ? 1 : 0)
        .update();
  }

  private void update(String id, MappedEntity entity, Alert alert) {
    Map<String, String> merged = properties(id);
    entity.properties().forEach(merged::putIfAbsent);
    jdbc.sql(
            """
            UPDATE entity SET label = :label, properties = :properties,
              first_seen = CASE WHEN first_seen <= :start THEN first_seen ELSE :start END,
              last_seen = CASE WHEN last_seen >= :end THEN last_seen ELSE :end END
            WHERE id = :id
            """)
        .param("label", new MappedEntity(entity.type(), merged).label())
        .param("properties", JSON.writeValueAsString(merged))
        .param("start", MicroTime.of(alert.startTime()))
        .param("end", MicroTime.of(alert.endTime()))
        .param("id", id)
        .update();
  }

  private Map<String, String> properties(String id) {
    String json =
        jdbc.sql("SELECT properties FROM entity WHERE id = ?")
            .param(id)
            .query(String.class)
            .single();
    return new LinkedHashMap<>(JSON.readValue(json, PROPERTIES));
  }

  /** Makes two entities one, when an alert shows that they are the same thing. */
  private void merge(String from, String into) {
    Map<String, String> merged = properties(into);
    properties(from).forEach(merged::putIfAbsent);
    jdbc.sql("UPDATE entity SET properties = ? WHERE id = ?")
        .param(JSON.writeValueAsString(merged))
        .param(into)
        .update();
    for (String statement :
        List.of(
            """
            INSERT INTO alert_entity (alert_id, entity_id)
            SELECT alert_id, :into FROM alert_entity WHERE entity_id = :from
            ON CONFLICT (alert_id, entity_id) DO NOTHING
            """,
            """
            INSERT INTO incident_entity (number, entity_id, alert_count)
            SELECT number, :into, alert_count FROM incident_entity WHERE entity_id = :from
            ON CONFLICT (number, entity_id) DO UPDATE SET
              alert_count = incident_entity.alert_count + excluded.alert_count
            """,
            """
            INSERT INTO entity_key (entity_key, entity_id, weak)
            SELECT entity_key, :into, weak FROM entity_key WHERE entity_id = :from
            ON CONFLICT (entity_key, entity_id) DO NOTHING
            """)) {
      jdbc.sql(statement).param("from", from).param("into", into).update();
    }
    jdbc.sql("DELETE FROM entity WHERE id = ?").param(from).update();
  }

  /** The entities of an incident, the most named first. */
  List<IncidentDetails.Entity> ofIncident(long number) {
    return jdbc.sql(
            """
            SELECT e.*, i.alert_count FROM incident_entity i JOIN entity e ON e.id = i.entity_id
            WHERE i.number = ? ORDER BY i.alert_count DESC, e.type, e.label
            """)
        .param(number)
        .query((row, _) -> entity(row))
        .list();
  }

  /** The entities of each alert of an incident, by the alert's id. */
  Map<String, List<IncidentDetails.Entity>> ofAlerts(long number) {
    Map<String, List<IncidentDetails.Entity>> byAlert = new LinkedHashMap<>();
    jdbc.sql(
            """
            SELECT a.alert_id, e.*, i.alert_count FROM incident_alert a
            JOIN alert_entity ae ON ae.alert_id = a.alert_id
            JOIN entity e ON e.id = ae.entity_id
            JOIN incident_entity i ON i.entity_id = e.id AND i.number = a.number
            WHERE a.number = ? ORDER BY a.alert_id, e.type, e.label
            """)
        .param(number)
        .query(
            (ResultSet row) -> {
              byAlert
                  .computeIfAbsent(row.getString("alert_id"), _ -> new ArrayList<>())
                  .add(entity(row));
            });
    return byAlert;
  }

  private static IncidentDetails.Entity entity(ResultSet row) throws SQLException {
    return new IncidentDetails.Entity(
        row.getString("id"),
        EntityType.valueOf(row.getString("type")).ruleName(),
        row.getString("label"),
        JSON.readValue(row.getString("properties"), PROPERTIES),
        MicroTime.instant(row.getLong("first_seen")),
        MicroTime.instant(row.getLong("last_seen")),
        row.getInt("alert_count"));
  }

  /** For each of these incidents its most named entities, at most {@code each}. */
  Map<Long, List<IncidentSummary.EntityLabel>> labels(List<Long> numbers, int each) {
    Map<Long, List<IncidentSummary.EntityLabel>> labels = new LinkedHashMap<>();
    if (numbers.isEmpty()) {
      return labels;
    }
    jdbc.sql(
            """
            SELECT i.number, e.type, e.label FROM incident_entity i JOIN entity e ON e.id = i.entity_id
            WHERE i.number IN (:numbers) ORDER BY i.number, i.alert_count DESC, e.type, e.label
            """)
        .param("numbers", numbers)
        .query(
            (ResultSet row) -> {
              List<IncidentSummary.EntityLabel> list =
                  labels.computeIfAbsent(row.getLong("number"), _ -> new ArrayList<>());
              if (list.size() < each) {
                list.add(
                    new IncidentSummary.EntityLabel(
                        EntityType.valueOf(row.getString("type")).ruleName(),
                        row.getString("label")));
              }
            });
    return labels;
  }
}
