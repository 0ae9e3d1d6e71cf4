package io.vedette.query;

import io.vedette.query.QueryLimits.Lane;
import io.vedette.query.QueryOutcome.Reason;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A query on its way: what to interrupt, when, and why it was told to stop. */
final class RunningQuery {
  /** The query whose statement a thread runs, for what the engine calls on that same thread. */
  private static final ThreadLocal<@Nullable RunningQuery> OF_THREAD = new ThreadLocal<>();

  private final Thread thread = Thread.currentThread();
  private final Lane lane;
  private final long started = System.nanoTime();
  private final long deadline;
  private final CountDownLatch end = new CountDownLatch(1);
  private @Nullable Statement statement;
  private volatile @Nullable Reason stopped;
  private boolean finished;

  RunningQuery(Duration time, Lane lane) {
    this.deadline = started + time.toNanos();
    this.lane = lane;
  }

  /** The query whose statement this thread runs; null on threads of the engine's own. */
  static @Nullable RunningQuery ofThisThread() {
    return OF_THREAD.get();
  }

  Lane lane() {
    return lane;
  }

  /** How long it has been going on. */
  long nanos() {
    return System.nanoTime() - started;
  }

  /** Waits for its end, at most that long. */
  void awaitEnd(Duration most) {
    try {
      end.await(most.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether a statement of it runs and nobody has told it to stop. */
  synchronized boolean isWorking() {
    return statement != null && stopped == null;
  }

  /** Tells it to stop; the first reason counts. Does nothing once it has finished. */
  synchronized void stop(Reason reason) {
    if (!finished && stopped == null) {
      stopped = reason;
      interrupt();
    }
  }

  /**
   * Stops it when its time is over, and interrupts it again when it was told to stop: the engine
   * forgets an interruption that comes just before a statement begins.
   */
  synchronized void watch() {
    if (finished) {
      return;
    }
    if (stopped == null && System.nanoTime() - deadline > 0) {
      stopped = Reason.TIME;
    }
    if (stopped != null) {
      interrupt();
    }
  }

  long nanosLeft() {
    return deadline - System.nanoTime();
  }

  @Nullable Reason stopReason() {
    return stopped;
  }

  /** Notes the statement that runs now. */
  synchronized void running(Statement current) throws QueryStoppedException {
    check();
    statement = current;
    OF_THREAD.set(this);
  }

  synchronized void paused() {
    OF_THREAD.remove();
    statement = null;
  }

  synchronized void check() throws QueryStoppedException {
    if (stopped != null) {
      throw new QueryStoppedException(stopped);
    }
  }

  /** No stop takes effect after this. */
  synchronized void finish() {
    finished = true;
    end.countDown();
    statement = null;
    if (stopped != null) {
      // Clears the flag that interrupt() may have set, so that it does not hit the next wait.
      Thread.interrupted();
    }
  }

  private void interrupt() {
    if (statement == null) {
      thread.interrupt();
      return;
    }
    try {
      statement.cancel();
    } catch (SQLException e) {
      // The statement ended by itself at this very moment; the reason is seen before the next.
      thread.interrupt();
    }
  }
}
