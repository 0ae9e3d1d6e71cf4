package io.vedette.ingestion;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** Reads times as text into microseconds since 1970, UTC where no offset is given. */
final class DateTimes {
  /** Says that a text is no time. */
  static final long NONE = Long.MIN_VALUE;

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final int MICRO_DIGITS = 6;

  /** As portals export CSV: {@code 11/24/2026, 6:24:10.123 AM}. */
  private static final DateTimeFormatter EXPORTED =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("M/d/yyyy[,] h:mm:ss[.SSSSSSS][.SSS] a")
          .toFormatter(Locale.ROOT);

  private DateTimes() {}

  static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), MICROS_PER_SECOND), instant.getNano() / 1000);
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * 1000);
  }

  /** ISO 8601 (a blank may stand for T), a date alone, or the US form of exports. */
  static long parse(String text) {
    String trimmed = text.strip();
    try {
      long iso = iso(trimmed);
      return iso != NONE ? iso : exported(trimmed);
    } catch (DateTimeException | ArithmeticException e) {
      return NONE;
    }
  }

  private static long iso(String text) {
    if (text.length() < 10 || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return NONE;
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 7);
    int day = digits(text, 8, 10);
    if (year < 1 || month < 0 || day < 0) {
      return NONE;
    }
    long seconds = LocalDate.of(year, month, day).toEpochDay() * 86_400;
    if (text.length() == 10) {
      return seconds * MICROS_PER_SECOND;
    }
    return (text.charAt(10) == 'T' || text.charAt(10) == 't' || text.charAt(10) == ' ')
        ? clock(text, seconds)
        : NONE;
  }

  private static long clock(String text, long day) {
    if (text.length() < 16 || text.charAt(13) != ':') {
      return NONE;
    }
    int hour = digits(text, 11, 13);
    int minute = digits(text, 14, 16);
    int second = 0;
    int at = 16;
    if (at < text.length() && text.charAt(at) == ':') {
      second = text.length() < 19 ? -1 : digits(text, 17, 19);
      at = 19;
    }
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) {
      return NONE;
    }
    long fraction = 0;
    if (at < text.length() && (text.charAt(at) == '.' || text.charAt(at) == ',')) {
      int start = ++at;
      while (at < text.length() && isDigit(text.charAt(at))) {
        if (at - start < MICRO_DIGITS) {
          fraction = fraction * 10 + (text.charAt(at) - '0');
        }
        at++;
      }
      for (int have = at - start; have < MICRO_DIGITS; have++) {
        fraction *= 10;
      }
    }
    long seconds = day + hour * 3600L + minute * 60L + second;
    int offset = offsetSeconds(text, at);
    return offset == Integer.MIN_VALUE ? NONE : (seconds - offset) * MICROS_PER_SECOND + fraction;
  }

  private static int offsetSeconds(String text, int at) {
    String zone = text.substring(at).strip();
    if (zone.isEmpty() || zone.equalsIgnoreCase("Z") || zone.equalsIgnoreCase("UTC")) {
      return 0;
    }
    return zone.charAt(0) == '+' || zone.charAt(0) == '-'
        ? ZoneOffset.of(zone).getTotalSeconds()
        : Integer.MIN_VALUE;
  }

  private static long exported(String text) {
    if (text.indexOf('/') < 0) {
      return NONE;
    }
    LocalDateTime time = LocalDateTime.parse(text.replace('\u202f', ' '), EXPORTED);
    return micros(time.toInstant(ZoneOffset.UTC));
  }

  private static int digits(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      if (!isDigit(text.charAt(i))) {
        return -1;
      }
      number = number * 10 + (text.charAt(i) - '0');
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
