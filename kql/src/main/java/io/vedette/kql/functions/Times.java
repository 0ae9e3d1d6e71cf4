package io.vedette.kql.functions;

import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Datetimes and timespans, both in ticks of 100 ns, as Kusto writes and reads them. */
public final class Times {
  private Times() {}

  public static final long SECOND = 10_000_000L;
  public static final long MINUTE = 60 * SECOND;
  public static final long HOUR = 60 * MINUTE;
  public static final long DAY = 24 * HOUR;

  /** Ticks from 0001-01-01, the zero of Kusto's own ticks and of {@code bin}, to 1970-01-01. */
  public static final long SINCE_YEAR_ONE = 719_162 * DAY;

  /** The last tick of year 9999, since 1970. */
  public static final long LATEST = 2_932_897 * DAY - 1;

  /** The ticks, or null outside the years 1 to 9999, which Kusto's datetimes are bounded by. */
  public static SqlExpr inCalendar(SqlExpr ticks) {
    return Sql.template(
        "CASE WHEN {0} BETWEEN " + -SINCE_YEAR_ONE + " AND " + LATEST + " THEN {0} END", ticks);
  }

  /** Whether ticks since 1970 lie in the years 1 to 9999. */
  public static boolean isInCalendar(long ticks) {
    return ticks >= -SINCE_YEAR_ONE && ticks <= LATEST;
  }

  private static final Pattern ISO =
      Pattern.compile(
          "(\\d{4})-(\\d{1,2})(?:-(\\d{1,2}))?"
              + "(?:[T ]+(\\d{1,2})(?::(\\d{1,2})(?::(\\d{1,2})(?:[.,](\\d{1,9}))?)?)?)?"
              + "\\s*(Z|UTC|GMT|[+-]\\d{1,2}(?::?\\d{2})?)?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern AMERICAN =
      Pattern.compile(
          "(\\d{1,2})[/-](\\d{1,2})[/-](\\d{4})"
              + "(?:[ ,T]+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?\\s*(AM|PM)?)?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern NAMED_MONTH =
      Pattern.compile(
          "(?:[a-z]{3,9},?\\s+)?(\\d{1,2})[ -]([a-z]{3,9})[ -](\\d{2,4})"
              + "(?:\\s+(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?)?"
              + "\\s*(Z|UTC|GMT|[+-]\\d{1,2}(?::?\\d{2})?)?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern COMPACT =
      Pattern.compile("(\\d{4})(\\d{2})(\\d{2})(?:(\\d{2})(\\d{2})(\\d{2})?)?");

  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

  private static final Pattern SPAN =
      Pattern.compile(
          "(-)?(?:(\\d+)[.:](?=\\d{1,2}:\\d{1,2}(?::|$)))?(\\d{1,2}):(\\d{1,2})"
              + "(?::(\\d{1,2})(?:\\.(\\d{1,9}))?)?");

  private static final Pattern SPAN_UNIT =
      Pattern.compile(
          "(-?\\d+(?:\\.\\d+)?)\\s*(d|day|days|h|hr|hrs|hour|hours|m|min|minute|minutes|s|sec|second"
              + "|seconds|ms|milli|millis|millisec|millisecond|milliseconds|micro|micros|microsec"
              + "|microsecond|microseconds|tick|ticks)",
          Pattern.CASE_INSENSITIVE);

  /** An instant as ticks since 1970; finer digits are cut off. */
  public static long ticks(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), SECOND), instant.getNano() / 100);
  }

  /** Ticks as ISO 8601 with seven digits and Z, as {@code tostring} gives them. */
  public static String datetimeText(long ticks) {
    StringBuilder text = new StringBuilder(28);
    writeDatetime(ticks, text);
    return text.toString();
  }

  /** Arrays of a million of them are written: formats would take seconds. */
  static void writeDatetime(long ticks, StringBuilder out) {
    long seconds = Math.floorDiv(ticks, SECOND);
    LocalDateTime t = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
    digits(t.getYear(), 4, '-', out);
    digits(t.getMonthValue(), 2, '-', out);
    digits(t.getDayOfMonth(), 2, 'T', out);
    digits(t.getHour(), 2, ':', out);
    digits(t.getMinute(), 2, ':', out);
    digits(t.getSecond(), 2, '.', out);
    digits(Math.floorMod(ticks, SECOND), 7, 'Z', out);
  }

  private static void digits(long number, int least, char after, StringBuilder out) {
    long bound = 10;
    for (int i = 1; i < least; i++, bound *= 10) {
      if (number < bound) {
        out.append("0".repeat(least - i));
        break;
      }
    }
    out.append(number).append(after);
  }

  /** Ticks as {@code [-][d.]hh:mm:ss[.fffffff]}. */
  public static String timespanText(long ticks) {
    StringBuilder text = new StringBuilder(26);
    writeTimespan(ticks, text);
    return text.toString();
  }

  static void writeTimespan(long ticks, StringBuilder out) {
    long days = Math.abs(ticks / DAY);
    if (ticks < 0) {
      out.append('-');
    }
    if (days > 0) {
      out.append(days).append('.');
    }
    digits(Math.abs(ticks / HOUR % 24), 2, ':', out);
    digits(Math.abs(ticks / MINUTE % 60), 2, ':', out);
    digits(Math.abs(ticks / SECOND % 60), 2, '.', out);
    long fraction = Math.abs(ticks % SECOND);
    if (fraction != 0) {
      digits(fraction, 7, '.', out);
    }
    out.setLength(out.length() - 1);
  }

