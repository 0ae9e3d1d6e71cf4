package io.vedette.connectors.rdp.protocol;

import java.io.InterruptedIOException;
import java.time.Duration;

/** Waits on a connection's own thread, as machines and their networks do. */
final class Pause {
  private Pause() {}

  static void of(Duration time) throws InterruptedIOException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the sensor stops");
    }
  }
}
