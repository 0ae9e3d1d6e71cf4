package io.vedette.incidents;

import io.vedette.analytics.MicroTime;
import io.vedette.analytics.Outbox;
import io.vedette.incidents.IncidentDetails.Activity;
import io.vedette.incidents.IncidentDetails.Comment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Incidents in the operational database. Every write goes through {@link #save}, which also appends
 * the row of SecurityIncident and tells whoever listens once the transaction is through.
 */
final class IncidentStore {
  static final int ENTITY_LABELS = 5;

  private final JdbcClient jdbc;
  private final Outbox outbox;
  private final Consumer<IncidentSummary> listener;
  final EntityStore entities;

  IncidentStore(JdbcClient jdbc, Outbox outbox, Consumer<IncidentSummary> listener) {
    this.jdbc = jdbc;
    this.outbox = outbox;
    this.listener = listener;
    this.entities = new EntityStore(jdbc);
  }

  Optional<IncidentRecord> find(long number) {
    return jdbc.sql("SELECT * FROM incident WHERE number = ?")
        .param(number)
        .query(IncidentRecord::read)
        .optional();
  }

  long nextNumber() {
    return jdbc.sql("SELECT coalesce(max(number), 0) + 1 FROM incident").query(Long.class).single();
  }

  /**
   * Writes a new or changed incident; call it inside a transaction, last of all that belongs to it.
   */
  void save(IncidentRecord incident) {
    write(incident);
    outbox.add(
        "SecurityIncident",
        IncidentRows.row(incident, alertIds(incident.number()), comments(incident.number())));
    IncidentSummary summary = summary(incident);
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            listener.accept(summary);
          }
        });
  }

  /** Writes the row alone, so that others can refer to it; {@link #save} must follow. */
  void write(IncidentRecord incident) {
    Map<String, @Nullable Object> columns = incident.columns();
    String names = String.join(", ", columns.keySet());
    String values = ":" + String.join(", :", columns.keySet());
    String updates =
        columns.keySet().stream()
            .filter(name -> !name.equals("number"))
            .map(name -> name + " = excluded." + name)
            .collect(Collectors.joining(", "));
    jdbc.sql(
            "INSERT INTO incident (%s) VALUES (%s) ON CONFLICT (number) DO UPDATE SET %s"
                .formatted(names, values, updates))
        .params(columns)
        .update();
  }

  IncidentSummary summary(IncidentRecord incident) {
    return summaries(List.of(incident)).getFirst();
  }

  List<IncidentSummary> summaries(List<IncidentRecord> incidents) {
    Map<Long, List<IncidentSummary.EntityLabel>> labels =
        entities.labels(incidents.stream().map(IncidentRecord::number).toList(), ENTITY_LABELS);
    return incidents.stream()
        .map(incident -> incident.summary(labels.getOrDefault(incident.number(), List.of())))
        .toList();
  }

  private List<String> alertIds(long number) {
    return jdbc.sql(
            "SELECT alert_id FROM incident_alert WHERE number = ? ORDER BY added_at, alert_id")
        .param(number)
        .query(String.class)
        .list();
  }

  void addAlert(
      long number, String alertId, String ruleId, @Nullable String groupingKey, Instant at) {
    jdbc.sql(
            """
            INSERT INTO incident_alert (number, alert_id, rule_id, grouping_key, added_at)
            VALUES (?, ?, ?, ?, ?)
            """)
        .param(number)
        .param(alertId)
        .param(ruleId)
        .param(groupingKey)
        .param(MicroTime.of(at))
        .update();
  }

  void addEntity(long number, String entityId) {
    jdbc.sql(
            """
            INSERT INTO incident_entity (number, entity_id, alert_count) VALUES (?, ?, 1)
            ON CONFLICT (number, entity_id) DO UPDATE SET alert_count = incident_entity.alert_count + 1
            """)
        .param(number)
        .param(entityId)
        .update();
  }

  /** The incident of the latest alert of that rule and key that was raised since. */
  Optional<IncidentRecord> sharing(String ruleId, String groupingKey, Instant since) {
    return jdbc.sql(
            """
            SELECT i.* FROM incident_alert a JOIN incident i ON i.number = a.number
            WHERE a.rule_id = ? AND a.grouping_key = ? AND a.added_at >= ?
            ORDER BY a.added_at DESC, i.number DESC LIMIT 1
            """)
        .param(ruleId)
        .param(groupingKey)
        .param(MicroTime.of(since))
        .query(IncidentRecord::read)
        .optional();
  }

  void log(long number, Activity activity) {
    jdbc.sql(
            """
            INSERT INTO incident_activity (number, position, at, actor, kind, text)
            SELECT :number, coalesce(max(position), 0) + 1, :at, :actor, :kind, :text
            FROM incident_activity WHERE number = :number
            """)
        .param("number", number)
        .param("at", MicroTime.of(activity.at()))
        .param("actor", activity.actor())
        .param("kind", activity.kind())
        .param("text", activity.text())
        .update();
  }

  List<Activity> activity(long number) {
    return jdbc.sql("SELECT * FROM incident_activity WHERE number = ? ORDER BY position")
        .param(number)
        .query(
            (row, _) ->
                new Activity(
                    MicroTime.instant(row.getLong("at")),
                    row.getString("actor"),
                    row.getString("kind"),
                    row.getString("text")))
        .list();
  }

  void addComment(long number, Comment comment) {
    jdbc.sql(
            """
            INSERT INTO incident_comment (id, number, author, message, created_at)
            VALUES (?, ?, ?, ?, ?)
            """)
        .param(comment.id())
        .param(number)
        .param(comment.author())
        .param(comment.message())
        .param(MicroTime.of(comment.createdAt()))
        .update();
  }

  List<Comment> comments(long number) {
    return jdbc.sql("SELECT * FROM incident_comment WHERE number = ? ORDER BY created_at, id")
        .param(number)
        .query(
            (row, _) ->
                new Comment(
                    row.getString("id"),
                    row.getString("author"),
                    row.getString("message"),
                    MicroTime.instant(row.getLong("created_at"))))
        .list();
  }
}
