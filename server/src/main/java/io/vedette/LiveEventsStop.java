package io.vedette;

import io.vedette.platform.LiveEvents;
import org.springframework.context.SmartLifecycle;

/** Ends the open event streams before the web server waits for its requests to finish. */
final class LiveEventsStop implements SmartLifecycle {
  private final LiveEvents events;
  private volatile boolean running;

  LiveEventsStop(LiveEvents events) {
    this.events = events;
  }

  @Override
  public void start() {
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    events.close();
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
