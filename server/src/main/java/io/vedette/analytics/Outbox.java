package io.vedette.analytics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Carries rows that belong to a change of the operational state over to the event store, each
 * exactly once. Rows are written in the change's own transaction; a thread sends them in order, in
 * batches whose names are fixed before they are sent, under a key that the event store takes once.
 * A crash at any point leaves batches that are sent again unchanged.
 */
public final class Outbox implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
  private static final int BATCH_ROWS = 500;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final TypeReference<Map<String, @Nullable Object>> ROW = new TypeReference<>() {};
  private static final JsonMapper JSON = new JsonMapper();

  /** The event store's door. */
  @FunctionalInterface
  public interface Destination {
    /**
     * Stores the rows durably unless this key was stored before.
     *
     * @return null when they are stored, otherwise why not; it will be tried again
     */
    @Nullable String storeOnce(String key, String table, List<Map<String, @Nullable Object>> rows);
  }

  private final JdbcClient jdbc;
  private final Destination destination;
  private final AtomicLong lastId;
  private final Semaphore work = new Semaphore(1);
  private volatile boolean closed;
  private @Nullable Thread thread;

  public Outbox(JdbcClient jdbc, Destination destination) {
    this.jdbc = jdbc;
    this.destination = destination;
    this.lastId =
        new AtomicLong(
            jdbc.sql("SELECT coalesce(max(id), 0) FROM outbox").query(Long.class).single());
  }

  /** Adds a row for a table; call it inside the transaction that the row belongs to. */
  public void add(String table, Map<String, ? extends @Nullable Object> row) {
    jdbc.sql("INSERT INTO outbox (id, table_name, row_json) VALUES (?, ?, ?)")
        .param(lastId.incrementAndGet())
        .param(table)
        .param(JSON.writeValueAsString(row))
        .update();
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      TransactionSynchronizationManager.registerSynchronization(
          new TransactionSynchronization() {
            @Override
            public void afterCommit() {
              work.release();
            }
          });
    } else {
      work.release();
    }
  }

  /** Starts to send in the background, what a crash left behind first. */
  public void start() {
    thread = Thread.ofVirtual().name("outbox").start(this::run);
  }

  /** Rows that are not stored yet. */
  public long waiting() {
    return jdbc.sql("SELECT count(*) FROM outbox").query(Long.class).single();
  }

  private void run() {
    Duration pause = FIRST_PAUSE;
    try {
      while (!closed) {
        // A bounded wait, so that a missed signal costs a moment and never a row.
        work.tryAcquire(1, 5, TimeUnit.SECONDS);
        work.drainPermits();
        String problem = sendAllGuarded();
        while (problem != null && !closed) {
          LOG.warn("Rows of alerts and incidents wait to be stored: {}", problem);
          Thread.sleep(pause);
          pause =
              pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                  ? pause.multipliedBy(2)
                  : LONGEST_PAUSE;
          problem = sendAllGuarded();
        }
        pause = FIRST_PAUSE;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private @Nullable String sendAllGuarded() {
    try {
      return sendAll();
    } catch (RuntimeException e) {
      // The outermost loop of the sender: a failure delays the rows, it must not end the sending.
      LOG.warn("Sending rows to the event store failed", e);
      return e.toString();
    }
  }

  /** Sends everything that waits; returns why it stopped early, or null. */
  synchronized @Nullable String sendAll() {
    while (!closed) {
      Batch batch = nextBatch();
      if (batch == null) {
        return null;
      }
      String problem = destination.storeOnce(batch.key(), batch.table(), batch.rows());
      if (problem != null) {
        return problem;
      }
      jdbc.sql("DELETE FROM outbox WHERE batch = ?").param(batch.key()).update();
    }
    return null;
  }

  private record Batch(String key, String table, List<Map<String, @Nullable Object>> rows) {}

  private @Nullable Batch nextBatch() {
    Map<String, @Nullable Object> oldest =
        jdbc
            .sql("SELECT id, table_name, batch FROM outbox ORDER BY id LIMIT 1")
            .query()
            .listOfRows()
            .stream()
            .findFirst()
            .orElse(null);
    if (oldest == null) {
      return null;
    }
    String table = String.valueOf(oldest.get("table_name"));
    Object named = oldest.get("batch");
    String key = named == null ? nameBatch(oldest, table) : named.toString();
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    jdbc.sql("SELECT row_json FROM outbox WHERE batch = ? ORDER BY id")
        .param(key)
        .query(String.class)
        .list()
        .forEach(json -> rows.add(new LinkedHashMap<>(JSON.readValue(json, ROW))));
    return new Batch(key, table, rows);
  }

  private String nameBatch(Map<String, @Nullable Object> oldest, String table) {
    String key = "outbox-" + oldest.get("id") + "-" + UUID.randomUUID();
    jdbc.sql(
            """
            UPDATE outbox SET batch = :key WHERE id IN (
              SELECT id FROM outbox WHERE table_name = :table AND batch IS NULL
              ORDER BY id LIMIT :rows)
            """)
        .param("key", key)
        .param("table", table)
        .param("rows", BATCH_ROWS)
        .update();
    return key;
  }

  @Override
  public void close() {
    closed = true;
    work.release();
    Thread running = thread;
    if (running != null) {
      running.interrupt();
      try {
        running.join(Duration.ofSeconds(10));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
