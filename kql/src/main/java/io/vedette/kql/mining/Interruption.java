package io.vedette.kql.mining;

import java.util.concurrent.CancellationException;

/** Heeds that nobody waits any more for what this thread looks for. */
public final class Interruption {
  private Interruption() {}

  /**
   * To be called in what takes long.
   *
   * @throws CancellationException when the thread is interrupted; it stays so
   */
  public static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException();
    }
  }
}
