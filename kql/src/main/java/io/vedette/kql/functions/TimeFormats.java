package io.vedette.kql.functions;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/**
 * Datetimes and timespans in a format of letters. Source: Kusto documentation, "format_datetime()"
 * and "format_timespan()".
 */
final class TimeFormats {
  private TimeFormats() {}

  /** What the letters of a format stand for; {@code width} is how often the letter stands there. */
  @FunctionalInterface
  private interface Letters {
    /** Appends the part and tells whether the letter is one. */
    boolean append(char letter, int width, StringBuilder out);
  }

  static String datetime(long ticks, String format) {
    LocalDateTime t =
        LocalDateTime.ofEpochSecond(Math.floorDiv(ticks, Times.SECOND), 0, ZoneOffset.UTC);
    long fraction = Math.floorMod(ticks, Times.SECOND);
    return format(
        format,
        (letter, width, out) -> {
          switch (letter) {
            case 'y' -> pad(width <= 2 ? t.getYear() % 100 : t.getYear(), width, out);
            case 'M' -> pad(t.getMonthValue(), width, out);
            case 'd' -> pad(t.getDayOfMonth(), width, out);
            case 'H' -> pad(t.getHour(), width, out);
            case 'h' -> pad((t.getHour() + 11) % 12 + 1, width, out);
            case 'm' -> pad(t.getMinute(), width, out);
            case 's' -> pad(t.getSecond(), width, out);
            case 't' -> out.append(t.getHour() < 12 ? "AM" : "PM", 0, Math.min(width, 2));
            case 'f' -> out.append(digits(fraction, width));
            case 'F' -> out.append(digits(fraction, width).replaceAll("0+$", ""));
            default -> {
              return false;
            }
          }
          return true;
        });
  }

  static String timespan(long ticks, String format) {
    long days = Math.abs(ticks / Times.DAY);
    long hours = Math.abs(ticks / Times.HOUR % 24);
    long fraction = Math.abs(ticks % Times.SECOND);
    String text =
        format(
            format,
            (letter, width, out) -> {
              switch (letter) {
                case 'd' -> pad(days, width, out);
                case 'H', 'h' -> pad(hours, width, out);
                case 'm' -> pad(Math.abs(ticks / Times.MINUTE % 60), width, out);
                case 's' -> pad(Math.abs(ticks / Times.SECOND % 60), width, out);
                case 'f' -> out.append(digits(fraction, width));
                case 'F' -> out.append(digits(fraction, width).replaceAll("0+$", ""));
                default -> {
                  return false;
                }
              }
              return true;
            });
    return ticks < 0 ? "-" + text : text;
  }

  private static String format(String format, Letters letters) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < format.length() && i < 1000) {
      char c = format.charAt(i);
      int end = i;
      while (end < format.length() && format.charAt(end) == c) {
        end++;
      }
      if (!letters.append(c, end - i, out)) {
        out.append(format, i, end);
      }
      i = end;
    }
    return out.toString();
  }

  private static void pad(long value, int width, StringBuilder out) {
    String digits = Long.toString(value);
    out.repeat('0', Math.max(0, Math.min(width, 20) - digits.length())).append(digits);
  }

  private static String digits(long fraction, int width) {
    String seven = String.format(Locale.ROOT, "%07d", fraction);
    return seven.substring(0, Math.min(width, 7));
  }
}
