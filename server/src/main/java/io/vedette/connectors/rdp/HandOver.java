package io.vedette.connectors.rdp;

import io.vedette.connectors.windows.TableRow;
import java.util.ArrayList;
import java.util.List;
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

  /** Deliveries that wait, of a few rows each; after that connections wait to deliver. */
  private static final int MOST_WAITING = 4_096;

  /** After what waits before it, the thread ends. */
  private static final Delivery STOP = new Delivery(List.of(), new CompletableFuture<>());

  private final RowStore store;
  private final BlockingQueue<Delivery> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final Thread thread;
  private volatile boolean stopped;

  /** Rows of one connection, and who waits for them. */
  private record Delivery(List<TableRow> rows, CompletableFuture<@Nullable Void> done) {}

  HandOver(RowStore store) {
    this.store = store;
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
    try {
      List<TableRow> rows = new ArrayList<>();
      deliveries.forEach(delivery -> rows.addAll(delivery.rows));
      if (!rows.isEmpty()) {
        store.store(rows);
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
