package io.vedette.kql.functions;

/** Gamma and beta functions and the error function, to about 14 digits. */
final class Distributions {
  private Distributions() {}

  private static final double[] LANCZOS = {
    0.9999999999998099,
    676.5203681218851,
    -1259.1392167224028,
    771.3234287776531,
    -176.6150291621406,
    12.507343278686905,
    -0.13857109526572012,
    9.984369578019572e-6,
    1.5056327351493116e-7
  };

  /** The logarithm of the gamma function's size, after Lanczos. */
  static double logGamma(double x) {
    if (x < 0.5) {
      return Math.log(Math.PI / Math.abs(Math.sin(Math.PI * x))) - logGamma(1 - x);
    }
    double sum = LANCZOS[0];
    for (int i = 1; i < LANCZOS.length; i++) {
      sum += LANCZOS[i] / (x - 1 + i);
    }
    double t = x + 6.5;
    return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
  }

  static double gamma(double x) {
    if (x <= 0 && x == Math.rint(x)) {
      return Double.NaN;
    }
    if (x == Math.rint(x) && x <= 171) {
      double product = 1;
      for (int i = 2; i < x; i++) {
        product *= i;
      }
      return product;
    }
    if (x < 0.5) {
      return Math.PI / (Math.sin(Math.PI * x) * gamma(1 - x));
    }
    return Math.exp(logGamma(x));
  }

  /** The regularised incomplete beta function, by its continued fraction after Lentz. */
  static double incompleteBeta(double x, double a, double b) {
    if (x <= 0 || x >= 1) {
      return x <= 0 ? 0 : 1;
    }
    if (x > (a + 1) / (a + b + 2)) {
      return 1 - incompleteBeta(1 - x, b, a);
    }
    double front =
        Math.exp(
            logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
    double tiny = 1e-300;
    double c = 1;
    double d = 1 / nonZero(1 - (a + b) * x / (a + 1), tiny);
    double fraction = d;
    for (int m = 1; m <= 10_000; m++) {
      double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      d = 1 / nonZero(1 + even * d, tiny);
      c = nonZero(1 + even / c, tiny);
      fraction *= d * c;
      double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      d = 1 / nonZero(1 + odd * d, tiny);
      c = nonZero(1 + odd / c, tiny);
      double step = d * c;
      fraction *= step;
      if (Math.abs(step - 1) < 1e-16) {
        break;
      }
    }
    return front * fraction / a;
  }

  private static double nonZero(double value, double tiny) {
    return Math.abs(value) < tiny ? tiny : value;
  }

  /** The x whose incomplete beta function is p, by bisection. */
  static double inverseBeta(double p, double a, double b) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < 200; i++) {
      double middle = (low + high) / 2;
      if (incompleteBeta(middle, a, b) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  static double betaDensity(double x, double a, double b) {
    return Math.exp(
        (a - 1) * Math.log(x)
            + (b - 1) * Math.log1p(-x)
            - (logGamma(a) + logGamma(b) - logGamma(a + b)));
  }

  /** The error function, by its series for small and its continued fraction for large values. */
  static double erf(double x) {
    if (Double.isNaN(x)) {
      return x;
    }
    return Math.abs(x) < 2.5 ? erfSeries(x) : Math.signum(x) * (1 - erfcFraction(Math.abs(x)));
  }

  static double erfc(double x) {
    if (Double.isNaN(x) || x < 2.5) {
      return 1 - erf(x);
    }
    return erfcFraction(x);
  }

  private static double erfSeries(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; n < 200 && Math.abs(term) > 1e-18; n++) {
      term *= -x * x / n;
      sum += term / (2 * n + 1);
    }
    return 2 / Math.sqrt(Math.PI) * sum;
  }

  private static double erfcFraction(double x) {
    if (x > 30) {
      return 0;
    }
    double fraction = x;
    for (int k = 200; k >= 1; k--) {
      fraction = x + k / 2.0 / fraction;
    }
    return Math.exp(-x * x) / (Math.sqrt(Math.PI) * fraction);
  }
}
