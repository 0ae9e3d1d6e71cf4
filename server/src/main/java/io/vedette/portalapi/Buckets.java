package io.vedette.portalapi;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The buckets of one period that ends now, and counts in them. Buckets begin where Kusto's {@code
 * bin()} has them: at multiples of their size since 0001-01-01, which for sizes of at most a day
 * that divide it is the same as since 1970-01-01.
 *
 * @param from begin of the period
 */
record Buckets(Instant from, Instant now, Duration size) {
  private static final long TICKS_PER_SECOND = 10_000_000L;

  static Buckets of(Instant now, int hours) {
    Duration size =
        hours <= 3
            ? Duration.ofMinutes(5)
            : hours <= 48
                ? Duration.ofHours(1)
                : hours <= 14 * 24 ? Duration.ofHours(6) : Duration.ofDays(1);
    return new Buckets(now.minus(Duration.ofHours(hours)), now, size);
  }

  /** Every bucket of the period, with its count or 0. */
  List<OverviewView.Point> points(Map<Instant, Long> counts) {
    List<OverviewView.Point> points = new ArrayList<>();
    for (Instant at = first(); !at.isAfter(now); at = at.plus(size)) {
      points.add(new OverviewView.Point(at, counts.getOrDefault(at, 0L)));
    }
    return points;
  }

  /** Whether a bucket belongs to the period, not to the one before. */
  boolean isCurrent(Instant bucket) {
    return !bucket.isBefore(first());
  }

  /** The first bucket that begins within the period. */
  private Instant first() {
    long ticksPerBucket = size.toSeconds() * TICKS_PER_SECOND;
    return instant(Math.ceilDiv(ticks(from), ticksPerBucket) * ticksPerBucket);
  }

  /** The instant of a datetime cell: ticks of 100 ns since 1970-01-01T00:00:00Z. */
  static Instant instant(long ticks) {
    return Instant.ofEpochSecond(
        Math.floorDiv(ticks, TICKS_PER_SECOND), Math.floorMod(ticks, TICKS_PER_SECOND) * 100);
  }

  private static long ticks(Instant instant) {
    return instant.getEpochSecond() * TICKS_PER_SECOND + instant.getNano() / 100;
  }
}
