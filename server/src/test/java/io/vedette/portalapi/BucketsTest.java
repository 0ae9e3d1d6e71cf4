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
        .hasSize(24)
        .startsWith(new OverviewView.Point(Instant.parse("2026-01-04T09:00:00Z"), 0))
        .endsWith(new OverviewView.Point(Instant.parse("2026-01-05T08:00:00Z"), 0))
        .contains(new OverviewView.Point(two, 5));
  }

  @Test
  void the_period_before_is_told_apart() {
    Buckets day = Buckets.of(NOW, 24);
    assertThat(day.isCurrent(Instant.parse("2026-01-04T09:00:00Z"))).isTrue();
    assertThat(day.isCurrent(Instant.parse("2026-01-04T08:00:00Z"))).isFalse();
  }

  @Test
  void ticks_count_from_1970_as_in_results() {
    // 2026-01-05T08:20:00Z is 1767601200 seconds after 1970-01-01.
    assertThat(Buckets.instant(17_676_012_000_000_000L + 5)).isEqualTo(NOW.plusNanos(500));
  }
}
