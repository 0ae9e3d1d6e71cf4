package io.vedette.identity;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes guessing slow. Failures are counted per source address (five are free, then the wait
 * doubles from one second to fifteen minutes) and per account (ten are free, then it doubles to one
 * minute, so that nobody can lock the owner out for long). Names that do not exist count like those
 * that do. An hour without a failure forgives.
 */
final class SignInThrottle {
  private static final int REMEMBERED = 20_000;
  private static final long FORGIVE_MILLIS = Duration.ofHours(1).toMillis();

  private record Failures(int count, long lastAt) {}

  private record Limit(int free, Duration longest) {
    long waitMillis(int failures) {
      int beyond = failures - free;
      return beyond < 0 ? 0 : Math.min(longest.toMillis(), 1_000L << Math.min(beyond, 30));
    }
  }

  private static final Limit PER_ADDRESS = new Limit(5, Duration.ofMinutes(15));
  private static final Limit PER_ACCOUNT = new Limit(10, Duration.ofMinutes(1));

  private final InstantSource clock;
  private final Map<String, Failures> byKey =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
          return size() > REMEMBERED;
        }
      };

  SignInThrottle(InstantSource clock) {
    this.clock = clock;
  }

  /** How long an attempt has to wait yet, if it has to. */
  synchronized Optional<Duration> waitFor(String account, String address) {
    long wait =
        Math.max(
            remaining(addressKey(address), PER_ADDRESS),
            remaining(accountKey(account), PER_ACCOUNT));
    return wait > 0 ? Optional.of(Duration.ofMillis(wait)) : Optional.empty();
  }

  synchronized void failed(String account, String address) {
    count(addressKey(address));
    count(accountKey(account));
  }

  synchronized void succeeded(String account, String address) {
    byKey.remove(addressKey(address));
    byKey.remove(accountKey(account));
  }

  private long remaining(String key, Limit limit) {
    Failures failures = byKey.get(key);
    if (failures == null) {
      return 0;
    }
    return failures.lastAt + limit.waitMillis(failures.count) - clock.millis();
  }

  private void count(String key) {
    long now = clock.millis();
    Failures before = byKey.remove(key);
    int count = before == null || now - before.lastAt > FORGIVE_MILLIS ? 0 : before.count;
    byKey.put(key, new Failures(count + 1, now));
  }

  private static String addressKey(String address) {
    return "address " + address;
  }

  private static String accountKey(String account) {
    return "account " + account;
  }
}
