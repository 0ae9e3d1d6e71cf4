package io.vedette.analytics;

import static java.util.Objects.requireNonNull;

import io.vedette.analytics.rules.AnalyticsRule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Keeps where rules stand, their runs and their alerts. A run's alerts, its watermark, the
 * incidents made of it and the rows for the event store are one transaction: all of it happened or
 * nothing did.
 *
 * <p>A near-real-time run that found nothing changes nothing but a watermark. Such runs are held
 * back and written together by {@link #flush}: after a crash their rows are looked at once more
 * and, as they raised nothing, nothing is raised twice. In the history they share one row per
 * minute.
 */
final class RuleLedger {
  private static final Duration RUNS_KEPT = Duration.ofDays(30);

  private final JdbcClient jdbc;
  private final TransactionOperations transaction;
  private final InstantSource clock;
  private final Outbox outbox;
  private final AlertSink sink;
  private final AlertStore alerts;
  private final AlertRows rows;
  private final Map<String, Quiet> quiet = new ConcurrentHashMap<>();

  private record Quiet(AnalyticsRule rule, FinishedRun run, boolean written) {}

  RuleLedger(
      JdbcClient jdbc,
      TransactionOperations transaction,
      InstantSource clock,
      Outbox outbox,
      AlertSink sink,
      AlertRows rows) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
    this.outbox = outbox;
    this.sink = sink;
    this.alerts = new AlertStore(jdbc);
    this.rows = rows;
  }

  /** Where each rule stands that ever ran, by id. */
  Map<String, RuleState> states() {
    Map<String, RuleState> states = new LinkedHashMap<>();
    jdbc.sql("SELECT * FROM rule_state")
        .query(RuleLedger::state)
        .list()
        .forEach(state -> states.put(state.ruleId(), state));
    return states;
  }

  /** The state of a rule; a rule that is new begins after the given row. */
  RuleState begin(String ruleId, long lastSequence, Instant at) {
    jdbc.sql(
            """
            INSERT INTO rule_state (rule_id, watermark, window_end) VALUES (?, ?, ?)
            ON CONFLICT (rule_id) DO NOTHING
            """)
        .param(ruleId)
        .param(lastSequence)
        .param(MicroTime.of(at))
        .update();
    return jdbc.sql("SELECT * FROM rule_state WHERE rule_id = ?")
        .param(ruleId)
        .query(RuleLedger::state)
        .single();
  }

  /** Switches a rule on or off; a rule that is switched on begins after the given row. */
  void switchRule(String ruleId, boolean on, long lastSequence, Instant at) {
    jdbc.sql(
            """
            INSERT INTO rule_state (rule_id, switched_on, watermark, window_end)
            VALUES (:id, :on, :watermark, :at)
            ON CONFLICT (rule_id) DO UPDATE SET switched_on = :on
            """)
        .param("id", ruleId)
        .param("on", on ? 1 : 0)
        .param("watermark", lastSequence)
        .param("at", MicroTime.of(at))
        .update();
    if (on) {
      jdbc.sql(
              "UPDATE rule_state SET watermark = ?, window_end = ?, failures = 0 WHERE rule_id = ?")
          .param(lastSequence)
          .param(MicroTime.of(at))
          .param(ruleId)
          .update();
    }
  }

  /** Writes a run with all that it raised. */
  void finished(AnalyticsRule rule, FinishedRun run, @Nullable Instant suppressedUntil) {
    Quiet before = quiet.remove(rule.id());
    transaction.executeWithoutResult(
        _ -> {
          if (before != null) {
            write(before.rule(), before.run(), true);
          }
          for (Alert alert : run.alerts()) {
            alerts.insert(alert);
            outbox.add("SecurityAlert", rows.securityAlert(rule, alert));
          }
          if (!run.alerts().isEmpty()) {
            sink.raised(rule, run.alerts());
          }
          write(rule, run, true);
          if (suppressedUntil != null) {
            jdbc.sql("UPDATE rule_state SET suppressed_until = ? WHERE rule_id = ?")
                .param(MicroTime.of(suppressedUntil))
                .param(rule.id())
                .update();
          }
        });
  }

  /** Notes a run that found nothing; {@link #flush} writes it. */
  void quiet(AnalyticsRule rule, FinishedRun run) {
    quiet.merge(
        rule.id(),
        new Quiet(rule, run, false),
        (old, latest) -> new Quiet(rule, old.run().with(run), false));
  }

  /**
   * Writes what quiet runs have moved; with {@code all} also the history of minutes not yet over.
   */
  void flush(boolean all) {
    Instant minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    List<Map.Entry<String, Quiet>> pending =
        List.copyOf(quiet.entrySet()).stream()
            .filter(entry -> all || !entry.getValue().written() || over(entry.getValue(), minute))
            .toList();
    if (pending.isEmpty()) {
      return;
    }
    transaction.executeWithoutResult(
        _ -> {
          for (Map.Entry<String, Quiet> entry : pending) {
            Quiet held = entry.getValue();
            boolean over = all || over(held, minute);
            // What came meanwhile is not covered by this write and stays for the next one.
            boolean unchanged =
                over
                    ? quiet.remove(entry.getKey(), held)
                    : quiet.replace(entry.getKey(), held, new Quiet(held.rule(), held.run(), true));
            if (unchanged) {
              write(held.rule(), held.run(), over);
            }
          }
        });
  }

  private static boolean over(Quiet held, Instant minute) {
    return held.run().startedAt().isBefore(minute);
  }

  private void write(AnalyticsRule rule, FinishedRun run, boolean withHealth) {
    boolean failed = run.status() == RunStatus.Failure;
    jdbc.sql(
            """
            UPDATE rule_state SET
              watermark = CASE
                WHEN :failed = 1 OR watermark > :through THEN watermark ELSE :through END,
              window_end = CASE WHEN :failed = 1 THEN window_end ELSE :windowEnd END,
              failures = CASE WHEN :failed = 1 THEN failures + 1 ELSE 0 END,
              last_run_at = :startedAt,
              last_run_status = :status,
              last_error = :error,
              last_match_at = CASE WHEN :alerts > 0 THEN :startedAt ELSE last_match_at END
            WHERE rule_id = :id
            """)
        .param("failed", failed ? 1 : 0)
        .param("through", run.through())
        .param("windowEnd", MicroTime.of(run.window().to()))
        .param("startedAt", MicroTime.of(run.startedAt()))
        .param("status", run.status().name())
        .param("error", failed ? run.message() : null)
        .param("alerts", run.alerts().size())
        .param("id", rule.id())
        .update();
    insertRun(rule.id(), run);
    if (withHealth) {
      outbox.add("SentinelHealth", rows.sentinelHealth(rule, run, clock.instant()));
    }
  }

  private void insertRun(String ruleId, FinishedRun run) {
    jdbc.sql(
            """
            INSERT INTO rule_run (rule_id, started_at, status, duration_micros, result_rows, alerts,
              runs, window_from, window_to, after_sequence, through_sequence, message)
            VALUES (:id, :startedAt, :status, :duration, :rows, :alerts, :runs, :from, :to, :after,
              :through, :message)
            ON CONFLICT (rule_id, started_at, window_from) DO UPDATE SET
              status = excluded.status, duration_micros = excluded.duration_micros,
              result_rows = excluded.result_rows, alerts = excluded.alerts, runs = excluded.runs,
              window_to = excluded.window_to, through_sequence = excluded.through_sequence,
              message = excluded.message
            """)
        .param("id", ruleId)
        .param("startedAt", MicroTime.of(run.startedAt()))
        .param("status", run.status().name())
        .param("duration", MicroTime.of(run.duration()))
        .param("rows", run.rows())
        .param("alerts", run.alerts().size())
        .param("runs", run.runs())
        .param("from", MicroTime.of(run.window().from()))
        .param("to", MicroTime.of(run.window().to()))
        .param("after", run.after())
        .param("through", run.through())
        .param("message", run.message())
        .update();
  }

  /** The latest runs of a rule, the newest first. */
  List<RunRecord> runs(String ruleId, int most) {
    return jdbc.sql(
            "SELECT * FROM rule_run WHERE rule_id = ? ORDER BY started_at DESC, window_to DESC LIMIT ?")
        .param(ruleId)
        .param(most)
        .query(
            (row, _) ->
                new RunRecord(
                    MicroTime.instant(row.getLong("started_at")),
                    RunStatus.valueOf(row.getString("status")),
                    Duration.of(row.getLong("duration_micros"), ChronoUnit.MICROS),
                    row.getLong("result_rows"),
                    row.getInt("alerts"),
                    row.getInt("runs"),
                    MicroTime.instant(row.getLong("window_from")),
                    MicroTime.instant(row.getLong("window_to")),
                    row.getString("message")))
        .list();
  }

  /** Drops runs that are too old to show. */
  void prune() {
    jdbc.sql("DELETE FROM rule_run WHERE started_at < ?")
        .param(MicroTime.of(clock.instant().minus(RUNS_KEPT)))
        .update();
  }

  private static RuleState state(ResultSet row, int number) throws SQLException {
    Object switchedOn = row.getObject("switched_on");
    String status = row.getString("last_run_status");
    return new RuleState(
        requireNonNull(row.getString("rule_id")),
        switchedOn instanceof Number on ? on.intValue() == 1 : null,
        row.getLong("watermark"),
        MicroTime.instantOrNull(row.getObject("window_end")),
        MicroTime.instantOrNull(row.getObject("suppressed_until")),
        row.getInt("failures"),
        MicroTime.instantOrNull(row.getObject("last_run_at")),
        status == null ? null : RunStatus.valueOf(status),
        row.getString("last_error"),
        MicroTime.instantOrNull(row.getObject("last_match_at")));
  }
}
