package io.vedette.kql.functions;

import static io.vedette.kql.functions.GeoShapes.ofPolygons;
import static io.vedette.kql.functions.Parameter.bool;
import static io.vedette.kql.functions.Parameter.dynamic;
import static io.vedette.kql.functions.Parameter.integer;
import static io.vedette.kql.functions.Parameter.real;
import static io.vedette.kql.types.ScalarType.BOOL;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.REAL;

import io.vedette.kql.geo.Buffers;
import io.vedette.kql.geo.CellCover;
import io.vedette.kql.geo.GeoJson;
import io.vedette.kql.geo.Lines;
import io.vedette.kql.geo.Overlay;
import io.vedette.kql.geo.Point;
import io.vedette.kql.geo.Polygon;
import io.vedette.kql.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Polygons on Earth. Source: Kusto documentation, "Geospatial functions". */
final class GeoPolygonFunctions {
  private GeoPolygonFunctions() {}

  private static final long USUAL_H3_LEVEL = 6;
  private static final long FINEST_H3_LEVEL = 15;
  private static final double GREATEST_RADIUS = Math.PI * Point.EARTH_RADIUS;

  static List<ScalarFunction> all() {
    List<ScalarFunction> functions = new ArrayList<>();
    measures(functions);
    points(functions);
    shapes(functions);
    pairs(functions);
    return functions;
  }

  private static void measures(List<ScalarFunction> functions) {
    functions.add(
        ScalarFunction.java(
            "geo_polygon_area",
            "The area of polygons in square metres.",
            ofPolygons(
                "geo_polygon_area",
                REAL,
                0,
                (polygons, a) -> Polygon.area(GeoShapes.area(polygons)),
                DYNAMIC),
            dynamic("polygon")));
    functions.add(
        ScalarFunction.java(
            "geo_polygon_perimeter",
            "The length around polygons in metres.",
            ofPolygons(
                "geo_polygon_perimeter",
                REAL,
                0,
                (polygons, a) -> Polygon.perimeter(GeoShapes.area(polygons)),
                DYNAMIC),
            dynamic("polygon")));
    functions.add(
        ScalarFunction.java(
            "geo_polygon_centroid",
            "The middle of polygons.",
            ofPolygons(
                "geo_polygon_centroid",
                DYNAMIC,
                0,
                (polygons, a) -> GeoJson.point(Polygon.centroid(GeoShapes.area(polygons))),
                DYNAMIC),
            dynamic("polygon")));
  }

  private static void points(List<ScalarFunction> functions) {
    functions.add(
        ScalarFunction.java(
            "geo_point_in_polygon",
            "Whether a point is in polygons.",
            ofPolygons(
                "geo_point_in_polygon",
                BOOL,
                2,
                (polygons, a) -> {
                  Point point = GeoPointFunctions.point(a[0], a[1]);
                  return point == null ? null : (Object) Polygon.contains(polygons, point);
                },
                REAL,
                REAL,
                DYNAMIC),
            real("longitude"),
            real("latitude"),
            dynamic("polygon")));
    functions.add(
        ScalarFunction.java(
            "geo_distance_point_to_polygon",
            "Metres from a point to polygons, 0 inside.",
            ofPolygons(
                "geo_distance_point_to_polygon",
                REAL,
                2,
                (polygons, a) -> {
                  Point point = GeoPointFunctions.point(a[0], a[1]);
                  return point == null
                      ? null
                      : GeoPointFunctions.distance(point, closest(polygons, point), a[3]);
                },
                REAL,
                REAL,
                DYNAMIC,
                BOOL),
            real("longitude"),
            real("latitude"),
            dynamic("polygon"),
            bool("use_spheroid").orAbsent()));
    functions.add(
        ScalarFunction.java(
            "geo_closest_point_on_polygon",
            "The point of polygons that is closest to another.",
            ofPolygons(
                "geo_closest_point_on_polygon",
                DYNAMIC,
                2,
                (polygons, a) -> {
                  Point point = GeoPointFunctions.point(a[0], a[1]);
                  return point == null ? null : GeoJson.point(closest(polygons, point));
                },
                REAL,
                REAL,
                DYNAMIC),
            real("longitude"),
            real("latitude"),
            dynamic("polygon")));
    functions.add(
        ScalarFunction.java(
            "geo_point_buffer",
            "The polygon of what is at most so many metres from a point.",
            JavaFunction.of(
                "kql_geo_point_buffer",
                DYNAMIC,
                GeoPolygonFunctions::circle,
                REAL,
                REAL,
                REAL,
                REAL),
            real("longitude"),
            real("latitude"),
            real("radius"),
            real("tolerance").orAbsent()));
  }

