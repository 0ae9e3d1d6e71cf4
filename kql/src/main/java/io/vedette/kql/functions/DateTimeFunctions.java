package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.any;
import static io.vedette.kql.functions.Parameter.datetime;
import static io.vedette.kql.functions.Parameter.number;
import static io.vedette.kql.functions.Parameter.string;
import static io.vedette.kql.functions.Parameter.timespan;
import static io.vedette.kql.types.ScalarType.DATETIME;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.REAL;
import static io.vedette.kql.types.ScalarType.STRING;
import static io.vedette.kql.types.ScalarType.TIMESPAN;

import io.vedette.kql.json.JsonValue;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.ScalarType;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The clock, making, writing and zones of datetimes. Source: Kusto documentation,
 * "DateTime/timespan functions".
 */
final class DateTimeFunctions {
  private DateTimeFunctions() {}

  private static final JavaFunction FORMAT_DATETIME =
      JavaFunction.of(
          "kql_format_datetime",
          STRING,
          a -> a[0] == null ? "" : TimeFormats.datetime((Long) a[0], JavaFunction.text(a[1])),
          DATETIME,
          STRING);

  private static final JavaFunction FORMAT_TIMESPAN =
      JavaFunction.of(
          "kql_format_timespan",
          STRING,
          a -> a[0] == null ? "" : TimeFormats.timespan((Long) a[0], JavaFunction.text(a[1])),
          TIMESPAN,
          STRING);

  private static final JavaFunction MAKE_DATETIME =
      JavaFunction.of(
          "kql_make_datetime",
          DATETIME,
          DateTimeFunctions::makeDatetime,
          LONG,
          LONG,
          LONG,
          LONG,
          LONG,
          REAL);

  private static final JavaFunction MAKE_TIMESPAN =
      JavaFunction.of(
          "kql_make_timespan", TIMESPAN, DateTimeFunctions::makeTimespan, LONG, LONG, LONG, REAL);

  private static final JavaFunction TO_LOCAL =
      JavaFunction.of(
          "kql_datetime_utc_to_local",
          DATETIME,
          a -> a[0] == null ? null : TimeZones.toLocal((Long) a[0], JavaFunction.text(a[1])),
          DATETIME,
          STRING);

  private static final JavaFunction TO_UTC =
      JavaFunction.of(
          "kql_datetime_local_to_utc",
          DATETIME,
          a -> a[0] == null ? null : TimeZones.toUtc((Long) a[0], JavaFunction.text(a[1])),
          DATETIME,
          STRING);

  static List<ScalarFunction> all() {
    return List.of(
        ScalarFunction.of(
            "now",
            "The instant of the query, moved by a timespan.",
            Signature.of(
                DATETIME,
                call -> call.has(0) ? clock(call, 1) : Sql.number(call.surroundings().now()),
                timespan("offset").orAbsent())),
        ScalarFunction.of(
            "ago",
            "The instant of the query less a timespan.",
            Signature.of(DATETIME, call -> clock(call, -1), timespan("timespan"))),
        ScalarFunction.java(
                "format_datetime",
                "The datetime written in a format.",
                FORMAT_DATETIME,
                datetime("date"),
                string("format").asConstant())
            .namedAsArgument(),
        ScalarFunction.java(
                "format_timespan",
                "The timespan written in a format.",
                FORMAT_TIMESPAN,
                timespan("timespan"),
                string("format").asConstant())
            .namedAsArgument(),
        ScalarFunction.of(
                "make_datetime",
                "A datetime of year, month, day, hour, minute and second, null when there is none.",
                Signature.of(
                    DATETIME,
                    Lowering.java(MAKE_DATETIME),
                    number("year"),
                    number("month"),
                    number("day"),
                    number("hour").orAbsent(),
                    number("minute").orAbsent(),
                    number("second").orAbsent()),
                Signature.of(
                    DATETIME,
                    call -> Conversions.convert(call.type(0), DATETIME, call.sql(0)),
                    any("value")))
            .using(MAKE_DATETIME),
        ScalarFunction.of(
                "make_timespan",
                "A timespan of days, hours, minutes and seconds.",
                Signature.of(
                    TIMESPAN,
                    Lowering.java(MAKE_TIMESPAN),
                    number("days"),
                    number("hours"),
                    number("minutes"),
                    number("seconds")),
                Signature.of(
                    TIMESPAN,
                    call -> {
                      Argument none =
                          new Argument(LONG, Sql.number(0L), null, call.argument(0).span());
                      Argument seconds = call.has(2) ? call.argument(2) : none;
                      return Lowering.call(
                          MAKE_TIMESPAN, none, call.argument(0), call.argument(1), seconds);
                    },
                    number("hours"),
                    number("minutes"),
                    number("seconds").orAbsent()),
                Signature.of(
                    TIMESPAN,
                    call -> Conversions.convert(call.type(0), TIMESPAN, call.sql(0)),
                    any("value")))
            .using(MAKE_TIMESPAN),
        unixTime("seconds", Times.SECOND),
        unixTime("milliseconds", 10_000),
        unixTime("microseconds", 10),
        ScalarFunction.of(
            "unixtime_nanoseconds_todatetime",
            "The datetime that many nanoseconds after 1970.",
            Signature.of(
                DATETIME,
                call ->
                    Times.inCalendar(
                        Sql.template(
                            "TRY_CAST(floor(TRY_CAST({0} AS HUGEINT) / 100.0) AS BIGINT)",
                            call.sql(0))),
                number("number"))),
        ScalarFunction.java(
            "datetime_utc_to_local",
            "A datetime of UTC in a time zone, given by its IANA name.",
            TO_LOCAL,
            datetime("from"),
            string("timezone")),
        ScalarFunction.java(
            "datetime_local_to_utc",
            "A datetime of a time zone, given by its IANA name, in UTC.",
            TO_UTC,
            datetime("from"),
            string("timezone")),
        ScalarFunction.of(
            "datetime_list_timezones",
            "The names of all time zones.",
            Signature.of(
                DYNAMIC,
                call ->
                    Sql.text(
                        JsonValue.texts(ZoneId.getAvailableZoneIds().stream().sorted().toList())
                            .write()))));
  }

