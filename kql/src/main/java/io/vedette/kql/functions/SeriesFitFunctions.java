package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.dynamic;
import static io.vedette.kql.functions.Parameter.integer;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.REAL;

import io.vedette.kql.json.JsonValue;
import io.vedette.kql.types.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines and polynomials through series. Source: Kusto documentation, "series_fit_line()" etc. */
final class SeriesFitFunctions {
  private SeriesFitFunctions() {}

  private static final List<String> LINE =
      List.of("rsquare", "slope", "variance", "rvariance", "interception", "line_fit");

  private static final List<String> TWO_LINES =
      List.of(
          "rsquare",
          "split_idx",
          "variance",
          "rvariance",
          "line_fit",
          "right_rsquare",
          "right_slope",
          "right_interception",
          "right_variance",
          "right_rvariance",
          "left_rsquare",
          "left_slope",
          "left_interception",
          "left_variance",
          "left_rvariance");

  private static final List<String> POLYNOMIAL =
      List.of("rsquare", "coefficients", "variance", "rvariance", "poly_fit");

  static List<ScalarFunction> all() {
    return List.of(
        fit("series_fit_line", "The line that fits a series best.", LINE, SeriesFitFunctions::line),
        bag(
            "series_fit_line_dynamic",
            "The line that fits a series best.",
            LINE,
            SeriesFitFunctions::line),
        fit(
            "series_fit_2lines",
            "The two lines, one after the other, that fit a series best.",
            TWO_LINES,
            SeriesFitFunctions::twoLines),
        bag(
            "series_fit_2lines_dynamic",
            "The two lines, one after the other, that fit a series best.",
            TWO_LINES,
            SeriesFitFunctions::twoLines),
        ScalarFunction.java(
                "series_fit_poly",
                "The polynomial that fits a series best.",
                JavaFunction.of(
                    "kql_series_fit_poly",
                    DYNAMIC,
                    a ->
                        polynomial(
                            JavaFunction.json(a[0]),
                            JavaFunction.json(a[1]),
                            Math.clamp(JavaFunction.whole(a[2], 1), 1, 7)),
                    DYNAMIC,
                    DYNAMIC,
                    LONG),
                dynamic("y_series"),
                dynamic("x_series").orAbsent(),
                integer("degree").orAbsent())
            .spreading(arguments -> columns("series_fit_poly", POLYNOMIAL, arguments)));
  }

  /** The parts of a fit, in the order of their names. */
  @FunctionalInterface
  private interface Fit {
    List<JsonValue> of(double[] y);
  }

  private static ScalarFunction fit(
      String name, String documentation, List<String> parts, Fit fit) {
    return function(name, documentation, parts, fit, false)
        .spreading(arguments -> columns(name, parts, arguments));
  }

  private static ScalarFunction bag(
      String name, String documentation, List<String> parts, Fit fit) {
    return function(name, documentation, parts, fit, true);
  }

  private static ScalarFunction function(
      String name, String documentation, List<String> parts, Fit fit, boolean asBag) {
    return ScalarFunction.java(
        name,
        documentation,
        JavaFunction.ofJson(
            "kql_" + name,
            DYNAMIC,
            value -> {
              double[] y = known(Series.of(value));
              return y == null ? null : Series.results(parts, fit.of(y), asBag);
            }),
        dynamic("series"));
  }

  private static List<Column> columns(
      String function, List<String> parts, List<Argument> arguments) {
    List<Column> columns = new ArrayList<>();
    for (String part : parts) {
      boolean array = part.endsWith("_fit") || part.equals("coefficients");
      columns.add(
          SeriesFunctions.column(
              function, arguments, part, array ? DYNAMIC : part.equals("split_idx") ? LONG : REAL));
    }
    return columns;
  }

  /** The values of a series that has no missing ones; null else. */
  private static double @Nullable [] known(@Nullable Series series) {
    return series == null || !Arrays.stream(series.values()).allMatch(Double::isFinite)
        ? null
        : series.values();
  }