  /** Reads the forms of {@code todatetime} and of datetime literals; null for anything else. */
  public static @Nullable Long parseDatetime(String text) {
    String t = text.strip();
    if (t.isEmpty() || t.length() > 64) {
      return null;
    }
    try {
      Matcher m = ISO.matcher(t);
      if (m.matches()) {
        return assemble(
            number(m, 1, 1),
            number(m, 2, 1),
            number(m, 3, 1),
            number(m, 4, 0),
            number(m, 5, 0),
            number(m, 6, 0),
            m.group(7),
            m.group(8));
      }
      m = AMERICAN.matcher(t);
      if (m.matches()) {
        int hour = number(m, 4, 0);
        if (m.group(8) != null) {
          hour = hour % 12 + (m.group(8).equalsIgnoreCase("PM") ? 12 : 0);
        }
        return assemble(
            number(m, 3, 1),
            number(m, 1, 1),
            number(m, 2, 1),
            hour,
            number(m, 5, 0),
            number(m, 6, 0),
            m.group(7),
            null);
      }
      m = NAMED_MONTH.matcher(t);
      if (m.matches()) {
        int at = MONTHS.indexOf(m.group(2).substring(0, 3).toLowerCase(Locale.ROOT));
        int year = number(m, 3, 1);
        if (at < 0 || at % 3 != 0) {
          return null;
        }
        return assemble(
            year < 100 ? (year < 50 ? 2000 : 1900) + year : year,
            at / 3 + 1,
            number(m, 1, 1),
            number(m, 4, 0),
            number(m, 5, 0),
            number(m, 6, 0),
            m.group(7),
            m.group(8));
      }
      m = COMPACT.matcher(t);
      if (m.matches()) {
        return assemble(
            number(m, 1, 1),
            number(m, 2, 1),
            number(m, 3, 1),
            number(m, 4, 0),
            number(m, 5, 0),
            number(m, 6, 0),
            null,
            null);
      }
      return null;
    } catch (DateTimeException | ArithmeticException outOfRange) {
      return null;
    }
  }

  private static int number(Matcher m, int group, int absent) {
    String digits = m.group(group);
    return digits == null ? absent : Integer.parseInt(digits);
  }

  private static long assemble(
      int year,
      int month,
      int day,
      int hour,
      int minute,
      int second,
      @Nullable String fraction,
      @Nullable String zone) {
    LocalDate date = LocalDate.of(year, month, day);
    boolean midnightAfter = hour == 24 && minute == 0 && second == 0;
    if ((hour > 23 && !midnightAfter) || minute > 59 || second > 59) {
      throw new DateTimeException("time of day");
    }
    long ticks =
        date.toEpochDay() * DAY
            + hour * HOUR
            + minute * MINUTE
            + second * SECOND
            + fraction(fraction);
    ticks -= offset(zone);
    if (!isInCalendar(ticks)) {
      throw new DateTimeException("year");
    }
    return ticks;
  }

  private static long fraction(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong((digits + "0000000").substring(0, 7));
  }

  private static long offset(@Nullable String zone) {
    if (zone == null || Character.isLetter(zone.charAt(0))) {
      return 0;
    }
    String digits = zone.substring(1).replace(":", "");
    int split = digits.length() > 2 ? digits.length() - 2 : digits.length();
    long hours = Long.parseLong(digits.substring(0, split));
    long minutes = split < digits.length() ? Long.parseLong(digits.substring(split)) : 0;
    long offset = hours * HOUR + minutes * MINUTE;
    return zone.charAt(0) == '-' ? -offset : offset;
  }

  /** Reads the forms of {@code totimespan} and of timespan literals; null for anything else. */
  public static @Nullable Long parseTimespan(String text) {
    String t = text.strip();
    if (t.isEmpty() || t.length() > 64) {
      return null;
    }
    try {
      Matcher m = SPAN.matcher(t);
      if (m.matches()) {
        long days = m.group(2) == null ? 0 : Long.parseLong(m.group(2));
        long ticks =
            Math.addExact(
                Math.multiplyExact(days, DAY),
                number(m, 3, 0) * HOUR
                    + number(m, 4, 0) * MINUTE
                    + number(m, 5, 0) * SECOND
                    + fraction(m.group(6)));
        return m.group(1) == null ? ticks : -ticks;
      }
      m = SPAN_UNIT.matcher(t);
      if (m.matches()) {
        return unitTicks(m.group(1), m.group(2));
      }
      return t.matches("-?\\d{1,8}") ? (Long) Math.multiplyExact(Long.parseLong(t), DAY) : null;
    } catch (ArithmeticException | NumberFormatException outOfRange) {
      return null;
    }
  }

  /**
   * A number with a unit, such as {@code 1.5} and {@code h}, in ticks; null for an unknown unit.
   */
  public static @Nullable Long unitTicks(String number, String unit) {
    long ticks =
        switch (unit.toLowerCase(Locale.ROOT)) {
          case "d", "day", "days" -> DAY;
          case "h", "hr", "hrs", "hour", "hours" -> HOUR;
          case "m", "min", "minute", "minutes" -> MINUTE;
          case "s", "sec", "second", "seconds" -> SECOND;
          case "ms", "milli", "millis", "millisec", "millisecond", "milliseconds" -> 10_000L;
          case "micro", "micros", "microsec", "microsecond", "microseconds" -> 10L;
          case "tick", "ticks" -> 1L;
          default -> 0L;
        };
    if (ticks == 0) {
      return null;
    }
    double value = Double.parseDouble(number);
    return number.indexOf('.') < 0
        ? (Long) Math.multiplyExact(Long.parseLong(number), ticks)
        : (Long) Math.round(value * ticks);
  }
}
