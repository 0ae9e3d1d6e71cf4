package io.vedette.query;

import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TimespanText;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** Values as the Log Analytics query API writes them, without quotes. */
public final class KustoText {
  /** Ticks of 100 ns in a second. */
  static final long TICKS_PER_SECOND = 10_000_000L;

  private KustoText() {}

  /** The text of a cell of a {@link ResultSet}; null is empty. */
  public static String of(ScalarType type, @Nullable Object value) {
    if (value == null) {
      return "";
    }
    return switch (type) {
      case DATETIME -> datetime((Long) value);
      case TIMESPAN -> TimespanText.text((Long) value);
      case DECIMAL -> decimal(value);
      case REAL -> real((Double) value);
      case BOOL, INT, LONG, STRING, GUID, DYNAMIC -> value.toString();
    };
  }

  /**
   * A datetime in ISO 8601 with Z and as many fraction digits as needed, up to seven.
   *
   * @param ticks of 100 ns since 1970-01-01T00:00:00Z
   */
  public static String datetime(long ticks) {
    ZonedDateTime time =
        Instant.ofEpochSecond(Math.floorDiv(ticks, TICKS_PER_SECOND)).atZone(ZoneOffset.UTC);
    StringBuilder text = new StringBuilder(28);
    padded(text, time.getYear(), 4).append('-');
    padded(text, time.getMonthValue(), 2).append('-');
    padded(text, time.getDayOfMonth(), 2).append('T');
    clock(text, time.getHour(), time.getMinute(), time.getSecond());
    long fraction = Math.floorMod(ticks, TICKS_PER_SECOND);
    if (fraction != 0) {
      StringBuilder digits = padded(new StringBuilder(7), fraction, 7);
      int end = digits.length();
      while (digits.charAt(end - 1) == '0') {
        end--;
      }
      text.append('.').append(digits, 0, end);
    }
    return text.append('Z').toString();
  }

  /** The ticks of what {@link #datetime} wrote. */
  static long ticks(String datetime) {
    return ticks(Instant.parse(datetime));
  }

  /** Ticks of 100 ns since 1970-01-01T00:00:00Z. */
  public static long ticks(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), TICKS_PER_SECOND), instant.getNano() / 100);
  }

  static String decimal(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }
    return value.toString();
  }

  static String real(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    return Double.toString(value);
  }

  private static void clock(StringBuilder text, int hours, int minutes, int seconds) {
    padded(text, hours, 2).append(':');
    padded(text, minutes, 2).append(':');
    padded(text, seconds, 2);
  }

  private static StringBuilder padded(StringBuilder text, long value, int width) {
    String digits = Long.toString(value);
    return text.repeat('0', Math.max(0, width - digits.length())).append(digits);
  }
}
