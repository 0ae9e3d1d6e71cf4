package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import io.vedette.kql.types.DateTimeText;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TimespanText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads what stands in {@code datetime(...)}, {@code long(...)} and their like. */
final class TypedLiterals {
  private TypedLiterals() {}

  /** The literal, or null when the content is none of that type. */
  static @Nullable Literal read(ScalarType type, String content, Span span) {
    String value = unquoted(content.strip());
    boolean isNull = value.equals("null");
    return switch (type) {
      case BOOL -> {
        Boolean bool = bool(value);
        yield isNull || bool != null ? new Literal.BoolValue(bool, span) : null;
      }
      case INT -> {
        Long number = whole(value);
        boolean fits = number != null && number == number.intValue();
        yield isNull || fits
            ? new Literal.IntValue(number == null ? null : number.intValue(), span)
            : null;
      }
      case LONG -> {
        Long number = whole(value);
        yield isNull || number != null ? new Literal.LongValue(number, span) : null;
      }
      case REAL -> {
        Double number = real(value);
        yield isNull || number != null ? new Literal.RealValue(number, span) : null;
      }
      case DECIMAL -> {
        BigDecimal number = fitting(decimal(value));
        yield isNull || number != null ? new Literal.DecimalValue(number, span) : null;
      }
      case DATETIME -> {
        OptionalLong ticks = DateTimeText.ticks(value);
        yield isNull || ticks.isPresent()
            ? new Literal.DateTimeValue(ticks.isPresent() ? ticks.getAsLong() : null, span)
            : null;
      }
      case TIMESPAN -> {
        OptionalLong ticks = TimespanText.ticks(value);
        yield isNull || ticks.isPresent()
            ? new Literal.TimespanValue(ticks.isPresent() ? ticks.getAsLong() : null, span)
            : null;
      }
      case GUID -> {
        String guid = guid(value);
        yield isNull || guid != null ? new Literal.GuidValue(guid, span) : null;
      }
      case DYNAMIC, STRING -> null;
    };
  }

  /** What to write instead, for a literal whose content is an expression. */
  static String hint(ScalarType type) {
    return switch (type) {
      case DATETIME -> "write a date such as datetime(2024-01-31 10:00), or use todatetime(...)";
      case TIMESPAN -> "write a span such as timespan(1.02:03:04) or 90m, or use totimespan(...)";
      case GUID -> "write 32 hexadecimal digits, or use toguid(...)";
      case BOOL -> "write true or false, or use tobool(...)";
      case DECIMAL -> "write a number of at most 21 digits before the point, or use todecimal(...)";
      case INT, LONG, REAL -> "write a number, or use to%s(...)".formatted(type.kustoName());
      case DYNAMIC, STRING -> "write a value of JSON";
    };
  }

  /** The content without quotes around it. */
  static String unquoted(String content) {
    if (content.length() >= 2) {
      char first = content.charAt(0);
      if ((first == '"' || first == '\'') && content.charAt(content.length() - 1) == first) {
        return content.substring(1, content.length() - 1).strip();
      }
    }
    return content;
  }

  private static @Nullable Boolean bool(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> null;
    };
  }

  /** A whole number in decimal or hexadecimal digits, or null when it is none or too large. */
  static @Nullable Long whole(String value) {
    try {
      if (value.startsWith("0x") || value.startsWith("0X")) {
        return Long.parseUnsignedLong(value.substring(2), 16);
      }
      return Long.valueOf(value);
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Double real(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "inf", "+inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> {
        BigDecimal number = decimal(value);
        yield number == null ? null : (Double) number.doubleValue();
      }
    };
  }

  private static @Nullable BigDecimal decimal(String value) {
    if (value.length() > 400) {
      return null;
    }
    try {
      BigDecimal number = new BigDecimal(value);
      return Math.abs((long) number.scale()) > 2000 ? null : number;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** With as many decimals as are kept, or null when the digits before the point are too many. */
  private static @Nullable BigDecimal fitting(@Nullable BigDecimal number) {
    if (number == null) {
      return null;
    }
    BigDecimal rounded =
        number.scale() > ScalarType.DECIMAL_SCALE
            ? number.setScale(ScalarType.DECIMAL_SCALE, RoundingMode.HALF_UP)
            : number;
    int whole = rounded.precision() - rounded.scale();
    return whole > ScalarType.DECIMAL_DIGITS - ScalarType.DECIMAL_SCALE ? null : rounded;
  }

  private static @Nullable String guid(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    if (lower.startsWith("{") && lower.endsWith("}")) {
      lower = lower.substring(1, lower.length() - 1);
    }
    if (lower.length() == 32) {
      lower =
          String.join(
              "-",
              lower.substring(0, 8),
              lower.substring(8, 12),
              lower.substring(12, 16),
              lower.substring(16, 20),
              lower.substring(20));
    }
    return isGuid(lower) ? lower : null;
  }

  /** Whether the text is a guid in lower case with hyphens. */
  static boolean isGuid(String lower) {
    if (lower.length() != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      char c = lower.charAt(i);
      boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
      if (hyphen ? c != '-' : Character.digit(c, 16) < 0 || c > 'f') {
        return false;
      }
    }
    return true;
  }
}
