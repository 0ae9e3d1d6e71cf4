package io.vedette.ingestion;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What waits for the writer, bounded by the memory that it holds. Loads have a bound of their own:
 * they wait for room, and leave that of the others alone.
 */
final class WorkQueue {
  private static final int LOAD_SHARE = 16;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Work> waiting = new ArrayDeque<>();
  private final long mostBytes;
  private long bytes;
  private long loadBytes;
  private boolean closed;

  /** What became of an offer. */
  enum Offer {
    TAKEN,
    FULL,
    CLOSED
  }

  WorkQueue(long mostBytes) {
    this.mostBytes = mostBytes;
  }

  /**
   * Takes it in unless it is full; a single piece may be larger than the bound, and what holds no
   * memory is always taken.
   */
  Offer offer(Work work) {
    lock.lock();
    try {
      if (closed) {
        return Offer.CLOSED;
      }
      if (work.bytes() > 0 && bytes > 0 && bytes + work.bytes() > mostBytes) {
        return Offer.FULL;
      }
      add(work);
      return Offer.TAKEN;
    } finally {
      lock.unlock();
    }
  }

  /** Takes a piece of a load in as soon as there is room for it; false when it is closed. */
  boolean put(Work.Rows piece) {
    lock.lock();
    try {
      while (!closed && loadBytes > 0 && loadBytes + piece.bytes() > mostBytes / LOAD_SHARE) {
        changed.awaitUninterruptibly();
      }
      if (!closed) {
        add(piece);
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private void add(Work work) {
    count(work, 1);
    waiting.add(work);
    changed.signalAll();
  }

  private void count(Work work, int sign) {
    if (work instanceof Work.Rows rows && rows.load()) {
      loadBytes += sign * work.bytes();
    } else {
      bytes += sign * work.bytes();
    }
  }

  /**
   * Waits for work and takes as much as one commit should hold: requests until they have that many
   * rows, or one task, or the first piece of a load. Empty when it is closed and all is done.
   */
  List<Work> take(int mostRows) {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        changed.awaitUninterruptibly();
      }
      List<Work> taken = new ArrayList<>();
      int rows = 0;
      while (!waiting.isEmpty() && rows < mostRows) {
        Work work = waiting.getFirst();
        boolean together = work instanceof Work.Rows request && !request.load();
        if (!together && !taken.isEmpty()) {
          break;
        }
        taken.add(waiting.remove());
        if (!(together && work instanceof Work.Rows request)) {
          break;
        }
        rows += request.batch().rows();
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the next piece of a load for the commit under way. Null as soon as other work is next, or
   * a piece that does not fit, and when none comes in that time.
   */
  Work.@Nullable Rows takePiece(Predicate<Work.Rows> fits, Duration patience) {
    lock.lock();
    try {
      long nanos = patience.toNanos();
      while (waiting.isEmpty() && !closed && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      if (waiting.peek() instanceof Work.Rows piece && piece.load() && fits.test(piece)) {
        waiting.remove();
        return piece;
      }
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } finally {
      lock.unlock();
    }
  }

  /** Frees the memory of work that is done. */
  void done(List<? extends Work> work) {
    lock.lock();
    try {
      work.forEach(piece -> count(piece, -1));
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes nothing in any more; what waits is still done. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
