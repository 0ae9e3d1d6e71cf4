package io.vedette.analytics.rules;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as rules write them: {@code 5m}, {@code 1h}, {@code 14d}, or ISO 8601 ({@code PT5M},
 * {@code P14D}).
 */
public final class RuleDurations {
  private static final Pattern SHORT = Pattern.compile("([0-9]{1,9})([smhdw])");
  private static final Pattern WEEKS = Pattern.compile("P([0-9]{1,6})W");

  private RuleDurations() {}

  /** The duration, or nothing when the text is none or is longer than a hundred years. */
  public static Optional<Duration> parse(String text) {
    String trimmed = text.strip();
    Matcher matcher = SHORT.matcher(trimmed.toLowerCase(Locale.ROOT));
    Matcher weeks = WEEKS.matcher(trimmed.toUpperCase(Locale.ROOT));
    try {
      Duration duration;
      if (matcher.matches()) {
        duration = shortForm(Long.parseLong(matcher.group(1)), matcher.group(2).charAt(0));
      } else if (weeks.matches()) {
        duration = Duration.ofDays(7L * Long.parseLong(weeks.group(1)));
      } else {
        duration = Duration.parse(trimmed);
      }
      boolean inRange = !duration.isNegative() && duration.toDays() <= 36_525;
      return inRange ? Optional.of(duration) : Optional.empty();
    } catch (DateTimeParseException | ArithmeticException e) {
      return Optional.empty();
    }
  }

  private static Duration shortForm(long count, char unit) {
    return switch (unit) {
      case 's' -> Duration.ofSeconds(count);
      case 'm' -> Duration.ofMinutes(count);
      case 'h' -> Duration.ofHours(count);
      case 'd' -> Duration.ofDays(count);
      default -> Duration.ofDays(7 * count);
    };
  }
}
