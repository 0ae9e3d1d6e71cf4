package io.vedette.ingestion;

import io.vedette.kql.types.ScalarType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns values as they come into the form in which a column of a type stores them: Boolean,
 * Integer, Long, Double, BigDecimal (scale 17), String; datetime as Long of microseconds, timespan
 * as Long of 100 ns ticks, guid as text, dynamic as JSON text.
 */
final class StoredValue {
  /** Stands for a value that does not fit the type. */
  enum Unfit {
    UNFIT
  }

  private static final Object UNFIT = Unfit.UNFIT;

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Pattern TIMESPAN =
      Pattern.compile(
          "(-)?(?:(\\d{1,8})\\.)?(\\d{1,2}):(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,7}))?)?");

  private StoredValue() {}

  /** The stored form; null for no value (an empty string is no value); {@link Unfit#UNFIT}. */
  static @Nullable Object of(ScalarType type, Object value) {
    if (value instanceof String text) {
      if (text.isEmpty()) {
        return null;
      }
      if (type == ScalarType.STRING) {
        return text;
      }
    } else if (value instanceof JsonNode node && type != ScalarType.DYNAMIC) {
      return node.isNull()
          ? null
          : of(type, node.isValueNode() ? node.asString() : node.toString());
    }
    try {
      return switch (type) {
        case BOOL -> bool(value);
        case INT ->
            whole(value) instanceof Long n && n == n.intValue() ? (Object) n.intValue() : UNFIT;
        case LONG -> whole(value);
        case REAL -> real(value);
        case DECIMAL -> decimal(value);
        case STRING -> text(value);
        case DATETIME -> datetime(value);
        case TIMESPAN -> timespan(value);
        case GUID -> guid(value);
        case DYNAMIC -> dynamic(value);
      };
    } catch (ArithmeticException | NumberFormatException | JacksonException e) {
      return UNFIT;
    }
  }

  /** The type that a new column of a custom table gets from its first value. */
  static ScalarType inferredType(Object value) {
    return switch (value) {
      case Boolean b -> ScalarType.BOOL;
      case Byte n -> ScalarType.LONG;
      case Short n -> ScalarType.LONG;
      case Integer n -> ScalarType.LONG;
      case Long n -> ScalarType.LONG;
      case Number n -> ScalarType.REAL;
      case Instant i -> ScalarType.DATETIME;
      case OffsetDateTime i -> ScalarType.DATETIME;
      case Date i -> ScalarType.DATETIME;
      case Duration d -> ScalarType.TIMESPAN;
      case UUID u -> ScalarType.GUID;
      case Map<?, ?> m -> ScalarType.DYNAMIC;
      case Collection<?> c -> ScalarType.DYNAMIC;
      case JsonNode n ->
          n.isContainer()
              ? ScalarType.DYNAMIC
              : n.isBoolean()
                  ? ScalarType.BOOL
                  : n.isIntegralNumber()
                      ? ScalarType.LONG
                      : n.isNumber() ? ScalarType.REAL : ScalarType.STRING;
      default -> ScalarType.STRING;
    };
  }

  private static Object bool(Object value) {
    return switch (value) {
      case Boolean b -> b;
      case Number n -> n.doubleValue() != 0;
      default ->
          switch (value.toString().strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes" -> true;
            case "false", "0", "no" -> false;
            default -> UNFIT;
          };
    };
  }

  private static Object whole(Object value) {
    return switch (value) {
      case Long n -> n;
      case Integer n -> n.longValue();
      case Short n -> n.longValue();
      case Byte n -> n.longValue();
      case BigInteger n -> n.longValueExact();
      case BigDecimal n -> n.longValueExact();
      case Number n -> n.doubleValue() == n.longValue() ? (Object) n.longValue() : UNFIT;
      case Boolean b -> b ? 1L : 0L;
      default -> wholeText(value.toString().strip());
    };
  }

  private static Object wholeText(String text) {
    if (text.startsWith("0x") || text.startsWith("0X")) {
      return Long.parseUnsignedLong(text, 2, text.length(), 16);
    }
    return text.indexOf('.') >= 0 ? new BigDecimal(text).longValueExact() : Long.parseLong(text);
  }

  private static Object real(Object value) {
    return switch (value) {
      case Number n -> n.doubleValue();
      case Boolean b -> b ? 1.0 : 0.0;
      default -> Double.parseDouble(value.toString().strip());
    };
  }

  private static Object decimal(Object value) {
    BigDecimal number =
        value instanceof BigDecimal exact ? exact : new BigDecimal(value.toString().strip());
    if (number.precision() - number.scale()
        > ScalarType.DECIMAL_DIGITS - ScalarType.DECIMAL_SCALE) {
      return UNFIT;
    }
    return number.setScale(ScalarType.DECIMAL_SCALE, RoundingMode.HALF_EVEN);
  }

  private static Object text(Object value) {
    return switch (value) {
      case Map<?, ?> m -> JSON.writeValueAsString(m);
      case Collection<?> c -> JSON.writeValueAsString(c);
      default -> value.toString();
    };
  }

  private static Object datetime(Object value) {
    long micros =
        switch (value) {
          case Instant i -> DateTimes.micros(i);
          case OffsetDateTime t -> DateTimes.micros(t.toInstant());
          case LocalDateTime t -> DateTimes.micros(t.toInstant(ZoneOffset.UTC));
          case Date d -> DateTimes.micros(d.toInstant());
          case String s -> DateTimes.parse(s);
          default -> DateTimes.NONE;
        };
    return micros == DateTimes.NONE ? UNFIT : micros;
  }

  private static Object timespan(Object value) {
    if (value instanceof Duration d) {
      return Math.addExact(Math.multiplyExact(d.getSeconds(), 10_000_000L), d.getNano() / 100L);
    }
    if (value instanceof Number) {
      return whole(value);
    }
    Matcher parts = TIMESPAN.matcher(value.toString().strip());
    if (!parts.matches()) {
      return UNFIT;
    }
    long seconds =
        number(parts.group(2)) * 86_400
            + number(parts.group(3)) * 3600
            + number(parts.group(4)) * 60
            + number(parts.group(5));
    String fraction = parts.group(6) == null ? "" : parts.group(6);
    long ticks = seconds * 10_000_000L + number(fraction + "0".repeat(7 - fraction.length()));
    return parts.group(1) == null ? ticks : -ticks;
  }

  private static long number(@Nullable String digits) {
    return digits == null || digits.isEmpty() ? 0 : Long.parseLong(digits);
  }

  private static Object guid(Object value) {
    String text = value.toString().strip();
    String bare = text.length() == 38 && text.charAt(0) == '{' ? text.substring(1, 37) : text;
    try {
      return bare.length() == 36 ? UUID.fromString(bare).toString() : UNFIT;
    } catch (IllegalArgumentException e) {
      return UNFIT;
    }
  }

  /** Text that is a JSON object or array is taken as that, other text as a JSON string. */
  private static @Nullable Object dynamic(Object value) {
    if (value instanceof JsonNode node && node.isNull()) {
      return null;
    }
    if (value instanceof String text) {
      String trimmed = text.strip();
      if ((trimmed.startsWith("{") || trimmed.startsWith("[")) && isJson(trimmed)) {
        return trimmed;
      }
    }
    if (value instanceof Instant || value instanceof UUID || value instanceof Duration) {
      return JSON.writeValueAsString(value.toString());
    }
    return JSON.writeValueAsString(value);
  }

  private static boolean isJson(String text) {
    try {
      JSON.readTree(text);
      return true;
    } catch (JacksonException e) {
      return false;
    }
  }
}