  private static void shapes(List<ScalarFunction> functions) {
    functions.add(
        ScalarFunction.java(
            "geo_polygon_buffer",
            "Polygons and what is at most so many metres from them.",
            ofPolygons(
                "geo_polygon_buffer", DYNAMIC, 0, GeoPolygonFunctions::buffer, DYNAMIC, REAL, REAL),
            dynamic("polygon"),
            real("radius"),
            real("tolerance").orAbsent()));
    functions.add(
        ScalarFunction.java(
            "geo_polygon_densify",
            "Polygons with points added so that their arcs follow straight lines on the map.",
            ofPolygons(
                "geo_polygon_densify",
                DYNAMIC,
                0,
                GeoPolygonFunctions::densify,
                DYNAMIC,
                REAL,
                BOOL),
            dynamic("polygon"),
            real("tolerance").orAbsent(),
            bool("preserve_crossing").orAbsent()));
    functions.add(
        ScalarFunction.java(
            "geo_polygon_simplify",
            "Polygons with fewer points.",
            ofPolygons(
                "geo_polygon_simplify",
                DYNAMIC,
                0,
                (polygons, a) -> simplify(GeoShapes.area(polygons), a[1]),
                DYNAMIC,
                REAL),
            dynamic("polygon"),
            real("tolerance").orAbsent()));
    functions.add(
        ScalarFunction.java(
            "geo_simplify_polygons_array",
            "The polygons of an array with fewer points.",
            JavaFunction.of(
                "kql_geo_simplify_polygons_array",
                DYNAMIC,
                a -> {
                  List<Polygon> polygons = GeoShapes.polygonsArray(a[0]);
                  return polygons == null ? null : simplify(polygons, a[1]);
                },
                DYNAMIC,
                REAL),
            dynamic("polygons"),
            real("tolerance").orAbsent()));
    functions.add(
        ScalarFunction.java(
            "geo_union_polygons_array",
            "What the polygons of an array cover together.",
            JavaFunction.of(
                "kql_geo_union_polygons_array",
                DYNAMIC,
                a -> {
                  List<Polygon> polygons = GeoShapes.polygonsArray(a[0]);
                  return polygons == null ? null : GeoJson.polygons(Overlay.union(polygons));
                },
                DYNAMIC),
            dynamic("polygons")));
    functions.add(
        ScalarFunction.java(
            "geo_polygon_to_s2cells",
            "The S2 cells that cover polygons.",
            ofPolygons(
                "geo_polygon_to_s2cells",
                DYNAMIC,
                0,
                GeoPolygonFunctions::s2cells,
                DYNAMIC,
                LONG,
                REAL),
            dynamic("polygon"),
            integer("level").orAbsent(),
            real("radius").orAbsent()));
    functions.add(
        ScalarFunction.java(
            "geo_polygon_to_h3cells",
            "The H3 cells whose middles are in polygons.",
            ofPolygons(
                "geo_polygon_to_h3cells",
                DYNAMIC,
                0,
                GeoPolygonFunctions::h3cells,
                DYNAMIC,
                LONG,
                REAL),
            dynamic("polygon"),
            integer("resolution").orAbsent(),
            real("radius").orAbsent()));
  }

