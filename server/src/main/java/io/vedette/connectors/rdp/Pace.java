package io.vedette.connectors.rdp;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many attempts came from each address within about a minute; of the latest addresses only. */
final class Pace {
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int MOST_ADDRESSES = 10_000;

  /** The one that was heard of the longest time ago comes first. */
  private final Map<InetAddress, Count> counts = new LinkedHashMap<>(16, 0.75f, true);

  private record Count(Instant since, int before, int now) {
    Count at(Instant time, int attempts) {
      if (time.isBefore(since.plus(WINDOW))) {
        return new Count(since, before, now + attempts);
      }
      boolean goesOn = time.isBefore(since.plus(WINDOW).plus(WINDOW));
      return new Count(time, goesOn ? now : 0, attempts);
    }
  }

  /** Counts attempts and gives those of the last minute or two, these included. */
  synchronized int note(InetAddress address, int attempts, Instant time) {
    Count count = counts.getOrDefault(address, new Count(time, 0, 0)).at(time, attempts);
    counts.put(address, count);
    if (counts.size() > MOST_ADDRESSES) {
      counts.remove(counts.keySet().iterator().next());
    }
    return count.before + count.now;
  }
}
