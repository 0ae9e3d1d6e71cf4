package io.vedette.kql.functions;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Numbers and guids as Kusto writes and reads them. */
final class Numbers {
  private Numbers() {}

  /**
   * A real as {@code tostring} gives it: the shortest digits that read back, {@code 1E+20}, {@code
   * NaN}.
   */
  static String realText(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "Infinity" : "-Infinity";
    }
    if (value == 0) {
      return "0.0";
    }
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = exact.precision() - exact.scale() - 1;
    if (exponent >= 15 || exponent < -5) {
      String digits = exact.unscaledValue().abs().toString();
      String mantissa =
          digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
      return (value < 0 ? "-" : "")
          + mantissa
          + String.format(Locale.ROOT, "E%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
    String plain = exact.toPlainString();
    return plain.indexOf('.') < 0 ? plain + ".0" : plain;
  }

  /**
   * A whole number in decimal or, with 0x, in hexadecimal digits; a fraction is cut off; else null.
   */
  static @Nullable Long parseLong(String text) {
    String t = text.strip();
    if (t.isEmpty() || t.length() > 64) {
      return null;
    }
    try {
      if (t.startsWith("0x") || t.startsWith("0X")) {
        return Long.parseUnsignedLong(t.substring(2), 16);
      }
      return Long.valueOf(t);
    } catch (NumberFormatException notWhole) {
      return parseFraction(t);
    }
  }

  private static @Nullable Long parseFraction(String text) {
    try {
      double value = Double.parseDouble(text);
      char last = text.charAt(text.length() - 1);
      boolean number = Character.isDigit(last) || last == '.';
      return number && Math.abs(value) < 0x1p63 ? (Long) (long) value : null;
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  /** 32 hexadecimal digits, hyphens anywhere, as a guid in lower case; null for anything else. */
  static @Nullable String parseGuid(String text) {
    String t = text.strip();
    if (t.startsWith("{") && t.endsWith("}")) {
      t = t.substring(1, t.length() - 1);
    }
    t = t.length() > 64 ? "" : t.replace("-", "");
    if (t.length() == 32) {
      t =
          String.join(
              "-",
              t.substring(0, 8),
              t.substring(8, 12),
              t.substring(12, 16),
              t.substring(16, 20),
              t.substring(20));
    }
    if (t.length() != 36) {
      return null;
    }
    try {
      return UUID.fromString(t).toString();
    } catch (IllegalArgumentException notAGuid) {
      return null;
    }
  }
}
