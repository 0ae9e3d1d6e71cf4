package io.vedette.analytics;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Instants as the operational database keeps them: microseconds since 1970-01-01T00:00Z. */
public final class MicroTime {
  private MicroTime() {}

  /** The number for an instant. */
  public static long of(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  /** The number for an instant, null for none. */
  public static @Nullable Long ofNullable(@Nullable Instant instant) {
    return instant == null ? null : of(instant);
  }

  /** The instant of a number. */
  public static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  /** The instant of a number read from a column, null for SQL's null. */
  public static @Nullable Instant instantOrNull(@Nullable Object column) {
    return column instanceof Number micros ? instant(micros.longValue()) : null;
  }

  static long of(Duration duration) {
    return duration.toNanos() / 1000;
  }
}
