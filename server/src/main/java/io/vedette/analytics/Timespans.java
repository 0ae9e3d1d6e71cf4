package io.vedette.analytics;

import java.time.Duration;

/** Durations as Kusto and .NET write them, {@code [-][d.]hh:mm:ss[.fffffff]}. */
final class Timespans {
  private Timespans() {}

  static String text(Duration duration) {
    Duration size = duration.abs();
    StringBuilder text = new StringBuilder(duration.isNegative() ? "-" : "");
    if (size.toDays() > 0) {
      text.append(size.toDays()).append('.');
    }
    text.append(
        "%02d:%02d:%02d".formatted(size.toHoursPart(), size.toMinutesPart(), size.toSecondsPart()));
    if (size.toNanosPart() > 0) {
      text.append(".%07d".formatted(size.toNanosPart() / 100));
    }
    return text.toString();
  }
}
