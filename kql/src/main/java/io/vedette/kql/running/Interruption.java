package io.vedette.kql.running;

import java.util.concurrent.CancellationException;

/** Heeds that nobody waits any more for what this thread looks for. */
public final class Interruption {
  private Interruption() {}

  /**
   * To be called again and again in what can take long for a single row.
   *
   * @throws CancellationException when the thread is interrupted; it stays so
   */
  public static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException();
    }
  }
}
