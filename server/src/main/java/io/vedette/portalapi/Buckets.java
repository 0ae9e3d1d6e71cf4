package io.vedette.portalapi;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The buckets of one period that ends now, and counts in them. Buckets begin where Kusto's {@code
 * bin()} has them: at multiples of their size since 0001-01-01, which for sizes that divide a day
 * are the same as those since 1970-01-01.
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

  /** Every bucket that the period touches, with its count or 0. */
  List<OverviewView.Point> points(Map<Instant, Long> counts) {
    long seconds = size.toSeconds();
    Instant first = Instant.ofEpochSecond(Math.floorDiv(from.getEpochSecond(), seconds) * seconds);
    List<OverviewView.Point> points = new ArrayList<>();
    for (Instant at = first; !at.isAfter(now); at = at.plus(size)) {
      points.add(new OverviewView.Point(at, counts.getOrDefault(at, 0L)));
    }
    return points;
  }

  /** The instant of a datetime as results hold it: ticks of 100 ns since 1970-01-01. */
  static Instant instant(long ticks) {
    return Instant.ofEpochSecond(
        Math.floorDiv(ticks, TICKS_PER_SECOND), Math.floorMod(ticks, TICKS_PER_SECOND) * 100);
  }
}
