package io.vedette.connectors.rdp;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;

/**
 * The numbers of the sessions of Remote Desktop. Whoever comes back soon after a disconnection
 * finds the same session, as on Windows. Of each account one disconnected session is known, and
 * only decoy accounts have any.
 */
final class DesktopNumbers {
  private static final Duration WAITS = Duration.ofMinutes(10);

  private final Map<String, Waiting> disconnected = new HashMap<>();
  private int last = 1;

  private record Waiting(int number, Instant until) {}

  /**
   * A session.
   *
   * @param again whether it was there before
   */
  record Desktop(int number, boolean again) {}

  private static String key(String user) {
    return user.toLowerCase(Locale.ROOT);
  }

  synchronized Desktop begin(String user, Instant now) {
    for (Iterator<Waiting> all = disconnected.values().iterator(); all.hasNext(); ) {
      if (all.next().until.isBefore(now)) {
        all.remove();
      }
    }
    Waiting waiting = disconnected.remove(key(user));
    return waiting == null ? new Desktop(++last, false) : new Desktop(waiting.number, true);
  }

  synchronized void disconnected(String user, Desktop desktop, Instant now) {
    disconnected.put(key(user), new Waiting(desktop.number, now.plus(WAITS)));
  }
}
