package io.vedette.api.loganalytics;

import io.vedette.kql.CompileOptions.TimeRange;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.List;

/**
 * A time interval of ISO 8601 as the query interface takes it: a duration that ends now ({@code
 * PT1H}, {@code P7D}), or start and end, start and duration, duration and end, with a slash
 * between.
 *
 * <p>Source: Azure Monitor documentation, "Azure Monitor Log Analytics API request format",
 * timespan.
 */
final class IsoTimespan {
  private IsoTimespan() {}

  /**
   * The bounds that a text means.
   *
   * @throws IllegalArgumentException when it is no interval; the message says what one looks like
   */
  static TimeRange parse(String text, Instant now) {
    String[] parts = text.strip().split("/", -1);
    try {
      if (parts.length == 1) {
        return range(before(now, parts[0]), now);
      }
      if (parts.length == 2) {
        boolean startsWithDuration = isDuration(parts[0]);
        boolean endsWithDuration = isDuration(parts[1]);
        if (!startsWithDuration && !endsWithDuration) {
          return range(instant(parts[0]), instant(parts[1]));
        }
        if (startsWithDuration != endsWithDuration) {
          return startsWithDuration
              ? range(before(instant(parts[1]), parts[0]), instant(parts[1]))
              : range(instant(parts[0]), after(instant(parts[0]), parts[1]));
        }
      }
    } catch (DateTimeException | ArithmeticException e) {
      throw new IllegalArgumentException(words(text), e);
    }
    throw new IllegalArgumentException(words(text));
  }

  private static String words(String text) {
    return "The timespan '"
        + text
        + "' is no interval of ISO 8601, such as PT1H or 2026-11-24T00:00:00Z/PT12H";
  }

  private static TimeRange range(Instant from, Instant to) {
    if (to.isBefore(from)) {
      throw new DateTimeException("the end is before the start");
    }
    return new TimeRange(from, to);
  }

  private static boolean isDuration(String part) {
    return part.startsWith("P") || part.startsWith("p");
  }

  private static Instant before(Instant end, String duration) {
    ZonedDateTime time = end.atZone(ZoneOffset.UTC);
    for (TemporalAmount amount : amounts(duration)) {
      time = time.minus(amount);
    }
    return time.toInstant();
  }

  private static Instant after(Instant start, String duration) {
    ZonedDateTime time = start.atZone(ZoneOffset.UTC);
    for (TemporalAmount amount : amounts(duration)) {
      time = time.plus(amount);
    }
    return time.toInstant();
  }

  /** The part in years to days, then the part in hours to seconds. */
  private static List<TemporalAmount> amounts(String duration) {
    String upper = duration.toUpperCase(java.util.Locale.ROOT);
    int time = upper.indexOf('T');
    String days = time < 0 ? upper : upper.substring(0, time);
    List<TemporalAmount> amounts = new ArrayList<>();
    if (!days.equals("P")) {
      amounts.add(Period.parse(days));
    }
    if (time >= 0) {
      amounts.add(Duration.parse("P" + upper.substring(time)));
    }
    if (amounts.isEmpty()) {
      throw new DateTimeException("an empty duration");
    }
    return amounts;
  }

  private static Instant instant(String text) {
    if (text.length() == 10) {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    String time = text.replace(' ', 'T');
    boolean offset = time.endsWith("Z") || time.indexOf('+') > 0 || time.lastIndexOf('-') > 10;
    return offset
        ? OffsetDateTime.parse(time).toInstant()
        : LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
  }
}
