package io.vedette.evtx;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Times as Windows stores and writes them. */
final class Times {
  private static final long TICKS_PER_SECOND = 10_000_000;
  private static final long SECONDS_1601_TO_1970 = 11_644_473_600L;

  private Times() {}

  /** A FILETIME, 100 ns ticks since 1601, as ISO text with seven digits. */
  static String fileTime(long ticks) {
    long seconds = Long.divideUnsigned(ticks, TICKS_PER_SECOND) - SECONDS_1601_TO_1970;
    long fraction = Long.remainderUnsigned(ticks, TICKS_PER_SECOND);
    long day = Math.floorDiv(seconds, 86_400L);
    int ofDay = (int) Math.floorMod(seconds, 86_400L);
    LocalDate date = LocalDate.ofEpochDay(day);
    StringBuilder text = new StringBuilder(28);
    date(text, date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    time(text, ofDay / 3600, ofDay / 60 % 60, ofDay % 60);
    return digits(text.append('.'), fraction, 7).append('Z').toString();
  }

  /** A SYSTEMTIME as ISO text with milliseconds. */
  static String systemTime(
      int year, int month, int day, int hour, int minute, int second, int milli) {
    StringBuilder text = new StringBuilder(24);
    date(text, year, month, day);
    time(text, hour, minute, second);
    return digits(text.append('.'), milli, 3).append('Z').toString();
  }

  /** An instant from FILETIME ticks. */
  static Instant instant(long ticks) {
    return Instant.ofEpochSecond(
        Long.divideUnsigned(ticks, TICKS_PER_SECOND) - SECONDS_1601_TO_1970,
        Long.remainderUnsigned(ticks, TICKS_PER_SECOND) * 100);
  }

  /** ISO text in UTC to an instant, or null when it is none. */
  static @Nullable Instant parse(String text) {
    int end = text.length() - 1;
    if (end < 19 || text.charAt(end) != 'Z' || text.charAt(10) != 'T' || text.charAt(4) != '-') {
      return general(text);
    }
    long year = number(text, 0, 4);
    long month = number(text, 5, 7);
    long day = number(text, 8, 10);
    long hour = number(text, 11, 13);
    long minute = number(text, 14, 16);
    long second = number(text, 17, 19);
    long nanos = 0;
    if (end > 20 && end <= 29 && text.charAt(19) == '.') {
      nanos = Math.max(-1, number(text, 20, end));
      for (int digits = end - 20; digits < 9; digits++) {
        nanos *= 10;
      }
    } else if (end != 19) {
      return general(text);
    }
    if (year < 0 || month < 1 || month > 12 || day < 1 || hour < 0 || hour > 23) {
      return null;
    }
    if (minute < 0 || minute > 59 || second < 0 || second > 59 || nanos < 0 || day > 31) {
      return null;
    }
    try {
      long days = LocalDate.of((int) year, (int) month, (int) day).toEpochDay();
      return Instant.ofEpochSecond(days * 86_400 + hour * 3600 + minute * 60 + second, nanos);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Instant general(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Digits to a number; negative when there is another character. */
  private static long number(String text, int from, int to) {
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return Long.MIN_VALUE;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static void date(StringBuilder text, int year, int month, int day) {
    digits(text, year, 4).append('-');
    digits(text, month, 2).append('-');
    digits(text, day, 2).append('T');
  }

  private static void time(StringBuilder text, int hour, int minute, int second) {
    digits(text, hour, 2).append(':');
    digits(text, minute, 2).append(':');
    digits(text, second, 2);
  }

  private static StringBuilder digits(StringBuilder text, long value, int width) {
    String digits = Long.toString(value);
    for (int i = digits.length(); i < width; i++) {
      text.append('0');
    }
    return text.append(digits);
  }
}
