package io.vedette.kql.geo;

import org.jspecify.annotations.Nullable;

/** A place on the sphere, with its coordinates in degrees as they were given. */
public record Point(double longitude, double latitude, Vector at) {

  /** The mean radius of the Earth in metres, as Kusto measures with it. */
  public static final double EARTH_RADIUS = 6_371_010;

  /** The place at valid coordinates; null for others. */
  public static @Nullable Point of(double longitude, double latitude) {
    return Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90
        ? new Point(longitude, latitude, Vector.ofDegrees(longitude, latitude))
        : null;
  }

  static Point of(Vector at) {
    return new Point(at.longitude(), at.latitude(), at);
  }

  /** Metres on the sphere to another place. */
  public double distance(Point other) {
    return at.angle(other.at) * EARTH_RADIUS;
  }

  /** The angle clockwise from north to another place; null when both are the same. */
  public @Nullable Double azimuth(Point other) {
    if (at.equals(other.at)) {
      return null;
    }
    double dLng = Math.toRadians(other.longitude - longitude);
    double lat = Math.toRadians(latitude);
    double otherLat = Math.toRadians(other.latitude);
    double east = Math.sin(dLng) * Math.cos(otherLat);
    double north =
        Math.cos(lat) * Math.sin(otherLat) - Math.sin(lat) * Math.cos(otherLat) * Math.cos(dLng);
    double angle = Math.atan2(east, north);
    return angle < 0 ? angle + 2 * Math.PI : angle;
  }

  /** The angle clockwise from the way to one place to the way to another. */
  public @Nullable Double angle(Point first, Point second) {
    Double one = azimuth(first);
    Double two = azimuth(second);
    if (one == null || two == null) {
      return null;
    }
    double angle = two - one;
    return angle < 0 ? angle + 2 * Math.PI : angle;
  }
}
