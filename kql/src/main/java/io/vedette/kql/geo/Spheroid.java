package io.vedette.kql.geo;

/**
 * Distances on the WGS-84 spheroid. Source: T. Vincenty, "Direct and inverse solutions of geodesics
 * on the ellipsoid with application of nested equations", Survey Review 23 (1975).
 */
public final class Spheroid {
  private static final double EQUATOR = 6_378_137;
  private static final double FLATTENING = 1 / 298.257223563;
  private static final double POLE = EQUATOR * (1 - FLATTENING);
  private static final int MOST_STEPS = 200;

  private Spheroid() {}

  /**
   * Metres between two places. Where the method does not converge, near antipodes, the sphere's.
   */
  public static double distance(Point a, Point b) {
    double u1 = Math.atan((1 - FLATTENING) * Math.tan(Math.toRadians(a.latitude())));
    double u2 = Math.atan((1 - FLATTENING) * Math.tan(Math.toRadians(b.latitude())));
    double l = Math.toRadians(b.longitude() - a.longitude());
    double lambda = l;
    for (int step = 0; step < MOST_STEPS; step++) {
      double east = Math.cos(u2) * Math.sin(lambda);
      double north = Math.cos(u1) * Math.sin(u2) - Math.sin(u1) * Math.cos(u2) * Math.cos(lambda);
      double sinSigma = Math.hypot(east, north);
      if (sinSigma == 0) {
        return 0;
      }
      double cosSigma =
          Math.sin(u1) * Math.sin(u2) + Math.cos(u1) * Math.cos(u2) * Math.cos(lambda);
      double sigma = Math.atan2(sinSigma, cosSigma);
      double sinAlpha = Math.cos(u1) * Math.cos(u2) * Math.sin(lambda) / sinSigma;
      double cos2Alpha = 1 - sinAlpha * sinAlpha;
      double cos2Middle =
          cos2Alpha == 0 ? 0 : cosSigma - 2 * Math.sin(u1) * Math.sin(u2) / cos2Alpha;
      double c = FLATTENING / 16 * cos2Alpha * (4 + FLATTENING * (4 - 3 * cos2Alpha));
      double spread = 2 * cos2Middle * cos2Middle - 1;
      double next =
          l
              + (1 - c)
                  * FLATTENING
                  * sinAlpha
                  * (sigma + c * sinSigma * (cos2Middle + c * cosSigma * spread));
      if (Math.abs(next - lambda) < 1e-12) {
        return length(cos2Alpha, sigma, cos2Middle);
      }
      lambda = next;
    }
    return a.distance(b);
  }

  private static double length(double cos2Alpha, double sigma, double cos2Middle) {
    double u2 = cos2Alpha * (EQUATOR * EQUATOR - POLE * POLE) / (POLE * POLE);
    double a = 1 + u2 / 16384 * (4096 + u2 * (-768 + u2 * (320 - 175 * u2)));
    double b = u2 / 1024 * (256 + u2 * (-128 + u2 * (74 - 47 * u2)));
    double spread = 2 * cos2Middle * cos2Middle - 1;
    double sin = Math.sin(sigma);
    double correction =
        b
            * sin
            * (cos2Middle
                + b
                    / 4
                    * (Math.cos(sigma) * spread
                        - b / 6 * cos2Middle * (4 * sin * sin - 3) * (2 * spread - 1)));
    return POLE * a * (sigma - correction);
  }
}
