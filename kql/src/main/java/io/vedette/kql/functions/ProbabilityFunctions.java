package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.number;
import static io.vedette.kql.types.ScalarType.REAL;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Functions of probability. Source: Kusto documentation, "Mathematical functions". */
final class ProbabilityFunctions {
  private ProbabilityFunctions() {}

  private static final JavaFunction WELCH_TEST =
      JavaFunction.of(
          "kql_welch_test",
          REAL,
          ProbabilityFunctions::welchTest,
          REAL,
          REAL,
          REAL,
          REAL,
          REAL,
          REAL);

  static List<ScalarFunction> all() {
    return List.of(
        one("gamma", "The gamma function.", Distributions::gamma),
        one(
            "loggamma",
            "The logarithm of the gamma function's size.",
            x -> x <= 0 && x == Math.rint(x) ? Double.NaN : Distributions.logGamma(x)),
        one("erf", "The error function.", Distributions::erf),
        one("erfc", "The complement of the error function.", Distributions::erfc),
        beta(
            "beta_cdf",
            "The cumulative beta distribution.",
            "x",
            (x, a, b) ->
                x < 0 || x > 1
                    ? (Double) Double.NaN
                    : (Double) Distributions.incompleteBeta(x, a, b)),
        beta(
            "beta_pdf",
            "The density of the beta distribution.",
            "x",
            (x, a, b) ->
                x < 0 || x > 1 ? (Double) Double.NaN : (Double) Distributions.betaDensity(x, a, b)),
        beta(
            "beta_inv",
            "The value at which the cumulative beta distribution has a probability.",
            "probability",
            (p, a, b) -> p < 0 || p > 1 ? null : (Double) Distributions.inverseBeta(p, a, b)),
        ScalarFunction.java(
            "welch_test",
            "The two-sided p value of Welch's test of two means.",
            WELCH_TEST,
            number("mean1"),
            number("variance1"),
            number("count1"),
            number("mean2"),
            number("variance2"),
            number("count2")));
  }

  private static ScalarFunction one(String name, String documentation, DoubleUnaryOperator f) {
    return ScalarFunction.java(
            name, documentation, JavaFunction.ofReal("kql_" + name, f), number("number"))
        .namedAsArgument();
  }

  /** A function of the beta distribution with positive parameters. */
  @FunctionalInterface
  private interface Beta {
    @Nullable Double at(double x, double alpha, double beta);
  }

  private static ScalarFunction beta(String name, String documentation, String x, Beta f) {
    JavaFunction function =
        JavaFunction.of(
            "kql_" + name,
            REAL,
            a -> {
              if (a[0] == null || a[1] == null || a[2] == null) {
                return null;
              }
              boolean valid = (Double) a[1] > 0 && (Double) a[2] > 0;
              return valid
                  ? f.at((Double) a[0], (Double) a[1], (Double) a[2])
                  : (Object) Double.NaN;
            },
            REAL,
            REAL,
            REAL);
    return ScalarFunction.java(
        name, documentation, function, number(x), number("alpha"), number("beta"));
  }

  private static @Nullable Double welchTest(@Nullable Object[] a) {
    double[] v = new double[6];
    for (int i = 0; i < 6; i++) {
      if (a[i] == null) {
        return null;
      }
      v[i] = (Double) a[i];
    }
    double first = v[1] / v[2];
    double second = v[4] / v[5];
    double t = (v[0] - v[3]) / Math.sqrt(first + second);
    double freedom =
        (first + second)
            * (first + second)
            / (first * first / (v[2] - 1) + second * second / (v[5] - 1));
    if (!Double.isFinite(t) || !(freedom > 0)) {
      return Double.NaN;
    }
    return Distributions.incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
  }
}