  private static SqlExpr clock(Invocation call, int sign) {
    long now = call.surroundings().now();
    if (call.argument(0).literal() instanceof Long span) {
      try {
        long ticks = Math.addExact(now, Math.multiplyExact(sign, span));
        return Times.isInCalendar(ticks) ? Sql.number(ticks) : Sql.nullOf("BIGINT");
      } catch (ArithmeticException outOfRange) {
        return Sql.nullOf("BIGINT");
      }
    }
    return Times.inCalendar(
        Sql.template(
            "TRY_CAST(CAST({0} AS HUGEINT) " + (sign > 0 ? "+" : "-") + " {1} AS BIGINT)",
            Sql.number(now),
            call.sql(0)));
  }

  private static ScalarFunction unixTime(String unit, long ticks) {
    return ScalarFunction.of(
        "unixtime_" + unit + "_todatetime",
        "The datetime that many " + unit + " after 1970; null outside the years 1 to 9999.",
        Signature.of(
            DATETIME,
            call -> {
              SqlExpr scaled =
                  call.type(0) == REAL || call.type(0) == ScalarType.DECIMAL
                      ? Sql.template(
                          "TRY_CAST(TRY(round({0} * " + ticks + ")) AS BIGINT)", call.sql(0))
                      : Sql.template(
                          "TRY_CAST(CAST({0} AS HUGEINT) * " + ticks + " AS BIGINT)", call.sql(0));
              return Times.inCalendar(scaled);
            },
            number("number")));
  }

  private static @Nullable Long makeDatetime(@Nullable Object[] a) {
    if (a[0] == null || a[1] == null || a[2] == null) {
      return null;
    }
    long hour = JavaFunction.whole(a[3], 0);
    long minute = JavaFunction.whole(a[4], 0);
    double second = a[5] == null ? 0 : (Double) a[5];
    boolean inDay = hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
    if (!inDay || !(second >= 0 && second < 60)) {
      return null;
    }
    try {
      int year = Math.toIntExact((Long) a[0]);
      LocalDate date =
          LocalDate.of(year, Math.toIntExact((Long) a[1]), Math.toIntExact((Long) a[2]));
      if (year < 1 || year > 9999) {
        return null;
      }
      long ticks =
          date.toEpochDay() * Times.DAY
              + hour * Times.HOUR
              + minute * Times.MINUTE
              + Math.round(second * Times.SECOND);
      return Times.isInCalendar(ticks) ? ticks : null;
    } catch (DateTimeException | ArithmeticException noSuchDate) {
      return null;
    }
  }

  private static @Nullable Long makeTimespan(@Nullable Object[] a) {
    if (a[0] == null || a[1] == null || a[2] == null) {
      return null;
    }
    long hours = (Long) a[1];
    long minutes = (Long) a[2];
    double seconds = a[3] == null ? 0 : (Double) a[3];
    boolean inDay = hours >= 0 && hours < 24 && minutes >= 0 && minutes < 60;
    if (!inDay || !(seconds >= 0 && seconds < 60) || Math.abs((Long) a[0]) > 10_675_198) {
      return null;
    }
    return (Long) a[0] * Times.DAY
        + hours * Times.HOUR
        + minutes * Times.MINUTE
        + Math.round(seconds * Times.SECOND);
  }
}
