package io.vedette.platform;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Hands live events to whoever listens. Publishing never waits: a listener that falls behind by
 * more than its queue holds gets {@code resync} in place of what it missed, and reloads.
 */
public final class LiveEvents {
  private static final int QUEUE = 256;
  private static final LiveEvent RESYNC = new LiveEvent("resync", java.util.Map.of());

  private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Tells all who listen now. */
  public void publish(LiveEvent event) {
    for (Subscription subscription : subscriptions) {
      subscription.offer(event);
    }
  }

  /** Starts to listen; close it when done. */
  public Subscription subscribe() {
    Subscription subscription = new Subscription();
    subscriptions.add(subscription);
    if (closed) {
      subscription.close();
    }
    return subscription;
  }

  /** Ends all subscriptions, now and in future. */
  public void close() {
    closed = true;
    subscriptions.forEach(Subscription::close);
  }

  /** One listener's queue. */
  public final class Subscription implements AutoCloseable {
    private final BlockingQueue<LiveEvent> queue = new ArrayBlockingQueue<>(QUEUE);
    private final AtomicBoolean missed = new AtomicBoolean();
    private volatile boolean ended;

    private Subscription() {}

    private void offer(LiveEvent event) {
      if (!queue.offer(event)) {
        missed.set(true);
      }
    }

    /** The next event, or null when none came in that time or the subscription has ended. */
    public @Nullable LiveEvent next(Duration wait) throws InterruptedException {
      if (missed.compareAndSet(true, false)) {
        queue.clear();
        return RESYNC;
      }
      LiveEvent event = queue.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
      return ended ? null : event;
    }

    /** Whether no more events will come. */
    public boolean ended() {
      return ended;
    }

    @Override
    public void close() {
      ended = true;
      subscriptions.remove(this);
      queue.clear();
      // Wakes a waiting reader, which then sees that the subscription has ended.
      boolean woken = queue.offer(RESYNC);
      assert woken || !queue.isEmpty();
    }
  }
}
