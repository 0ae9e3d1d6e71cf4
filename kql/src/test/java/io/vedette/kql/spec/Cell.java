package io.vedette.kql.spec;

import io.vedette.kql.json.JsonValue;
import io.vedette.kql.types.DateTimeText;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TimespanText;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Compares a cell as a spec writes it with a value as the engine gives it. */
final class Cell {
  private static final double TOLERANCE = 1e-9;

  private Cell() {}

  static boolean matches(String written, ScalarType type, @Nullable Object value) {
    if (written.equals("null") && type != ScalarType.STRING) {
      return value == null;
    }
    if (value == null) {
      return false;
    }
    return switch (type) {
      case BOOL, INT, LONG, GUID -> written.equals(value.toString());
      case REAL -> close(real(written), ((Number) value).doubleValue());
      case DECIMAL -> new BigDecimal(written).compareTo((BigDecimal) value) == 0;
      case STRING -> unquoted(written).equals(value);
      case DATETIME -> ticks(DateTimeText.ticks(written), written) == (Long) value;
      case TIMESPAN -> ticks(TimespanText.ticks(written), written) == (Long) value;
      case DYNAMIC -> JsonValue.parse(written).equals(JsonValue.parse(value.toString()));
    };
  }

  /** The cell as a literal for an INSERT into a stored table. */
  static String literal(String written, ScalarType type) {
    if (written.equals("null")) {
      return "NULL";
    }
    return switch (type) {
      case BOOL, INT, LONG, REAL, DECIMAL -> written;
      case STRING -> quote(unquoted(written));
      case GUID, DYNAMIC -> quote(written);
      case DATETIME -> {
        long ticks = ticks(DateTimeText.ticks(written), written);
        Instant instant = Instant.ofEpochSecond(0, ticks % 10_000_000L * 100);
        yield quote(
            Timestamp.valueOf(
                    instant
                        .plusSeconds(Math.floorDiv(ticks, 10_000_000L))
                        .atOffset(ZoneOffset.UTC)
                        .toLocalDateTime())
                .toString());
      }
      case TIMESPAN -> Long.toString(ticks(TimespanText.ticks(written), written));
    };
  }

  private static String quote(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static String unquoted(String written) {
    if (!written.startsWith("\"")) {
      throw new IllegalArgumentException("a string cell needs double quotes: " + written);
    }
    return JsonValue.parse(written) instanceof JsonValue.Text text ? text.value() : written;
  }

  private static long ticks(OptionalLong ticks, String written) {
    return ticks.orElseThrow(() -> new IllegalArgumentException("no time: " + written));
  }

  private static double real(String written) {
    return switch (written.toLowerCase(Locale.ROOT)) {
      case "nan" -> Double.NaN;
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      default -> Double.parseDouble(written);
    };
  }

  private static boolean close(double wanted, double value) {
    if (Double.isNaN(wanted) || Double.isInfinite(wanted)) {
      return Double.compare(wanted, value) == 0;
    }
    return Math.abs(wanted - value) <= TOLERANCE * Math.max(1, Math.abs(wanted));
  }
}
