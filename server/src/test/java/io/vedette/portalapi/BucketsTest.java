package io.vedette.portalapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BucketsTest {
  private static final Instant NOW = Instant.parse("2026-01-05T08:20:00Z");

  @Test
  void they_begin_at_full_hours_and_are_all_there() {
    Buckets day = Buckets.of(NOW, 24);
    Instant two = Instant.parse("2026-01-05T02:00:00Z");
    assertThat(day.size()).isEqualTo(Duration.ofHours(1));
    assertThat(day.points(Map.of(two, 5L)))
        .hasSize(25)
        .startsWith(new OverviewView.Point(Instant.parse("2026-01-04T08:00:00Z"), 0))
        .endsWith(new OverviewView.Point(Instant.parse("2026-01-05T08:00:00Z"), 0))
        .contains(new OverviewView.Point(two, 5));
  }

  @Test
  void buckets_of_six_hours_begin_where_a_day_does() {
    assertThat(Buckets.of(NOW, 168).points(Map.of()))
        .hasSize(29)
        .startsWith(new OverviewView.Point(Instant.parse("2025-12-29T06:00:00Z"), 0))
        .endsWith(new OverviewView.Point(Instant.parse("2026-01-05T06:00:00Z"), 0));
  }

  @Test
  void ticks_count_from_1970() {
    // 2026-01-05T08:20:00Z is 1767601200 seconds after 1970-01-01.
    assertThat(Buckets.instant(17_676_012_000_000_000L + 5)).isEqualTo(NOW.plusNanos(500));
  }
}
