package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.any;
import static io.vedette.kql.functions.Parameter.dynamic;
import static io.vedette.kql.functions.Parameter.integer;
import static io.vedette.kql.functions.Parameter.number;
import static io.vedette.kql.functions.Parameter.string;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.REAL;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.json.JsonValue;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.TypeSets;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Making and measuring text. Source: Kusto documentation, "String functions". */
final class TextFunctions {
  private TextFunctions() {}

  private static final int LONGEST = 1 << 20;

  private static final JavaFunction REPEAT =
      JavaFunction.of("kql_strrep", STRING, TextFunctions::strrep, STRING, LONG, STRING);

  private static final JavaFunction TO_CODE_POINTS =
      JavaFunction.ofText(
          "kql_unicode_codepoints_from_string",
          DYNAMIC,
          text -> {
            List<JsonValue> points = new ArrayList<>();
            text.codePoints().forEach(c -> points.add(JsonValue.of((long) c)));
            return new JsonValue.Array(points);
          });

  private static final JavaFunction FROM_CODE_POINTS =
      JavaFunction.ofJson(
          "kql_unicode_codepoints_to_string",
          STRING,
          values -> {
            StringBuilder out = new StringBuilder();
            appendCodePoints(values, out);
            return out.toString();
          });

  private static final JavaFunction FORMAT_BYTES =
      JavaFunction.of("kql_format_bytes", STRING, TextFunctions::formatBytes, REAL, LONG, STRING);

  private static final List<String> UNITS = List.of("Bytes", "KB", "MB", "GB", "TB", "PB", "EB");

  static List<ScalarFunction> all() {
    return List.of(
        ScalarFunction.of(
            "strcat_delim",
            "The arguments as strings, with a delimiter between them.",
            Signature.of(
                STRING, TextFunctions::strcatDelim, any("delimiter"), any("arg").anyTimes())),
        ScalarFunction.of(
                "strcat_array",
                "The items of an array as strings, with a delimiter between them.",
                Signature.of(
                    STRING, TextFunctions::strcatArray, dynamic("array"), any("delimiter")))
            .aliased("array_strcat"),
        ScalarFunction.of(
            "strcmp",
            "0 when two strings are equal, -1 when the first comes before the second, else 1.",
            Signature.of(
                LONG,
                call ->
                    Sql.template(
                        "CASE WHEN {0} = {1} THEN 0 WHEN {0} < {1} THEN -1 ELSE 1 END::BIGINT",
                        Conversions.toText(call.type(0), call.sql(0)),
                        Conversions.toText(call.type(1), call.sql(1))),
                any("s1"),
                any("s2"))),
        ScalarFunction.java(
            "strrep",
            "The value as a string, repeated, with a delimiter in between.",
            REPEAT,
            any("value"),
            integer("multiplier"),
            any("delimiter").orAbsent()),
        ScalarFunction.of(
                "string_size",
                "The number of bytes of the string in UTF-8.",
                Signature.of(
                    LONG,
                    Lowering.engine("strlen"),
                    Parameter.of("string", TypeSets.STRING_OR_DYNAMIC)))
            .named(ResultName.prefix("string_size")),
        ScalarFunction.of(
            "reverse",
            "The value as a string, backwards.",
            Signature.of(
                STRING,
                call -> Sql.call("reverse", Conversions.toText(call.type(0), call.sql(0))),
                any("value"))),
        ScalarFunction.java(
                "unicode_codepoints_from_string",
                "The numbers of the string's characters as an array.",
                TO_CODE_POINTS,
                any("value"))
            .aliased("to_utf8"),
        ScalarFunction.of(
                "unicode_codepoints_to_string",
                "The string of the characters with these numbers, given singly or in arrays.",
                Signature.of(
                    STRING,
                    call -> Sql.call(FROM_CODE_POINTS.sqlName(), Json.arrayOf(call.arguments())),
                    any("value").anyTimes()))
            .aliased("make_string")
            .using(FROM_CODE_POINTS),
        ScalarFunction.java(
                "format_bytes",
                "A number of bytes in a fitting, or a given, unit.",
                FORMAT_BYTES,
                number("size"),
                number("precision").orAbsent(),
                string("format").orAbsent())
            .namedAsArgument());
  }

  /** The engine joins with a constant only. */
  private static SqlExpr strcatArray(Invocation call) {
    SqlExpr delimiter = Conversions.toText(call.type(1), call.sql(1));
    return delimiter instanceof SqlExpr.Literal
        ? Sql.template(
            "coalesce(array_to_string(CAST(json_extract_string({0}, '$[*]') AS VARCHAR[]), {1}), '')",
            call.sql(0), delimiter)
        : Sql.template(
            "coalesce(substring(array_to_string(list_transform(list_filter(CAST(json_extract_string({0},"
                + " '$[*]') AS VARCHAR[]), lambda x: x IS NOT NULL), lambda x: concat({1}, x)), ''),"
                + " length({1}) + 1), '')",
            call.sql(0), delimiter);
  }

  private static SqlExpr strcatDelim(Invocation call) {
    return new SqlExpr.Call(
        "concat_ws",
        call.arguments().stream().map(a -> Conversions.toText(a.type(), a.sql())).toList());
  }

  private static String strrep(@Nullable Object[] a) {
    String value = JavaFunction.text(a[0]);
    String delimiter = JavaFunction.text(a[2]);
    long times = Math.min(JavaFunction.whole(a[1], 0), 1024);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < times && out.length() < LONGEST; i++) {
      out.append(i == 0 ? "" : delimiter).append(value);
    }
    return out.toString();
  }

  private static void appendCodePoints(JsonValue value, StringBuilder out) {
    if (value instanceof JsonValue.Array(List<JsonValue> items)) {
      items.forEach(item -> appendCodePoints(item, out));
      return;
    }
    Double point = value.real();
    if (point != null && Character.isValidCodePoint(point.intValue())) {
      int codePoint = point.intValue();
      boolean surrogate =
          codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
      out.appendCodePoint(surrogate ? 0xFFFD : codePoint);
    }
  }

  private static String formatBytes(@Nullable Object[] a) {
    if (a[0] == null || !Double.isFinite((Double) a[0])) {
      return "";
    }
    double size = (Double) a[0];
    int precision = Math.clamp(JavaFunction.whole(a[1], 0), 0, 15);
    int unit = UNITS.indexOf(JavaFunction.text(a[2]));
    if (unit < 0) {
      unit = 0;
      for (double rest = Math.abs(size); rest >= 1024 && unit < UNITS.size() - 1; rest /= 1024) {
        unit++;
      }
    }
    BigDecimal scaled =
        new BigDecimal(size / Math.pow(1024, unit)).setScale(precision, RoundingMode.HALF_UP);
    if (scaled.scale() > 0) {
      scaled = scaled.stripTrailingZeros();
    }
    return scaled.toPlainString() + " " + UNITS.get(unit);
  }
}
