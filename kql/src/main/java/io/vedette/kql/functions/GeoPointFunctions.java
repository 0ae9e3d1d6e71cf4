package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.bool;
import static io.vedette.kql.functions.Parameter.real;
import static io.vedette.kql.functions.Parameter.string;
import static io.vedette.kql.types.ScalarType.BOOL;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.REAL;

import io.vedette.kql.geo.Point;
import io.vedette.kql.geo.Spheroid;
import io.vedette.kql.geo.WellKnownText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Points on Earth. Source: Kusto documentation, "Geospatial functions". */
final class GeoPointFunctions {
  private GeoPointFunctions() {}

  static List<ScalarFunction> all() {
    return List.of(
        ScalarFunction.java(
            "geo_distance_2points",
            "Metres between two points.",
            JavaFunction.of(
                "kql_geo_distance_2points",
                REAL,
                GeoPointFunctions::distance,
                REAL,
                REAL,
                REAL,
                REAL,
                BOOL),
            real("p1_longitude"),
            real("p1_latitude"),
            real("p2_longitude"),
            real("p2_latitude"),
            bool("use_spheroid").orAbsent()),
        ScalarFunction.java(
            "geo_azimuth",
            "The angle clockwise from north to the way to another point, in radians.",
            JavaFunction.of(
                "kql_geo_azimuth",
                REAL,
                a -> {
                  Point from = point(a[0], a[1]);
                  Point to = point(a[2], a[3]);
                  return from == null || to == null ? null : from.azimuth(to);
                },
                REAL,
                REAL,
                REAL,
                REAL),
            real("p1_longitude"),
            real("p1_latitude"),
            real("p2_longitude"),
            real("p2_latitude")),
        ScalarFunction.java(
            "geo_angle",
            "The angle clockwise between the ways from a point to two others, in radians.",
            JavaFunction.of(
                "kql_geo_angle",
                REAL,
                GeoPointFunctions::angle,
                REAL,
                REAL,
                REAL,
                REAL,
                REAL,
                REAL),
            real("p1_longitude"),
            real("p1_latitude"),
            real("p2_longitude"),
            real("p2_latitude"),
            real("p3_longitude"),
            real("p3_latitude")),
        ScalarFunction.java(
            "geo_point_in_circle",
            "Whether a point is at most so many metres from another.",
            JavaFunction.of(
                "kql_geo_point_in_circle",
                BOOL,
                GeoPointFunctions::inCircle,
                REAL,
                REAL,
                REAL,
                REAL,
                REAL),
            real("p_longitude"),
            real("p_latitude"),
            real("pc_longitude"),
            real("pc_latitude"),
            real("c_radius")),
        ScalarFunction.java(
            "geo_from_wkt",
            "The GeoJSON geometry of a well-known text.",
            JavaFunction.ofText("kql_geo_from_wkt", DYNAMIC, WellKnownText::read),
            string("wkt")));
  }

  /** The point of a longitude and a latitude; null when one is missing or not valid. */
  static @Nullable Point point(@Nullable Object longitude, @Nullable Object latitude) {
    return longitude == null || latitude == null
        ? null
        : Point.of((Double) longitude, (Double) latitude);
  }

  private static @Nullable Double distance(@Nullable Object[] a) {
    Point from = point(a[0], a[1]);
    Point to = point(a[2], a[3]);
    return from == null || to == null ? null : distance(from, to, a[4]);
  }

  static Double distance(Point from, Point to, @Nullable Object onSpheroid) {
    return Boolean.TRUE.equals(onSpheroid) ? Spheroid.distance(from, to) : from.distance(to);
  }

  private static @Nullable Double angle(@Nullable Object[] a) {
    Point first = point(a[0], a[1]);
    Point middle = point(a[2], a[3]);
    Point last = point(a[4], a[5]);
    return first == null || middle == null || last == null ? null : middle.angle(first, last);
  }

  private static @Nullable Boolean inCircle(@Nullable Object[] a) {
    Point point = point(a[0], a[1]);
    Point centre = point(a[2], a[3]);
    double radius = a[4] == null ? -1 : (Double) a[4];
    if (point == null || centre == null || !(radius >= 0)) {
      return null;
    }
    return point.distance(centre) <= radius;
  }
}