  private static void pairs(List<ScalarFunction> functions) {
    functions.add(
        ScalarFunction.java(
            "geo_intersects_2polygons",
            "Whether polygons have a point in common.",
            ofPolygons(
                "geo_intersects_2polygons",
                BOOL,
                0,
                (polygons, a) -> {
                  List<Polygon> others = GeoShapes.polygons(a[1]);
                  return others == null
                      ? null
                      : (Object)
                          (Overlay.meetPolygons(Polygon.outlines(polygons), others)
                              || Overlay.meetPolygons(Polygon.outlines(others), polygons));
                },
                DYNAMIC,
                DYNAMIC),
            dynamic("polygon1"),
            dynamic("polygon2")));
    functions.add(
        ScalarFunction.java(
            "geo_intersection_2polygons",
            "What polygons have in common.",
            ofPolygons(
                "geo_intersection_2polygons",
                DYNAMIC,
                0,
                (polygons, a) -> {
                  List<Polygon> others = GeoShapes.polygons(a[1]);
                  return others == null ? null : Overlay.intersection(polygons, others);
                },
                DYNAMIC,
                DYNAMIC),
            dynamic("polygon1"),
            dynamic("polygon2")));
  }

  private static Point closest(List<Polygon> polygons, Point point) {
    return Polygon.contains(polygons, point)
        ? point
        : Lines.closest(Polygon.outlines(polygons), point);
  }

  private static @Nullable JsonValue circle(@Nullable Object[] a) {
    Point point = GeoPointFunctions.point(a[0], a[1]);
    Double radius = GeoLineFunctions.radius(a[2]);
    Double tolerance = tolerance(a[3]);
    return point == null || radius == null || tolerance == null
        ? null
        : GeoJson.polygons(List.of(Buffers.circle(point, radius, tolerance)));
  }

  private static @Nullable Double tolerance(@Nullable Object argument) {
    return GeoShapes.number(
        argument, GeoLineFunctions.TOLERANCE, Double.MIN_VALUE, GREATEST_RADIUS);
  }

  private static @Nullable JsonValue buffer(List<Polygon> polygons, @Nullable Object[] a) {
    Double radius = GeoLineFunctions.radius(a[1]);
    Double tolerance = tolerance(a[2]);
    return radius == null || tolerance == null
        ? null
        : GeoJson.polygons(Buffers.aroundPolygons(polygons, radius, tolerance));
  }

  private static @Nullable JsonValue densify(List<Polygon> polygons, @Nullable Object[] a) {
    Double tolerance = GeoShapes.number(a[1], GeoLineFunctions.TOLERANCE, 0.1, 10_000);
    return tolerance == null
        ? null
        : GeoJson.polygons(
            polygons.stream()
                .map(p -> Lines.densified(p, tolerance, Boolean.TRUE.equals(a[2])))
                .toList());
  }

  private static @Nullable JsonValue simplify(List<Polygon> polygons, @Nullable Object given) {
    Double tolerance =
        GeoShapes.number(given, GeoLineFunctions.TOLERANCE, 0, GeoLineFunctions.GREATEST_TOLERANCE);
    return tolerance == null
        ? null
        : GeoJson.polygons(Lines.simplifiedPolygons(polygons, tolerance));
  }

  private static @Nullable JsonValue s2cells(List<Polygon> polygons, @Nullable Object[] a) {
    long level = JavaFunction.whole(a[1], GeoLineFunctions.USUAL_S2_LEVEL);
    Double radius = GeoShapes.number(a[2], 0, 0, GREATEST_RADIUS);
    List<String> cells =
        level < 0 || level > GeoLineFunctions.FINEST_S2_LEVEL || radius == null
            ? null
            : CellCover.s2(Polygon.outlines(polygons), polygons, (int) level, radius);
    return cells == null ? null : JsonValue.texts(cells);
  }

  private static @Nullable JsonValue h3cells(List<Polygon> polygons, @Nullable Object[] a) {
    long level = JavaFunction.whole(a[1], USUAL_H3_LEVEL);
    Double radius = GeoShapes.number(a[2], 0, 0, GREATEST_RADIUS / 2);
    if (level < 0 || level > FINEST_H3_LEVEL || radius == null) {
      return null;
    }
    List<Polygon> area =
        radius == 0
            ? polygons
            : Buffers.aroundPolygons(polygons, radius, GeoLineFunctions.TOLERANCE);
    List<String> cells = area == null ? null : CellCover.h3(area, (int) level);
    return cells == null ? null : JsonValue.texts(cells);
  }
}
