package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.bool;
import static io.vedette.kql.functions.Parameter.dynamic;
import static io.vedette.kql.types.ScalarType.BOOL;
import static io.vedette.kql.types.ScalarType.DYNAMIC;

import io.vedette.kql.json.JsonValue;
import io.vedette.kql.types.Column;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Filters and Fourier transforms. Source: Kusto documentation, "series_fir()" etc. */
final class SeriesFilterFunctions {
  private SeriesFilterFunctions() {}

  private static final long MOST_STEPS = 500_000_000;

  static List<ScalarFunction> all() {
    return List.of(
        ScalarFunction.java(
                "series_fir",
                "The series under a filter of finite impulse response.",
                JavaFunction.of(
                    "kql_series_fir",
                    DYNAMIC,
                    SeriesFilterFunctions::fir,
                    DYNAMIC,
                    DYNAMIC,
                    BOOL,
                    BOOL),
                dynamic("series"),
                dynamic("filter"),
                bool("normalize").orAbsent(),
                bool("center").orAbsent())
            .namedAsArgument(),
        ScalarFunction.java(
                "series_iir",
                "The series under a filter of infinite impulse response.",
                JavaFunction.of(
                    "kql_series_iir",
                    DYNAMIC,
                    SeriesFilterFunctions::iir,
                    DYNAMIC,
                    DYNAMIC,
                    DYNAMIC),
                dynamic("series"),
                dynamic("numerators"),
                dynamic("denominators"))
            .namedAsArgument(),
        fourier("series_fft", "The discrete Fourier transform of a series.", Fourier::transform),
        fourier("series_ifft", "The inverse Fourier transform of a series.", Fourier::inverse));
  }

  /** Transforms real and imaginary parts in place. */
  @FunctionalInterface
  private interface Transform {
    void apply(double[] real, double[] imaginary);
  }

  private static ScalarFunction fourier(String name, String documentation, Transform transform) {
    JavaFunction function =
        JavaFunction.of(
            "kql_" + name,
            DYNAMIC,
            a -> {
              Series real = Series.of(JavaFunction.json(a[0]));
              Series imaginary = Series.of(JavaFunction.json(a[1]));
              if (real == null || (imaginary != null && imaginary.size() != real.size())) {
                return null;
              }
              double[] re = real.values().clone();
              double[] im = imaginary == null ? new double[re.length] : imaginary.values().clone();
              transform.apply(re, im);
              return new JsonValue.Array(List.of(Series.json(re), Series.json(im)));
            },
            DYNAMIC,
            DYNAMIC);
    return ScalarFunction.java(
            name,
            documentation,
            function,
            dynamic("series"),
            dynamic("series_imaginary").orAbsent())
        .spreading(
            arguments ->
                List.<Column>of(
                    SeriesFunctions.column(name, arguments, "real", DYNAMIC),
                    SeriesFunctions.column(name, arguments, "imag", DYNAMIC)));
  }

  /** Normalised, the weights of the values that are there sum up to 1. */
  private static @Nullable JsonValue fir(@Nullable Object[] a) {
    Series series = Series.of(JavaFunction.json(a[0]));
    Series filter = Series.of(JavaFunction.json(a[1]));
    if (series == null || filter == null || filter.size() == 0) {
      return null;
    }
    double[] x = series.values();
    double[] weights = filter.values();
    if ((long) x.length * weights.length > MOST_STEPS) {
      return null;
    }
    boolean oneSign =
        Arrays.stream(weights).allMatch(w -> w >= 0)
            || Arrays.stream(weights).allMatch(w -> w <= 0);
    boolean normalize = a[2] == null ? oneSign : (Boolean) a[2];
    int shift = Boolean.TRUE.equals(a[3]) ? weights.length / 2 : 0;
    double all = Math.abs(Arrays.stream(weights).sum());
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double sum = 0;
      for (int k = 0; k < weights.length; k++) {
        int at = i - k + shift;
        if (at >= 0 && at < x.length && !Double.isNaN(x[at])) {
          sum += weights[k] * x[at];
        }
      }
      y[i] = normalize && all > 0 ? sum / all : sum;
    }
    return Series.json(y);
  }

  private static @Nullable JsonValue iir(@Nullable Object[] a) {
    Series series = Series.of(JavaFunction.json(a[0]));
    Series numerators = Series.of(JavaFunction.json(a[1]));
    Series denominators = Series.of(JavaFunction.json(a[2]));
    if (series == null || numerators == null || denominators == null || denominators.size() == 0) {
      return null;
    }
    double[] x = series.values();
    double[] b = numerators.values();
    double[] d = denominators.values();
    if (d[0] == 0 || (long) x.length * (b.length + d.length) > MOST_STEPS) {
      return null;
    }
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double sum = 0;
      for (int k = 0; k < b.length && k <= i; k++) {
        sum += b[k] * (Double.isNaN(x[i - k]) ? 0 : x[i - k]);
      }
      for (int k = 1; k < d.length && k <= i; k++) {
        sum -= d[k] * y[i - k];
      }
      y[i] = sum / d[0];
    }
    return Series.json(y);
  }
}
