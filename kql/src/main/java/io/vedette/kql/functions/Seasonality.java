package io.vedette.kql.functions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Periods of series, by their correlation with themselves. The score of a period is the
 * autocorrelation at its lag, weighed by the root of the share of points that have a partner.
 * Source: Kusto documentation, "series_periods_validate()" (the documented score 0.84 of its
 * example) and "series_seasonal()".
 */
final class Seasonality {
  private static final long MOST_STEPS = 500_000_000;

  private final double[] deviations;
  private final double squares;

  Seasonality(double[] values) {
    double mean = Series.mean(Series.finite(values));
    deviations = Arrays.stream(values).map(v -> Double.isFinite(v) ? v - mean : 0).toArray();
    squares = SeriesFunctions.dot(deviations, deviations);
  }

  /** A period in points, and its score from 0 to 1. */
  record Period(int length, double score) {}

  private double correlation(int lag) {
    if (lag < 1 || lag >= deviations.length || squares == 0) {
      return 0;
    }
    double sum = 0;
    for (int i = 0; i + lag < deviations.length; i++) {
      sum += deviations[i] * deviations[i + lag];
    }
    return sum / squares * Math.sqrt(deviations.length / (double) (deviations.length - lag));
  }

  /** The score of a period; 0 for one within the noise or no better than its neighbours. */
  double score(int period) {
    double here = correlation(period);
    boolean peak =
        here > 2 / Math.sqrt(deviations.length)
            && here >= correlation(period - 1)
            && here >= correlation(period + 1);
    return peak ? Math.max(0, here) : 0;
  }

  /** The best periods within bounds, best first; multiples of a better one are left out. */
  List<Period> detect(int least, int most, int count) {
    int from = Math.max(2, least);
    int bounded = (int) Math.min(most, MOST_STEPS / Math.max(1, deviations.length));
    int to = Math.min(bounded, deviations.length - 1);
    List<Period> peaks = new ArrayList<>();
    double before = correlation(from - 1);
    double here = correlation(from);
    for (int lag = from; lag <= to; lag++) {
      double after = correlation(lag + 1);
      if (here > 0 && here >= before && here >= after) {
        peaks.add(new Period(lag, Math.min(1, here)));
      }
      before = here;
      here = after;
    }
    peaks.sort(Comparator.comparingDouble(Period::score).reversed());
    List<Period> best = new ArrayList<>();
    for (Period peak : peaks) {
      boolean multiple = best.stream().anyMatch(b -> peak.length % b.length == 0);
      if (best.size() < count && !multiple) {
        best.add(divisor(peak, peaks));
      }
    }
    return best;
  }

  /** A part of the period that scores nearly as well is meant instead. */
  private static Period divisor(Period period, List<Period> peaks) {
    return peaks.stream()
        .filter(p -> period.length % p.length == 0 && p.score >= 0.9 * period.score)
        .min(Comparator.comparingInt(Period::length))
        .orElse(period);
  }

  /** The period that seasonal functions find: four points and cycles at least; 0 for none. */
  int natural(double threshold) {
    List<Period> best = detect(4, deviations.length / 4, 1);
    return best.isEmpty() || best.getFirst().score < threshold ? 0 : best.getFirst().length;
  }

  /** For each point the median of the points in the same phase, learnt from the first points. */
  static double[] component(double[] values, int period, int learnt) {
    double[] seasonal = new double[values.length];
    if (period < 1) {
      return seasonal;
    }
    for (int phase = 0; phase < Math.min(period, values.length); phase++) {
      double[] points = new double[(learnt - phase + period - 1) / period];
      for (int k = 0; k < points.length; k++) {
        points[k] = values[phase + k * period];
      }
      double[] sorted = Series.finite(points);
      Arrays.sort(sorted);
      double median = sorted.length == 0 ? 0 : Series.quantile(sorted, 0.5);
      for (int i = phase; i < values.length; i += period) {
        seasonal[i] = median;
      }
    }
    return seasonal;
  }
}
