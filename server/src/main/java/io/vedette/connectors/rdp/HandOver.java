package io.vedette.connectors.rdp;

import io.vedette.connectors.windows.TableRow;
import io.vedette.ingestion.Ingestion;
import io.vedette.ingestion.IngestionOutcome;
import io.vedette.ingestion.IngestionRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands the rows of all connections to the store, on a thread of its own: what comes while others
 * are written is written together afterwards. Rows are stored in the order in which they come.
 */
final class HandOver implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);
  private static final String SOURCE = "rdp-sensor";

  /** How often rows are offered again to a store that is busy, before they are given up. */
  private static final int MOST_OFFERS = 30;

  /** Deliveries that wait, of a few rows each; after that connections wait to deliver. */
  private static final int MOST_WAITING = 4_096;

  /** After what waits before it, the thread ends. */
  private static final Delivery STOP = new Delivery(List.of(), new CompletableFuture<>());

  private final Ingestion ingestion;
  private final BlockingQueue<Delivery> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread;
  private volatile boolean stopped;

  /** Rows of one connection, and who waits for them. */
  private record Delivery(List<TableRow> rows, CompletableFuture<@Nullable Void> done) {}

  HandOver(Ingestion ingestion) {
    this.ingestion = ingestion;
    thread = Thread.ofPlatform().daemon().name("rdp-sensor-store").start(this::run);
  }

  /** Stores rows soon; blocks only while too many others wait. */
  void offer(List<TableRow> rows) {
    var _ = deliver(rows);
  }

  /** Stores rows; blocks until they are durable or given up. */
  void store(List<TableRow> rows) {
    deliver(rows).join();
  }

  private CompletableFuture<@Nullable Void> deliver(List<TableRow> rows) {
    CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    try {
      waiting.put(new Delivery(rows, done));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      done.complete(null);
    }
    if (stopped) {
      giveUp();
    }
    return done;
  }

  /** Lets nobody wait for what is too late. */
  private void giveUp() {
    List<Delivery> late = new ArrayList<>();
    waiting.drainTo(late);
    for (Delivery delivery : late) {
      LOG.warn("the RDP sensor stops: {} of its rows were not stored", delivery.rows.size());
      delivery.done.complete(null);
    }
  }

  private void run() {
    List<Delivery> taken = new ArrayList<>();
    try {
      while (true) {
        taken.add(waiting.take());
        waiting.drainTo(taken);
        write(taken);
        if (taken.contains(STOP)) {
          stopped = true;
          giveUp();
          return;
        }
        taken.clear();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(List<Delivery> deliveries) throws InterruptedException {
    Map<String, List<Map<String, Object>>> byTable = new LinkedHashMap<>();
    for (Delivery delivery : deliveries) {
      for (TableRow row : delivery.rows) {
        byTable.computeIfAbsent(row.table(), table -> new ArrayList<>()).add(row.values());
      }
    }
    List<IngestionRequest> requests = new ArrayList<>();
    byTable.forEach((table, rows) -> requests.add(new IngestionRequest(SOURCE, table, rows)));
    try {
      for (IngestionOutcome outcome : ingestion.ingestPatiently(requests, MOST_OFFERS)) {
        if (!(outcome instanceof IngestionOutcome.Stored)) {
          LOG.warn("rows of the RDP sensor were not stored: {}", outcome);
        }
      }
    } catch (RuntimeException e) {
      LOG.error("the store failed on rows of the RDP sensor", e);
    } finally {
      deliveries.forEach(delivery -> delivery.done.complete(null));
    }
  }

  /** Stores what waits, then stops. */
  @Override
  public void close() {
    try {
      waiting.put(STOP);
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
