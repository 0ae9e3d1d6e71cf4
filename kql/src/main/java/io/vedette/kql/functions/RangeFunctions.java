package io.vedette.kql.functions;

import static io.vedette.kql.types.ScalarType.DATETIME;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.REAL;
import static io.vedette.kql.types.ScalarType.TIMESPAN;

import io.vedette.kql.json.JsonValue;
import io.vedette.kql.running.Interruption;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TypeSets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arrays of equally spaced values. Source: Kusto documentation, "range()". */
final class RangeFunctions {
  private RangeFunctions() {}

  private static final JavaFunction OF_LONGS =
      whole("kql_range_long", LONG, (value, out) -> out.append(value));
  private static final JavaFunction OF_DATETIMES =
      whole("kql_range_datetime", DATETIME, quoted(Times::writeDatetime));
  private static final JavaFunction OF_TIMESPANS =
      whole("kql_range_timespan", TIMESPAN, quoted(Times::writeTimespan));
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

  /** Writes an item of an array as JSON. */
  @FunctionalInterface
  private interface Item {
    void write(long value, StringBuilder out);
  }

  private static Item quoted(Item text) {
    return (value, out) -> {
      out.append('"');
      text.write(value, out);
      out.append('"');
    };
  }

  private static JavaFunction whole(String name, ScalarType type, Item item) {
    return JavaFunction.of(name, DYNAMIC, a -> wholes(a, item), type, type, LONG);
  }

  private static @Nullable String wholes(@Nullable Object[] a, Item item) {
    if (a[0] == null || a[1] == null || a[2] == null || (Long) a[2] == 0) {
      return null;
    }
    long step = (Long) a[2];
    long stop = (Long) a[1];
    StringBuilder items = new StringBuilder("[");
    long value = (Long) a[0];
    for (int i = 0; i < DynamicArrays.LARGEST && (step > 0 ? value <= stop : value >= stop); i++) {
      Interruption.check();
      items.append(i == 0 ? "" : ",");
      item.write(value, items);
      long next = value + step;
      if (((value ^ next) & (step ^ next)) < 0) {
        break;
      }
      value = next;
    }
    return items.append(']').toString();
  }

  private static @Nullable String reals(@Nullable Object[] a) {
    if (a[0] == null || a[1] == null || a[2] == null) {
      return null;
    }
    double start = (Double) a[0];
    double stop = (Double) a[1];
    double step = (Double) a[2];
    if (step == 0 || !Double.isFinite(start + stop + step)) {
      return null;
    }
    StringBuilder items = new StringBuilder("[");
    for (int i = 0; i < DynamicArrays.LARGEST; i++) {
      double value = start + i * step;
      if (step > 0 ? value > stop : value < stop) {
        break;
      }
      Interruption.check();
      items.append(i == 0 ? "" : ",").append(JsonValue.of(value).json());
    }
    return items.append(']').toString();
  }
}
