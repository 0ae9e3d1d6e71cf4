package io.vedette.kql.types;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Time spans as text, read into ticks of 100 ns.
 *
 * <p>Source: Kusto documentation, "The timespan data type".
 */
public final class TimespanText {
  /** Ticks of a day. */
  public static final long TICKS_PER_DAY = 864_000_000_000L;

  private static final int LONGEST = 64;

  private static final Pattern CLOCK =
      Pattern.compile(
          "(-?)(?:(\\d{1,8})[.:](?=\\d{1,2}:\\d{1,2}:))?(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,9}))?)?");
  private static final Pattern DAYS_AND_CLOCK =
      Pattern.compile("(-?)(\\d{1,8})\\.(\\d{1,2}):(\\d{1,2})");
  private static final Pattern QUANTITY =
      Pattern.compile("([+-]?\\d{1,19}(?:\\.\\d{1,19})?)\\s*([a-z]*)");

  private static final Map<String, Long> UNITS =
      Map.ofEntries(
          Map.entry("", TICKS_PER_DAY),
          Map.entry("d", TICKS_PER_DAY),
          Map.entry("day", TICKS_PER_DAY),
          Map.entry("h", 36_000_000_000L),
          Map.entry("hr", 36_000_000_000L),
          Map.entry("hour", 36_000_000_000L),
          Map.entry("m", 600_000_000L),
          Map.entry("min", 600_000_000L),
          Map.entry("minute", 600_000_000L),
          Map.entry("s", 10_000_000L),
          Map.entry("sec", 10_000_000L),
          Map.entry("second", 10_000_000L),
          Map.entry("ms", 10_000L),
          Map.entry("milli", 10_000L),
          Map.entry("millisec", 10_000L),
          Map.entry("millisecond", 10_000L),
          Map.entry("micro", 10L),
          Map.entry("microsec", 10L),
          Map.entry("microsecond", 10L),
          Map.entry("tick", 1L));

  private TimespanText() {}

  /**
   * The ticks of {@code 1.5h}, {@code 15 seconds}, {@code 2} (days), {@code -1.02:03:04.5}, {@code
   * 02:03}; empty when the text is none of these or beyond the range of a timespan.
   */
  public static OptionalLong ticks(String text) {
    String trimmed = text.strip();
    if (trimmed.length() > LONGEST) {
      return OptionalLong.empty();
    }
    Matcher quantity = QUANTITY.matcher(trimmed);
    if (quantity.matches()) {
      return quantity(quantity.group(1), quantity.group(2).toLowerCase(Locale.ROOT));
    }
    Matcher clock = CLOCK.matcher(trimmed);
    if (clock.matches()) {
      return clock(
          clock.group(1).equals("-"),
          number(clock.group(2)),
          number(clock.group(3)),
          number(clock.group(4)),
          number(clock.group(5)),
          fraction(clock.group(6)));
    }
    Matcher days = DAYS_AND_CLOCK.matcher(trimmed);
    if (days.matches()) {
      return clock(
          days.group(1).equals("-"),
          number(days.group(2)),
          number(days.group(3)),
          number(days.group(4)),
          0,
          0);
    }
    return OptionalLong.empty();
  }

  /** The text that Kusto shows: {@code [-][d.]hh:mm:ss[.fffffff]}. */
  public static String text(long ticks) {
    long days = ticks / TICKS_PER_DAY;
    long rest = Math.abs(ticks % TICKS_PER_DAY);
    long fraction = rest % 10_000_000L;
    long seconds = rest / 10_000_000L;
    String clock = "%02d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    return (ticks < 0 ? "-" : "")
        + (days == 0 ? "" : Long.toString(days).replace("-", "") + ".")
        + clock
        + (fraction == 0 ? "" : ".%07d".formatted(fraction));
  }

  private static OptionalLong quantity(String amount, String unit) {
    if (unit.startsWith("nano")) {
      return ticks(new BigDecimal(amount).movePointLeft(2));
    }
    Long size = UNITS.get(unit);
    if (size == null && unit.endsWith("s")) {
      size = UNITS.get(unit.substring(0, unit.length() - 1));
    }
    return size == null
        ? OptionalLong.empty()
        : ticks(new BigDecimal(amount).multiply(BigDecimal.valueOf(size)));
  }

  private static OptionalLong ticks(BigDecimal ticks) {
    BigDecimal whole = ticks.setScale(0, RoundingMode.HALF_EVEN);
    return whole.precision() > 19
            || whole.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0
            || whole.compareTo(BigDecimal.valueOf(Long.MIN_VALUE)) < 0
        ? OptionalLong.empty()
        : OptionalLong.of(whole.longValueExact());
  }

  private static OptionalLong clock(
      boolean negative, long days, long hours, long minutes, long seconds, long fraction) {
    if (hours > 23 || minutes > 59 || seconds > 59 || days > 10_675_199) {
      return OptionalLong.empty();
    }
    long ticks =
        days * TICKS_PER_DAY
            + hours * 36_000_000_000L
            + minutes * 600_000_000L
            + seconds * 10_000_000L
            + fraction;
    return ticks < 0 ? OptionalLong.empty() : OptionalLong.of(negative ? -ticks : ticks);
  }

  private static long number(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong(digits);
  }

  /** The digits after a second's point, in ticks; what is finer is cut. */
  static long fraction(@Nullable String digits) {
    return digits == null ? 0 : Long.parseLong((digits + "0000000").substring(0, 7));
  }
}
