package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.datetime;
import static io.vedette.kql.functions.Parameter.integer;
import static io.vedette.kql.functions.Parameter.string;
import static io.vedette.kql.types.ScalarType.DATETIME;
import static io.vedette.kql.types.ScalarType.INT;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.TIMESPAN;

import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import java.util.List;
import java.util.Locale;

/**
 * Parts of datetimes and steps in the calendar. Source: Kusto documentation, "DateTime/timespan
 * functions". Weeks begin on Sunday, but for the numbers of weeks, which are those of ISO 8601.
 */
final class CalendarFunctions {
  private CalendarFunctions() {}

  private static final long WEEK = 7 * Times.DAY;
  private static final String SINCE_ONE = "({0} + " + Times.SINCE_YEAR_ONE + ")";

  static List<ScalarFunction> all() {
    return List.of(
        start("startofday", CalendarFunctions::day).namedAsArgument(),
        start("startofweek", CalendarFunctions::week),
        start("startofmonth", (t, n) -> months(t, n, "month", 1)),
        start("startofyear", (t, n) -> months(t, n, "year", 12)),
        end("endofday", CalendarFunctions::day),
        end("endofweek", CalendarFunctions::week),
        end("endofmonth", (t, n) -> months(t, n, "month", 1)),
        end("endofyear", (t, n) -> months(t, n, "year", 12)),
        ScalarFunction.of(
            "dayofweek",
            "The days since the last Sunday, as a timespan.",
            Signature.of(
                TIMESPAN,
                Lowering.template("((" + SINCE_ONE + " // 864000000000) + 1) % 7 * 864000000000"),
                datetime("date"))),
        part("dayofmonth", "day"),
        part("dayofyear", "dayofyear"),
        part("hourofday", "hour"),
        part("week_of_year", "weekofyear").aliased("weekofyear"),
        part("monthofyear", "month").aliased("getmonth"),
        part("getyear", "year"),
        ScalarFunction.of(
                "datetime_part",
                "The named part of a datetime as a number.",
                Signature.of(
                    INT, CalendarFunctions::part, string("part").asConstant(), datetime("date")))
            .aliased("datepart"),
        ScalarFunction.of(
            "datetime_add",
            "The datetime moved by a number of the named parts.",
            Signature.of(
                DATETIME,
                CalendarFunctions::add,
                string("part").asConstant(),
                integer("value"),
                datetime("datetime"))),
        ScalarFunction.of(
            "datetime_diff",
            "How many boundaries of the named part lie between the second and the first datetime.",
            Signature.of(
                LONG,
                CalendarFunctions::difference,
                string("part").asConstant(),
                datetime("datetime1"),
                datetime("datetime2"))));
  }

  /** The start of a period of the calendar, a number of periods away. */
  @FunctionalInterface
  private interface Start {
    SqlExpr of(SqlExpr ticks, SqlExpr periods);
  }

  private static ScalarFunction start(String name, Start start) {
    return ScalarFunction.of(
        name,
        "The first instant of the " + name.substring(7) + ", moved by a number of them.",
        Signature.of(
            DATETIME,
            call -> Times.inCalendar(start.of(call.sql(0), call.sql(1, Sql.number(0L)))),
            datetime("date"),
            integer("offset").orAbsent()));
  }

  private static ScalarFunction end(String name, Start start) {
    ScalarFunction function =
        ScalarFunction.of(
            name,
            "The last instant of the " + name.substring(5) + ", moved by a number of them.",
            Signature.of(
                DATETIME,
                call -> {
                  SqlExpr next =
                      call.has(1) ? Sql.template("{0}::HUGEINT + 1", call.sql(1)) : Sql.number(1L);
                  return Times.inCalendar(
                      Sql.template("TRY({0} - 1)", start.of(call.sql(0), next)));
                },
                datetime("date"),
                integer("offset").orAbsent()));
    return name.equals("endofday") ? function.namedAsArgument() : function;
  }

  private static SqlExpr day(SqlExpr ticks, SqlExpr days) {
    return moved(Sql.template("{0} - " + SINCE_ONE + " % " + Times.DAY, ticks), days, Times.DAY);
  }

  private static SqlExpr week(SqlExpr ticks, SqlExpr weeks) {
    SqlExpr start = Sql.template("{0} - (" + SINCE_ONE + " + " + Times.DAY + ") % " + WEEK, ticks);
    return moved(start, weeks, WEEK);
  }

  private static SqlExpr moved(SqlExpr ticks, SqlExpr count, long size) {
    if (count instanceof SqlExpr.Literal(Object n, String ignored)
        && n instanceof Long times
        && Math.abs(times) <= 4_000_000) {
      return times == 0 ? ticks : Sql.template("{0} + {1}", ticks, Sql.number(times * size));
    }
    return Sql.template(
        "TRY_CAST(CAST({0} AS HUGEINT) + CAST({1} AS HUGEINT) * " + size + " AS BIGINT)",
        ticks,
        count);
  }

  private static SqlExpr months(SqlExpr ticks, SqlExpr periods, String period, int months) {
    SqlExpr start = Sql.template("date_trunc('" + period + "', {0})", timestamp(ticks));
    if (!(periods instanceof SqlExpr.Literal(Object n, String ignored)
        && Long.valueOf(0).equals(n))) {
      start = Sql.template("{0} + {1}", start, interval(periods, months));
    }
    return Sql.template("CAST(epoch_us({0}) * 10 AS BIGINT)", start);
  }

