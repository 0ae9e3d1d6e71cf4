package io.vedette.kql.types;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Points in time as text, read into ticks of 100 ns since 1970-01-01T00:00:00Z. Without an offset
 * the text means UTC.
 *
 * <p>Source: Kusto documentation, "The datetime data type", its supported formats.
 */
public final class DateTimeText {
  private static final int LONGEST = 64;

  private static final String TIME =
      "(?:(?:T|\\s+|(?<=\\d):(?=\\d\\d:))(\\d{1,2})(?::(\\d{1,2})(?::(\\d{1,2})(?:[.,](\\d{1,12}))?)?)?\\s*([ap]m)?)?";
  private static final String ZONE = "\\s*(z|gmt|utc|[+-]\\d{2}:?\\d{2}|[+-]\\d{1,2})?";
  private static final int FLAGS = Pattern.CASE_INSENSITIVE;

  private static final Pattern ISO =
      Pattern.compile("(\\d{4})(?:-(\\d{1,2})(?:-(\\d{1,2}))?)?" + TIME + ZONE, FLAGS);
  private static final Pattern YEAR_FIRST =
      Pattern.compile("(\\d{4})/(\\d{1,2})/(\\d{1,2})" + TIME + ZONE, FLAGS);
  private static final Pattern COMMAS =
      Pattern.compile("(\\d{4}),\\s*(\\d{1,2}),\\s*(\\d{1,2})" + TIME + ZONE, FLAGS);
  private static final Pattern TIME_OF_DAY =
      Pattern.compile("(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:\\.(\\d{1,9}))?)?\\s*([ap]m)?", FLAGS);
  private static final Pattern COMPACT =
      Pattern.compile("(\\d{4})(\\d{2})(\\d{2})" + TIME + ZONE, FLAGS);
  private static final Pattern MONTH_FIRST =
      Pattern.compile("(\\d{1,2})/(\\d{1,2})/(\\d{4})" + TIME + ZONE, FLAGS);
  private static final Pattern NAMED_MONTH =
      Pattern.compile(
          "(?:[a-z]{3,9},?\\s+)?(\\d{1,2})[\\s-]+([a-z]{3,9})[\\s-]+(\\d{2}|\\d{4})" + TIME + ZONE,
          FLAGS);

  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private DateTimeText() {}

  /** The ticks of a date or a date with time; empty when the text is none. */
  public static OptionalLong ticks(String text) {
    String trimmed = text.strip();
    if (trimmed.length() > LONGEST) {
      return OptionalLong.empty();
    }
    for (Pattern pattern : List.of(ISO, YEAR_FIRST, COMPACT, COMMAS)) {
      Matcher matcher = pattern.matcher(trimmed);
      if (matcher.matches()) {
        return ticks(
            number(matcher.group(1), 1),
            number(matcher.group(2), 1),
            number(matcher.group(3), 1),
            matcher,
            4);
      }
    }
    Matcher monthFirst = MONTH_FIRST.matcher(trimmed);
    if (monthFirst.matches()) {
      return ticks(
          number(monthFirst.group(3), 1),
          number(monthFirst.group(1), 1),
          number(monthFirst.group(2), 1),
          monthFirst,
          4);
    }
    Matcher named = NAMED_MONTH.matcher(trimmed);
    if (named.matches()) {
      int month = MONTHS.indexOf(named.group(2).substring(0, 3).toLowerCase(Locale.ROOT)) + 1;
      int year = number(named.group(3), 1);
      int century = named.group(3).length() == 4 ? 0 : year < 50 ? 2000 : 1900;
      return ticks(year + century, month, number(named.group(1), 1), named, 4);
    }
    return OptionalLong.empty();
  }

  /** The ticks since midnight of a time without a date, such as {@code 8:00 AM}; or empty. */
  public static OptionalLong timeOfDay(String text) {
    Matcher time = TIME_OF_DAY.matcher(text.strip());
    if (text.length() > LONGEST || !time.matches()) {
      return OptionalLong.empty();
    }
    int hour = hourOfDay(number(time.group(1), 0), time.group(5));
    int minute = number(time.group(2), 0);
    int second = number(time.group(3), 0);
    return hour < 0 || hour > 23 || minute > 59 || second > 59
        ? OptionalLong.empty()
        : OptionalLong.of(
            (hour * 3600L + minute * 60L + second) * 10_000_000L
                + TimespanText.fraction(time.group(4)));
  }

  /** The hour from 0 to 23 of an hour before or after noon; -1 when there is no such hour. */
  private static int hourOfDay(int hour, @Nullable String half) {
    if (half == null) {
      return hour;
    }
    return hour < 1 || hour > 12 ? -1 : hour % 12 + (half.equalsIgnoreCase("pm") ? 12 : 0);
  }

  /** The text that {@code tostring} gives: ISO 8601 with seven digits after the second's point. */
  public static String text(long ticks) {
    long days = Math.floorDiv(ticks, TimespanText.TICKS_PER_DAY);
    long rest = Math.floorMod(ticks, TimespanText.TICKS_PER_DAY);
    long seconds = rest / 10_000_000L;
    LocalDate date = LocalDate.ofEpochDay(days);
    return "%04d-%02d-%02dT%02d:%02d:%02d.%07dZ"
        .formatted(
            date.getYear(),
            date.getMonthValue(),
            date.getDayOfMonth(),
            seconds / 3600,
            seconds / 60 % 60,
            seconds % 60,
            rest % 10_000_000L);
  }

  private static OptionalLong ticks(int year, int month, int day, Matcher time, int group) {
    int hour = hourOfDay(number(time.group(group), 0), time.group(group + 4));
    int minute = number(time.group(group + 1), 0);
    int second = number(time.group(group + 2), 0);
    if (hour < 0 || hour > 23 || minute > 59 || second > 59) {
      return OptionalLong.empty();
    }
    try {
      long days = LocalDate.of(year, month, day).toEpochDay();
      if (year < 1) {
        return OptionalLong.empty();
      }
      long seconds = hour * 3600L + minute * 60L + second - offsetSeconds(time.group(group + 5));
      return OptionalLong.of(
          days * TimespanText.TICKS_PER_DAY
              + seconds * 10_000_000L
              + TimespanText.fraction(time.group(group + 3)));
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  private static long offsetSeconds(@Nullable String zone) {
    if (zone == null || Character.isLetter(zone.charAt(0))) {
      return 0;
    }
    String digits = zone.substring(1).replace(":", "");
    int hours = Integer.parseInt(digits.length() > 2 ? digits.substring(0, 2) : digits);
    int minutes = digits.length() > 2 ? Integer.parseInt(digits.substring(2)) : 0;
    long seconds = hours * 3600L + minutes * 60L;
    return zone.charAt(0) == '-' ? -seconds : seconds;
  }

  private static int number(@Nullable String digits, int otherwise) {
    return digits == null ? otherwise : Integer.parseInt(digits);
  }
}
