package io.vedette.kql.functions;

import java.util.Arrays;

/**
 * The line of least squares through the points (1, y1), (2, y2) ..., counted as Kusto does.
 *
 * @param rsquare how much of the variance the line explains, 0 to 1
 * @param slope its rise from one point to the next
 * @param variance the variance of the values
 * @param rvariance the variance of what the line leaves
 * @param interception its value at 0
 */
record LineFit(
    double rsquare, double slope, double variance, double rvariance, double interception) {

  static LineFit of(double[] y) {
    int n = y.length;
    if (n == 0) {
      return new LineFit(0, 0, 0, 0, 0);
    }
    double meanX = (n + 1) / 2.0;
    double meanY = Series.mean(y);
    double sxx = 0;
    double sxy = 0;
    double syy = 0;
    for (int i = 0; i < n; i++) {
      double x = i + 1 - meanX;
      sxx += x * x;
      sxy += x * (y[i] - meanY);
      syy += (y[i] - meanY) * (y[i] - meanY);
    }
    double slope = sxx == 0 ? 0 : sxy / sxx;
    double rest = Math.max(0, syy - slope * sxy);
    double freedom = Math.max(1, n - 1);
    double rsquare = syy == 0 ? 0 : 1 - rest / syy;
    return new LineFit(rsquare, slope, syy / freedom, rest / freedom, meanY - slope * meanX);
  }

  double at(double x) {
    return interception + slope * x;
  }

  /** The line's values at the first points. */
  double[] line(int size) {
    double[] line = new double[size];
    Arrays.setAll(line, i -> at(i + 1));
    return line;
  }
}
