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
  private final Thread thread = Thread.currentThread();
  private final Lane lane;
  private final long started = System.nanoTime();
  private final long deadline;
  private final CountDownLatch end = new CountDownLatch(1);
  private @Nullable Statement statement;
  private @Nullable Reason stopped;
  private boolean finished;

  RunningQuery(Duration time, Lane lane) {
    this.deadline = started + time.toNanos();
    this.lane = lane;
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

  synchronized @Nullable Reason stopReason() {
    return stopped;
  }

  /** Notes the statement that runs now. */
  synchronized void running(Statement current) throws QueryStoppedException {
    check();
    statement = current;
  }

  synchronized void paused() {
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

  /** The flag is for the Java functions that the engine calls on this thread, too. */
  private void interrupt() {
    thread.interrupt();
    if (statement != null) {
      try {
        statement.cancel();
      } catch (SQLException e) {
        // It ended by itself at this very moment; the reason is seen before the next.
      }
    }
  }
}
