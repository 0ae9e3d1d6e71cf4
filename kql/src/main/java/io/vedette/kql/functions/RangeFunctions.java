package io.vedette.kql.functions;

import static io.vedette.kql.types.ScalarType.DATETIME;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.REAL;
import static io.vedette.kql.types.ScalarType.TIMESPAN;

import io.vedette.kql.json.JsonValue;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TypeSets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Arrays of equally spaced values. Source: Kusto documentation, "range()". */
final class RangeFunctions {
  private RangeFunctions() {}

  private static final JavaFunction OF_LONGS = whole("kql_range_long", LONG, JsonValue::of);
  private static final JavaFunction OF_DATETIMES =
      whole("kql_range_datetime", DATETIME, t -> JsonValue.of(Times.datetimeText(t)));
  private static final JavaFunction OF_TIMESPANS =
      whole("kql_range_timespan", TIMESPAN, t -> JsonValue.of(Times.timespanText(t)));
  private static final JavaFunction OF_REALS =
      JavaFunction.of("kql_range_real", DYNAMIC, RangeFunctions::reals, REAL, REAL, REAL);

  static List<ScalarFunction> all() {
    Parameter summable = Parameter.of("start", TypeSets.SUMMABLE);
    return List.of(
        ScalarFunction.of(
                "range",
                "The values from a start to a stop at most, a step apart.",
                Signature.of(
                    DYNAMIC,
                    RangeFunctions::range,
                    summable,
                    Parameter.of("stop", TypeSets.SUMMABLE),
                    Parameter.of("step", TypeSets.SUMMABLE).orAbsent()))
            .using(OF_LONGS, OF_DATETIMES, OF_TIMESPANS, OF_REALS));
  }

  private static SqlExpr range(Invocation call) {
    boolean fraction =
        call.arguments().stream().anyMatch(a -> a.type() == REAL || a.type() == ScalarType.DECIMAL);
    JavaFunction function =
        switch (call.type(0)) {
          case DATETIME -> OF_DATETIMES;
          case TIMESPAN -> OF_TIMESPANS;
          case BOOL, INT, LONG, REAL, DECIMAL, STRING, GUID, DYNAMIC ->
              fraction ? OF_REALS : OF_LONGS;
        };
    ScalarType type = function.parameters().getFirst();
    ScalarType step = type == DATETIME ? TIMESPAN : type;
    SqlExpr byDefault =
        type == REAL ? Sql.number(1.0) : Sql.number(step == TIMESPAN ? Times.HOUR : 1L);
    return Sql.call(
        function.sqlName(),
        Conversions.widen(call.type(0), type, call.sql(0)),
        Conversions.widen(call.type(1), type, call.sql(1)),
        call.has(2) ? Conversions.widen(call.type(2), step, call.sql(2)) : byDefault);
  }

  private static JavaFunction whole(String name, ScalarType type, LongFunction<JsonValue> item) {
    return JavaFunction.of(
        name,
        DYNAMIC,
        a -> {
          if (a[0] == null || a[1] == null || a[2] == null || (Long) a[2] == 0) {
            return null;
          }
          long step = (Long) a[2];
          long stop = (Long) a[1];
          List<JsonValue> items = new ArrayList<>();
          long value = (Long) a[0];
          while ((step > 0 ? value <= stop : value >= stop)
              && items.size() < DynamicArrays.LARGEST) {
            items.add(item.apply(value));
            long next = value + step;
            if (((value ^ next) & (step ^ next)) < 0) {
              break;
            }
            value = next;
          }
          return new JsonValue.Array(items);
        },
        type,
        type,
        LONG);
  }

  private static @Nullable JsonValue reals(@Nullable Object[] a) {
    if (a[0] == null || a[1] == null || a[2] == null) {
      return null;
    }
    double start = (Double) a[0];
    double stop = (Double) a[1];
    double step = (Double) a[2];
    if (step == 0 || !Double.isFinite(start + stop + step)) {
      return null;
    }
    List<JsonValue> items = new ArrayList<>();
    for (int i = 0; i < DynamicArrays.LARGEST; i++) {
      double value = start + i * step;
      if (step > 0 ? value > stop : value < stop) {
        break;
      }
      items.add(JsonValue.of(value));
    }
    return new JsonValue.Array(items);
  }
}
