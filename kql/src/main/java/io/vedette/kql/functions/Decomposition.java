package io.vedette.kql.functions;

import java.util.Arrays;
import java.util.Locale;

/**
 * A series as the sum of a seasonal component, a trend and the rest. Source: Kusto documentation,
 * "series_decompose()".
 */
final class Decomposition {
  private final double[] seasonal;
  private final double[] trend;
  private final double[] baseline;
  private final double[] residual;

  private Decomposition(double[] values, double[] seasonal, double[] trend) {
    this.seasonal = seasonal;
    this.trend = trend;
    baseline = new double[values.length];
    residual = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      baseline[i] = seasonal[i] + trend[i];
      residual[i] = values[i] - baseline[i];
    }
  }

  double[] seasonal() {
    return seasonal;
  }

  double[] trend() {
    return trend;
  }

  /** What is expected: seasonal component and trend together. */
  double[] baseline() {
    return baseline;
  }

  /** What is not expected. */
  double[] residual() {
    return residual;
  }

  /**
   * Takes a series apart.
   *
   * @param period its period in points, 0 for none, -1 to find one
   * @param trendKind avg, linefit or none
   * @param testPoints how many points at the end nothing is learnt from
   * @param threshold the least score of a period that is found
   */
  static Decomposition of(
      double[] values, long period, String trendKind, long testPoints, double threshold) {
    int n = values.length;
    int learnt = (int) Math.clamp(n - testPoints, 0, (long) n);
    double[] known = Arrays.copyOf(values, learnt);
    int cycle =
        period < 0
            ? new Seasonality(known).natural(threshold)
            : (int) Math.min(period, Integer.MAX_VALUE);
    double[] seasonal =
        cycle > 0 && cycle < learnt ? Seasonality.component(values, cycle, learnt) : new double[n];
    double[] rest = new double[learnt];
    Arrays.setAll(rest, i -> values[i] - seasonal[i]);
    double[] trend = trend(rest, n, trendKind.toLowerCase(Locale.ROOT));
    return new Decomposition(values, seasonal, trend);
  }

  private static double[] trend(double[] values, int size, String kind) {
    double[] trend = new double[size];
    double[] known = Series.finite(values);
    if (known.length == 0 || kind.equals("none")) {
      return trend;
    }
    if (kind.equals("linefit")) {
      double mean = Series.mean(known);
      double[] filled = Arrays.stream(values).map(v -> Double.isFinite(v) ? v : mean).toArray();
      return LineFit.of(filled).line(size);
    }
    Arrays.fill(trend, Series.mean(known));
    return trend;
  }

  /**
   * How far values lie outside the fences of Tukey's test, in ranges between two quantiles; 0
   * inside and for missing values.
   *
   * @param learnt how many values at the beginning set the fences
   */
  static double[] outliers(double[] values, int learnt, double low, double high) {
    double[] sorted = Series.finite(Arrays.copyOf(values, learnt));
    Arrays.sort(sorted);
    double bottom = Series.quantile(sorted, low);
    double top = Series.quantile(sorted, high);
    double range = top - bottom;
    double[] scores = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double beyond = values[i] > top ? values[i] - top : Math.min(0, values[i] - bottom);
      boolean none = !Double.isFinite(beyond) || beyond == 0;
      double unit = range > 0 ? range : Math.max(1e-9, Math.abs(top) * 1e-9);
      scores[i] = none ? 0 : beyond / unit;
    }
    return scores;
  }
}