  private static List<JsonValue> line(double[] y) {
    LineFit fit = LineFit.of(y);
    return List.of(
        JsonValue.of(fit.rsquare()),
        JsonValue.of(fit.slope()),
        JsonValue.of(fit.variance()),
        JsonValue.of(fit.rvariance()),
        JsonValue.of(fit.interception()),
        Series.json(fit.line(y.length)));
  }

  /** Running sums give every split's residuals in constant time. */
  private static List<JsonValue> twoLines(double[] y) {
    int n = y.length;
    double[] before = residuals(y);
    double[] reversed = new double[n];
    Arrays.setAll(reversed, i -> y[n - 1 - i]);
    double[] after = residuals(reversed);
    int split = Math.min(n, 2);
    for (int i = 2; i <= n - 2; i++) {
      if (before[i] + after[n - i] < before[split] + after[n - split] - 1e-12) {
        split = i;
      }
    }
    LineFit left = LineFit.of(Arrays.copyOf(y, split));
    LineFit right = LineFit.of(Arrays.copyOfRange(y, split, n));
    double[] line = Arrays.copyOf(left.line(split), n);
    System.arraycopy(right.line(n - split), 0, line, split, n - split);
    double mean = Series.mean(y);
    double total = Arrays.stream(y).map(v -> (v - mean) * (v - mean)).sum();
    double rest = before[split] + after[n - split];
    double freedom = Math.max(1, n - 1);
    return List.of(
        JsonValue.of(total == 0 ? 0.0 : 1 - rest / total),
        JsonValue.of((long) Math.max(0, split - 1)),
        JsonValue.of(total / freedom),
        JsonValue.of(rest / freedom),
        Series.json(line),
        JsonValue.of(right.rsquare()),
        JsonValue.of(right.slope()),
        JsonValue.of(right.interception()),
        JsonValue.of(right.variance()),
        JsonValue.of(right.rvariance()),
        JsonValue.of(left.rsquare()),
        JsonValue.of(left.slope()),
        JsonValue.of(left.interception()),
        JsonValue.of(left.variance()),
        JsonValue.of(left.rvariance()));
  }

  /** The squares that lines through the first 0, 1, 2 ... values leave. */
  private static double[] residuals(double[] y) {
    double[] rest = new double[y.length + 1];
    double sy = 0;
    double syy = 0;
    double sxy = 0;
    for (int i = 0; i < y.length; i++) {
      sy += y[i];
      syy += y[i] * y[i];
      sxy += i * y[i];
      double n = i + 1;
      double sx = n * (n - 1) / 2;
      double xx = n * (n * n - 1) / 12;
      double xy = sxy - sx * sy / n;
      double yy = syy - sy * sy / n;
      rest[i + 1] = Math.max(0, xx == 0 ? yy : yy - xy * xy / xx);
    }
    return rest;
  }

  private static @Nullable JsonValue polynomial(JsonValue yValue, JsonValue xValue, int degree) {
    double[] y = known(Series.of(yValue));
    double[] given = known(Series.of(xValue));
    if (y == null || y.length <= degree || (given != null && given.length != y.length)) {
      return null;
    }
    double[] x = new double[y.length];
    Arrays.setAll(x, i -> given == null ? i : given[i]);
    double[] coefficients = Polynomials.fit(x, y, degree);
    if (coefficients == null) {
      return null;
    }
    double[] fit = new double[y.length];
    Arrays.setAll(fit, i -> Polynomials.at(coefficients, x[i]));
    double mean = Series.mean(y);
    double total = 0;
    double rest = 0;
    for (int i = 0; i < y.length; i++) {
      total += (y[i] - mean) * (y[i] - mean);
      rest += (y[i] - fit[i]) * (y[i] - fit[i]);
    }
    double freedom = Math.max(1, y.length - 1);
    return new JsonValue.Array(
        List.of(
            JsonValue.of(total == 0 ? 0.0 : 1 - rest / total),
            Series.json(coefficients),
            JsonValue.of(total / freedom),
            JsonValue.of(rest / freedom),
            Series.json(fit)));
  }
}
