package io.vedette.kql.functions;

import static io.vedette.kql.types.ScalarType.DATETIME;
import static io.vedette.kql.types.ScalarType.REAL;
import static io.vedette.kql.types.ScalarType.STRING;
import static io.vedette.kql.types.ScalarType.TIMESPAN;

import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.ScalarType;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;

/**
 * Values of one type as those of another, as {@code tostring}, {@code tolong} and the like convert.
 * Source: Kusto documentation, "Conversion functions"; what cannot be converted gives null.
 */
public final class Conversions {
  private Conversions() {}

  private static final JavaFunction TIMESPAN_TEXT =
      new JavaFunction(
          "kql_timespan_text",
          List.of(TIMESPAN),
          STRING,
          a -> a[0] == null ? "" : Times.timespanText((Long) a[0]));

  private static final JavaFunction DATETIME_TEXT =
      new JavaFunction(
          "kql_datetime_text",
          List.of(DATETIME),
          STRING,
          a -> a[0] == null ? "" : Times.datetimeText((Long) a[0]));

  private static final JavaFunction REAL_TEXT =
      new JavaFunction(
          "kql_real_text",
          List.of(REAL),
          STRING,
          a -> a[0] == null ? "" : Numbers.realText((Double) a[0]));

  private static final JavaFunction PARSE_DATETIME =
      new JavaFunction(
          "kql_todatetime",
          List.of(STRING),
          DATETIME,
          a -> a[0] == null ? null : Times.parseDatetime((String) a[0]));

  private static final JavaFunction PARSE_TIMESPAN =
      new JavaFunction(
          "kql_totimespan",
          List.of(STRING),
          TIMESPAN,
          a -> a[0] == null ? null : Times.parseTimespan((String) a[0]));

  private static final JavaFunction PARSE_LONG =
      new JavaFunction(
          "kql_tolong",
          List.of(STRING),
          ScalarType.LONG,
          a -> a[0] == null ? null : Numbers.parseLong((String) a[0]));

  private static final JavaFunction PARSE_GUID =
      new JavaFunction(
          "kql_toguid",
          List.of(STRING),
          ScalarType.GUID,
          a -> a[0] == null ? null : Numbers.parseGuid((String) a[0]));

  /** The Java functions that conversions use. */
  static Stream<JavaFunction> javaFunctions() {
    return Stream.of(
        TIMESPAN_TEXT,
        DATETIME_TEXT,
        REAL_TEXT,
        PARSE_DATETIME,
        PARSE_TIMESPAN,
        PARSE_LONG,
        PARSE_GUID);
  }

  /** The value as a string; null gives the empty string. */
  public static SqlExpr toText(ScalarType from, SqlExpr value) {
    return switch (from) {
      case STRING -> value;
      case BOOL, INT, LONG, GUID -> Sql.coalesce(Sql.cast(value, "VARCHAR"), Sql.EMPTY);
      case REAL -> Sql.call(REAL_TEXT.sqlName(), value);
      case DECIMAL ->
          Sql.template("coalesce(rtrim(rtrim(CAST({0} AS VARCHAR), '0'), '.'), '')", value);
      case DATETIME -> Sql.call(DATETIME_TEXT.sqlName(), value);
      case TIMESPAN -> Sql.call(TIMESPAN_TEXT.sqlName(), value);
      case DYNAMIC -> Json.text(value);
    };
  }

  /** The value as a dynamic. */
  public static SqlExpr toDynamic(ScalarType from, SqlExpr value) {
    return switch (from) {
      case DYNAMIC -> value;
      case STRING -> Sql.cast(Sql.call("to_json", value), "VARCHAR");
      case BOOL, INT, LONG -> Sql.cast(value, "VARCHAR");
      case REAL ->
          Sql.template(
              "CASE WHEN isfinite({0}) THEN CAST(to_json({0}) AS VARCHAR)"
                  + " ELSE CAST(to_json({1}) AS VARCHAR) END",
              value, toText(REAL, value));
      case DECIMAL, DATETIME, TIMESPAN, GUID ->
          Sql.template(
              "CASE WHEN {0} IS NOT NULL THEN CAST(to_json({1}) AS VARCHAR) END",
              value, toText(from, value));
    };
  }

  /** A list of the engine as a dynamic array. */
  public static SqlExpr listToDynamic(SqlExpr list) {
    return Sql.cast(Sql.call("to_json", list), "VARCHAR");
  }

