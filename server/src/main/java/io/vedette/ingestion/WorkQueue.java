package io.vedette.ingestion;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What waits for the writer, bounded by the memory that it holds. */
final class WorkQueue {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final ArrayDeque<Work> waiting = new ArrayDeque<>();
  private final long mostBytes;
  private long bytes;
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
      bytes += work.bytes();
      waiting.add(work);
      changed.signalAll();
      return Offer.TAKEN;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits for work and takes as much as one commit should hold: requests until they have that many
   * rows, or one task. Empty when it is closed and all is done.
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
        if (!taken.isEmpty() && waiting.peek() instanceof Work.Task) {
          break;
        }
        Work work = waiting.remove();
        taken.add(work);
        if (!(work instanceof Work.Rows batch)) {
          break;
        }
        rows += batch.batch().rows().size();
      }
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Frees the memory of work that is done. */
  void done(List<Work> work) {
    lock.lock();
    try {
      work.forEach(piece -> bytes -= piece.bytes());
    } finally {
      lock.unlock();
    }
  }

  long waitingBytes() {
    lock.lock();
    try {
      return bytes;
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