  /** That many times so many months; null where the calendar of ten thousand years ends. */
  private static SqlExpr interval(SqlExpr count, int months) {
    return Sql.template(
        "to_months(CASE WHEN {0} BETWEEN -120000 AND 120000 THEN CAST({0} * "
            + months
            + " AS INTEGER) END)",
        count);
  }

  /** Ticks as a TIMESTAMP, rounded down to microseconds. */
  static SqlExpr timestamp(SqlExpr ticks) {
    if (ticks instanceof SqlExpr.Ticks(SqlExpr stored)) {
      return stored;
    }
    return Sql.template(
        "make_timestamp(" + SINCE_ONE + " // 10 - " + Times.SINCE_YEAR_ONE / 10 + ")", ticks);
  }

  private static ScalarFunction part(String name, String engine) {
    return ScalarFunction.of(
        name,
        "The datetime's number of " + engine + ".",
        Signature.of(INT, call -> enginePart(engine, call.sql(0)), datetime("date")));
  }

  private static SqlExpr enginePart(String engine, SqlExpr ticks) {
    return Sql.cast(Sql.call(engine, timestamp(ticks)), "INTEGER");
  }

  private static SqlExpr part(Invocation call) {
    SqlExpr date = call.sql(1);
    return switch (name(call)) {
      case "year" -> enginePart("year", date);
      case "quarter" -> enginePart("quarter", date);
      case "month" -> enginePart("month", date);
      case "week_of_year", "weekofyear" -> enginePart("weekofyear", date);
      case "day" -> enginePart("day", date);
      case "dayofyear" -> enginePart("dayofyear", date);
      case "hour" -> enginePart("hour", date);
      case "minute" -> enginePart("minute", date);
      case "second" -> enginePart("second", date);
      case "millisecond" -> fraction(date, "// 10000");
      case "microsecond" -> fraction(date, "// 10");
      case "nanosecond" -> fraction(date, "* 100");
      default ->
          call.refuse(
              0,
              "datetime_part() knows no part of this name",
              "Use year, quarter, month, week_of_year, day, dayOfYear, hour, minute, second,"
                  + " millisecond, microsecond or nanosecond.");
    };
  }

  private static SqlExpr fraction(SqlExpr ticks, String scale) {
    return Sql.template(
        "CAST(" + SINCE_ONE + " % " + Times.SECOND + " " + scale + " AS INTEGER)", ticks);
  }

  private static String name(Invocation call) {
    String name = call.argument(0).text();
    return name == null ? "" : name.toLowerCase(Locale.ROOT);
  }

  private static long size(String part) {
    return switch (part) {
      case "week" -> WEEK;
      case "day" -> Times.DAY;
      case "hour" -> Times.HOUR;
      case "minute" -> Times.MINUTE;
      case "second" -> Times.SECOND;
      case "millisecond" -> 10_000;
      case "microsecond" -> 10;
      default -> 0;
    };
  }

  private static int monthsIn(String part) {
    return switch (part) {
      case "year" -> 12;
      case "quarter" -> 3;
      case "month" -> 1;
      default -> 0;
    };
  }

  private static SqlExpr unknownPart(Invocation call) {
    return call.refuse(
        0,
        "There is no part of this name to count in",
        "Use year, quarter, month, week, day, hour, minute, second, millisecond, microsecond or"
            + " nanosecond.");
  }

  private static SqlExpr add(Invocation call) {
    String part = name(call);
    SqlExpr count = call.sql(1);
    SqlExpr date = call.sql(2);
    if (part.equals("nanosecond")) {
      return Times.inCalendar(
          Sql.template("TRY_CAST(CAST({0} AS HUGEINT) + {1} // 100 AS BIGINT)", date, count));
    }
    if (size(part) > 0) {
      return Times.inCalendar(moved(date, count, size(part)));
    }
    if (monthsIn(part) == 0) {
      return unknownPart(call);
    }
    return Times.inCalendar(
        Sql.template(
            "CAST(epoch_us({1} + {2}) * 10 + " + SINCE_ONE + " % 10 AS BIGINT)",
            date,
            timestamp(date),
            interval(count, monthsIn(part))));
  }

  private static SqlExpr difference(Invocation call) {
    String part = name(call);
    SqlExpr first = call.sql(1);
    SqlExpr second = call.sql(2);
    if (part.equals("nanosecond")) {
      return Sql.template("TRY_CAST((CAST({0} AS HUGEINT) - {1}) * 100 AS BIGINT)", first, second);
    }
    if (size(part) > 0) {
      return Sql.template("{0} - {1}", index(first, part), index(second, part));
    }
    if (monthsIn(part) == 0) {
      return unknownPart(call);
    }
    return Sql.template(
        "CAST(year({0}) * 12 + month({0}) - 1 AS BIGINT) // "
            + monthsIn(part)
            + " - CAST(year({1}) * 12 + month({1}) - 1 AS BIGINT) // "
            + monthsIn(part),
        timestamp(first),
        timestamp(second));
  }

  private static SqlExpr index(SqlExpr ticks, String part) {
    long shift = Times.SINCE_YEAR_ONE + (part.equals("week") ? Times.DAY : 0);
    return Sql.template("({0} + " + shift + ") // " + size(part), ticks);
  }
}
