package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.bool;
import static io.vedette.kql.functions.Parameter.dynamic;
import static io.vedette.kql.functions.Parameter.number;
import static io.vedette.kql.types.ScalarType.BOOL;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.REAL;

import io.vedette.kql.json.JsonValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Missing values of series filled in. Source: Kusto documentation, "series_fill_linear()" etc. */
final class SeriesFillFunctions {
  private SeriesFillFunctions() {}

  static List<ScalarFunction> all() {
    Parameter missing = number("missing_value_placeholder").orAbsent();
    return List.of(
        ScalarFunction.java(
                "series_fill_forward",
                "Missing values replaced by the nearest value before.",
                JavaFunction.of(
                    "kql_series_fill_forward",
                    DYNAMIC,
                    a -> filled(a, 1, SeriesFillFunctions::forward),
                    DYNAMIC,
                    REAL),
                dynamic("series"),
                missing)
            .namedAsArgument(),
        ScalarFunction.java(
                "series_fill_backward",
                "Missing values replaced by the nearest value after.",
                JavaFunction.of(
                    "kql_series_fill_backward",
                    DYNAMIC,
                    a -> filled(a, 1, SeriesFillFunctions::backward),
                    DYNAMIC,
                    REAL),
                dynamic("series"),
                missing)
            .namedAsArgument(),
        ScalarFunction.java(
                "series_fill_const",
                "Missing values replaced by a constant.",
                JavaFunction.of(
                    "kql_series_fill_const",
                    DYNAMIC,
                    a -> filled(a, 2, values -> constant(values, a[1] == null ? 0 : (Double) a[1])),
                    DYNAMIC,
                    REAL,
                    REAL),
                dynamic("series"),
                number("constant_value").orAbsent(),
                missing)
            .namedAsArgument(),
        ScalarFunction.java(
                "series_fill_linear",
                "Missing values replaced by values on the line between their neighbours.",
                JavaFunction.of(
                    "kql_series_fill_linear",
                    DYNAMIC,
                    a ->
                        filled(
                            a,
                            1,
                            values ->
                                linear(
                                    values,
                                    !Boolean.FALSE.equals(a[2]),
                                    a[3] == null ? 0 : (Double) a[3])),
                    DYNAMIC,
                    REAL,
                    BOOL,
                    REAL),
                dynamic("series"),
                missing,
                bool("fill_edges").orAbsent(),
                number("constant_value").orAbsent())
            .namedAsArgument());
  }

  /** Fills NaN in place. */
  @FunctionalInterface
  private interface Filling {
    void fill(double[] values);
  }

  private static @Nullable JsonValue filled(
      @Nullable Object[] arguments, int placeholder, Filling filling) {
    Series series = Series.of(JavaFunction.json(arguments[0]));
    if (series == null) {
      return null;
    }
    double[] values = series.values().clone();
    Double missing = (Double) arguments[placeholder];
    if (missing != null) {
      for (int i = 0; i < values.length; i++) {
        values[i] = values[i] == missing ? Double.NaN : values[i];
      }
    }
    filling.fill(values);
    return Series.json(values, series.whole());
  }

  private static void forward(double[] values) {
    for (int i = 1; i < values.length; i++) {
      values[i] = Double.isNaN(values[i]) ? values[i - 1] : values[i];
    }
  }

  private static void backward(double[] values) {
    for (int i = values.length - 2; i >= 0; i--) {
      values[i] = Double.isNaN(values[i]) ? values[i + 1] : values[i];
    }
  }

  private static void constant(double[] values, double constant) {
    for (int i = 0; i < values.length; i++) {
      values[i] = Double.isNaN(values[i]) ? constant : values[i];
    }
  }

  /** A series of nothing but missing values is filled with the constant. */
  private static void linear(double[] values, boolean edges, double constant) {
    int last = -1;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        continue;
      }
      for (int k = last + 1; k < i; k++) {
        if (last >= 0) {
          values[k] = values[last] + (values[i] - values[last]) * (k - last) / (i - last);
        } else if (edges) {
          values[k] = values[i];
        }
      }
      last = i;
    }
    if (edges || last < 0) {
      for (int k = last + 1; k < values.length; k++) {
        values[k] = last >= 0 ? values[last] : constant;
      }
    }
  }
}
