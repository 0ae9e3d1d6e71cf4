package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.datetime;
import static io.vedette.kql.functions.Parameter.number;
import static io.vedette.kql.functions.Parameter.timespan;
import static io.vedette.kql.types.ScalarType.DATETIME;
import static io.vedette.kql.types.ScalarType.TIMESPAN;

import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.List;

/**
 * Rounding down to multiples. Source: Kusto documentation, "bin()" and "bin_at()". Bins of
 * datetimes count from 0001-01-01, so that those of seven days begin on Mondays.
 */
final class BinFunctions {
  private BinFunctions() {}

  private static final String DATETIME_BIN = "{0} - ({0} + " + Times.SINCE_YEAR_ONE + ") % {1}";

  /** Null where a bin begins below the least number. */
  private static final String WHOLE_BIN = "TRY({0} - (({0} % {1}) + {1}) % {1})";

  /**
   * As {@link #WHOLE_BIN}, for sizes that no sum may be made with. Not within TRY: the engine
   * computes what an expression repeats beforehand, where TRY does not reach.
   */
  private static final String ANY_BIN =
      "TRY_CAST(CAST({0} AS HUGEINT) - (CAST({0} AS HUGEINT) % {1} + {1}) % {1} AS BIGINT)";

  private static final String WHOLE_BIN_AT =
      "TRY_CAST(CAST({0} AS HUGEINT)"
          + " - ((CAST({0} AS HUGEINT) - {2}) % {1} + {1}) % {1} AS BIGINT)";

  private static final String REAL_BIN = "floor({0} / {1}) * {1}";
  private static final String REAL_BIN_AT = "floor(({0} - {2}) / {1}) * {1} + {2}";

  static List<ScalarFunction> all() {
    return List.of(
        ScalarFunction.of(
                "bin",
                "The value rounded down to a multiple of the bin's size.",
                Signature.of(
                    ResultType.widestFromLong(),
                    BinFunctions::binNumber,
                    number("value"),
                    number("roundTo")),
                Signature.of(
                    TIMESPAN,
                    call -> sized(call, wholeBin(call)),
                    timespan("value"),
                    timespan("roundTo")),
                Signature.of(
                    DATETIME,
                    call -> sized(call, DATETIME_BIN),
                    datetime("value"),
                    timespan("roundTo")),
                Signature.of(
                    DATETIME,
                    call -> sized(call, DATETIME_BIN),
                    datetime("value"),
                    datetime("roundTo")))
            .aliased("floor")
            .namedAsArgument(),
        ScalarFunction.of(
                "bin_at",
                "The value rounded down to a multiple of the bin's size away from a fixed point.",
                Signature.of(
                    ResultType.widestFromLong(),
                    BinFunctions::binNumberAt,
                    number("value"),
                    number("bin_size"),
                    number("fixed_point")),
                Signature.of(
                    TIMESPAN,
                    call -> sized(call, WHOLE_BIN_AT),
                    timespan("value"),
                    timespan("bin_size"),
                    timespan("fixed_point")),
                Signature.of(
                    DATETIME,
                    call -> Times.inCalendar(sized(call, WHOLE_BIN_AT)),
                    datetime("value"),
                    timespan("bin_size"),
                    datetime("fixed_point")))
            .namedAsArgument());
  }

  /** A bin of no size gives null. */
  private static SqlExpr sized(Invocation call, String template) {
    return new SqlExpr.Template(template, sized(call.allSql()));
  }

  private static List<SqlExpr> sized(List<SqlExpr> arguments) {
    List<SqlExpr> sized = new ArrayList<>(arguments);
    boolean known =
        arguments.get(1) instanceof SqlExpr.Literal(Object value, String type)
            && value instanceof Number n
            && n.doubleValue() != 0;
    if (!known) {
      sized.set(1, Sql.template("nullif({0}, 0)", arguments.get(1)));
    }
    return sized;
  }

  private static SqlExpr binNumber(Invocation call) {
    return onNumbers(call, wholeBin(call), REAL_BIN);
  }

  private static String wholeBin(Invocation call) {
    return WrappingArithmetic.isSafeDivisor(call.sql(1)) ? WHOLE_BIN : ANY_BIN;
  }

  private static SqlExpr binNumberAt(Invocation call) {
    return onNumbers(call, WHOLE_BIN_AT, REAL_BIN_AT);
  }

  private static SqlExpr onNumbers(Invocation call, String whole, String fraction) {
    ScalarType type = call.result();
    List<SqlExpr> arguments =
        call.arguments().stream().map(a -> Conversions.widen(a.type(), type, a.sql())).toList();
    boolean isWhole = type == ScalarType.LONG;
    if (type == ScalarType.DECIMAL) {
      arguments = arguments.stream().map(a -> Sql.cast(a, "DOUBLE")).toList();
    }
    SqlExpr rounded = new SqlExpr.Template(isWhole ? whole : fraction, sized(arguments));
    return type == ScalarType.DECIMAL ? Sql.tryCast(rounded, type.expressionType()) : rounded;
  }
}