  /** As {@link #convert}, but literals of numbers are converted at once. */
  public static SqlExpr widen(ScalarType from, ScalarType to, SqlExpr value) {
    if (value instanceof SqlExpr.Literal(Object literal, String ignored)) {
      if (literal == null && to != STRING) {
        return Sql.nullOf(to.expressionType());
      }
      if (literal instanceof Number n && !(literal instanceof BigDecimal)) {
        switch (to) {
          case LONG -> {
            return Sql.number(n.longValue());
          }
          case REAL -> {
            return Sql.number(n.doubleValue());
          }
          case INT -> {
            if (n.longValue() == n.intValue()) {
              return Sql.number(n.intValue());
            }
          }
          case BOOL, DECIMAL, STRING, DATETIME, TIMESPAN, GUID, DYNAMIC -> {}
        }
      }
    }
    boolean plainCast =
        (to == ScalarType.LONG && from == ScalarType.INT)
            || (to == REAL && (from == ScalarType.INT || from == ScalarType.LONG));
    return plainCast ? Sql.cast(value, to.expressionType()) : convert(from, to, value);
  }

  /** The value as one of another type; null where it does not fit. */
  public static SqlExpr convert(ScalarType from, ScalarType to, SqlExpr value) {
    if (from == to) {
      return value;
    }
    return switch (to) {
      case STRING -> toText(from, value);
      case DYNAMIC -> toDynamic(from, value);
      case BOOL -> toBool(from, value);
      case INT, LONG -> toInteger(from, to, value);
      case REAL, DECIMAL -> toFraction(from, to, value);
      case DATETIME ->
          switch (from) {
            case STRING, DYNAMIC -> Sql.call(PARSE_DATETIME.sqlName(), toText(from, value));
            case INT, LONG ->
                Times.inCalendar(
                    Sql.template(
                        "TRY_CAST(CAST({0} AS HUGEINT) - {1} AS BIGINT)",
                        Sql.cast(value, "BIGINT"), Sql.number(Times.SINCE_YEAR_ONE)));
            case REAL, DECIMAL, BOOL, TIMESPAN, GUID, DATETIME ->
                Sql.nullOf(DATETIME.expressionType());
          };
      case TIMESPAN ->
          switch (from) {
            case STRING, DYNAMIC -> Sql.call(PARSE_TIMESPAN.sqlName(), toText(from, value));
            case INT, LONG -> Sql.cast(value, "BIGINT");
            case REAL, DECIMAL, BOOL, DATETIME, GUID, TIMESPAN ->
                Sql.nullOf(TIMESPAN.expressionType());
          };
      case GUID -> Sql.call(PARSE_GUID.sqlName(), toText(from, value));
    };
  }

  private static SqlExpr toBool(ScalarType from, SqlExpr value) {
    return switch (from) {
      case INT, LONG, REAL, DECIMAL -> Sql.template("{0} <> 0", value);
      case STRING, DYNAMIC ->
          Sql.template(
              "CASE WHEN lower({0}) = 'true' THEN true WHEN lower({0}) = 'false' THEN false"
                  + " ELSE TRY_CAST({0} AS BIGINT) <> 0 END",
              toText(from, value));
      case BOOL, DATETIME, TIMESPAN, GUID -> Sql.nullOf("BOOLEAN");
    };
  }

  private static SqlExpr toInteger(ScalarType from, ScalarType to, SqlExpr value) {
    SqlExpr whole =
        switch (from) {
          case INT, LONG, BOOL, TIMESPAN -> value;
          case DATETIME -> Sql.template("{0} + {1}", value, Sql.number(Times.SINCE_YEAR_ONE));
          case REAL, DECIMAL -> Sql.call("trunc", value);
          case STRING, DYNAMIC -> Sql.call(PARSE_LONG.sqlName(), toText(from, value));
          case GUID -> Sql.nullOf("BIGINT");
        };
    return Sql.tryCast(whole, to.expressionType());
  }

  private static SqlExpr toFraction(ScalarType from, ScalarType to, SqlExpr value) {
    SqlExpr number =
        switch (from) {
          case INT, LONG, REAL, DECIMAL, BOOL, TIMESPAN, DATETIME -> value;
          case STRING, DYNAMIC -> Sql.call("trim", toText(from, value));
          case GUID -> Sql.nullOf("DOUBLE");
        };
    return Sql.tryCast(number, to.expressionType());
  }
}
