package io.vedette.kql.functions;

import static io.vedette.kql.functions.GeoShapes.ofLines;
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

/** Lines on Earth. Source: Kusto documentation, "Geospatial functions". */
final class GeoLineFunctions {
  private GeoLineFunctions() {}

  /** The usual tolerance in metres. */
  static final double TOLERANCE = 10;

  /** The greatest tolerance of a simplification in metres. */
  static final double GREATEST_TOLERANCE = 7_800_000;

  static final long USUAL_S2_LEVEL = 11;
  static final long FINEST_S2_LEVEL = 30;
  private static final double HALF_AROUND = Math.PI * Point.EARTH_RADIUS;

  static List<ScalarFunction> all() {
    List<ScalarFunction> functions = new ArrayList<>();
    measures(functions);
    shapes(functions);
    pairs(functions);
    return functions;
  }

  private static void measures(List<ScalarFunction> functions) {
    functions.add(
        ScalarFunction.java(
            "geo_line_length",
            "The length of lines in metres.",
            ofLines("geo_line_length", REAL, 0, (lines, a) -> Lines.length(union(lines)), DYNAMIC),
            dynamic("lineString")));
    functions.add(
        ScalarFunction.java(
            "geo_line_centroid",
            "The middle of lines.",
            ofLines(
                "geo_line_centroid",
                DYNAMIC,
                0,
                (lines, a) -> GeoJson.point(Lines.centroid(union(lines))),
                DYNAMIC),
            dynamic("lineString")));
    functions.add(
        ScalarFunction.java(
            "geo_line_interpolate_point",
            "The point after a fraction of a line.",
            ofLines(
                "geo_line_interpolate_point",
                DYNAMIC,
                0,
                GeoLineFunctions::interpolate,
                DYNAMIC,
                REAL),
            dynamic("lineString"),
            real("fraction")));
    functions.add(
        ScalarFunction.java(
            "geo_line_locate_point",
            "The fraction of a line before its point closest to another.",
            ofLines(
                "geo_line_locate_point",
                REAL,
                0,
                GeoLineFunctions::locate,
                DYNAMIC,
                REAL,
                REAL,
                BOOL),
            dynamic("lineString"),
            real("longitude"),
            real("latitude"),
            bool("use_spheroid").orAbsent()));
    functions.add(
        ScalarFunction.java(
            "geo_closest_point_on_line",
            "The point of lines that is closest to another.",
            ofLines(
                "geo_closest_point_on_line",
                DYNAMIC,
                2,
                GeoLineFunctions::closest,
                REAL,
                REAL,
                DYNAMIC),
            real("longitude"),
            real("latitude"),
            dynamic("lineString")));
    functions.add(
        ScalarFunction.java(
            "geo_distance_point_to_line",
            "Metres from a point to lines.",
            ofLines(
                "geo_distance_point_to_line",
                REAL,
                2,
                GeoLineFunctions::distance,
                REAL,
                REAL,
                DYNAMIC,
                BOOL),
            real("longitude"),
            real("latitude"),
            dynamic("lineString"),
            bool("use_spheroid").orAbsent()));
  }

  private static void shapes(List<ScalarFunction> functions) {
    functions.add(
        ScalarFunction.java(
            "geo_line_densify",
            "Lines with points added so that their arcs follow straight lines on the map.",
            ofLines("geo_line_densify", DYNAMIC, 0, GeoLineFunctions::densify, DYNAMIC, REAL, BOOL),
            dynamic("lineString"),
            real("tolerance").orAbsent(),
            bool("preserve_crossing").orAbsent()));
    functions.add(
        ScalarFunction.java(
            "geo_line_simplify",
            "Lines with fewer points.",
            ofLines("geo_line_simplify", DYNAMIC, 0, GeoLineFunctions::simplify, DYNAMIC, REAL),
            dynamic("lineString"),
            real("tolerance").orAbsent()));
    functions.add(
        ScalarFunction.java(
            "geo_line_buffer",
            "The polygon of what is at most so many metres from lines.",
            ofLines("geo_line_buffer", DYNAMIC, 0, GeoLineFunctions::buffer, DYNAMIC, REAL, REAL),
            dynamic("lineString"),
            real("radius"),
            real("tolerance").orAbsent()));
    functions.add(
        ScalarFunction.java(
            "geo_line_to_s2cells",
            "The S2 cells that cover lines.",
            ofLines(
                "geo_line_to_s2cells", DYNAMIC, 0, GeoLineFunctions::cells, DYNAMIC, LONG, REAL),
            dynamic("lineString"),
            integer("level").orAbsent(),
            real("radius").orAbsent()));
    functions.add(
        ScalarFunction.java(
            "geo_union_lines_array",
            "The lines of an array as one, each part once.",
            JavaFunction.of(
                "kql_geo_union_lines_array",
                DYNAMIC,
                a -> {
                  List<List<List<Point>>> lines = GeoShapes.linesArray(a[0]);
                  return lines == null ? null : GeoJson.lines(Overlay.unionOfLines(lines));
                },
                DYNAMIC),
            dynamic("lineStrings")));
  }

  private static void pairs(List<ScalarFunction> functions) {
    functions.add(
        ScalarFunction.java(
            "geo_intersects_2lines",
            "Whether lines have a point in common.",
            ofLines(
                "geo_intersects_2lines",
                BOOL,
                0,
                (lines, a) -> {
                  List<List<Point>> others = GeoShapes.lines(a[1]);
                  return others == null ? null : (Object) Overlay.meet(lines, others);
                },
                DYNAMIC,
                DYNAMIC),
            dynamic("lineString1"),
            dynamic("lineString2")));
    functions.add(
        ScalarFunction.java(
            "geo_intersection_2lines",
            "What lines have in common.",
            ofLines(
                "geo_intersection_2lines",
                DYNAMIC,
                0,
                (lines, a) -> {
                  List<List<Point>> others = GeoShapes.lines(a[1]);
                  return others == null ? null : Overlay.intersectionOfLines(lines, others);
                },
                DYNAMIC,
                DYNAMIC),
            dynamic("lineString1"),
            dynamic("lineString2")));
    functions.add(
        ScalarFunction.java(
            "geo_intersects_line_with_polygon",
            "Whether lines and polygons have a point in common.",
            ofLines(
                "geo_intersects_line_with_polygon",
                BOOL,
                0,
                (lines, a) -> {
                  List<Polygon> polygons = GeoShapes.polygons(a[1]);
                  return polygons == null ? null : (Object) Overlay.meetPolygons(lines, polygons);
                },
                DYNAMIC,
                DYNAMIC),
            dynamic("lineString"),
            dynamic("polygon")));
    functions.add(
        ScalarFunction.java(
            "geo_intersection_line_with_polygon",
            "The parts of lines that are in polygons.",
            ofLines(
                "geo_intersection_line_with_polygon",
                DYNAMIC,
                0,
                (lines, a) -> {
                  List<Polygon> polygons = GeoShapes.polygons(a[1]);
                  return polygons == null
                      ? null
                      : Overlay.intersectionWithPolygons(lines, GeoShapes.area(polygons));
                },
                DYNAMIC,
                DYNAMIC),
            dynamic("lineString"),
            dynamic("polygon")));
  }

  private static List<List<Point>> union(List<List<Point>> lines) {
    return lines.size() == 1
        ? lines
        : Overlay.unionOfLines(lines.stream().map(List::<List<Point>>of).toList());
  }

  private static @Nullable JsonValue interpolate(List<List<Point>> lines, @Nullable Object[] a) {
    Double fraction = GeoShapes.number(a[1], -1, 0, 1);
    return fraction == null || lines.size() > 1
        ? null
        : GeoJson.point(Lines.interpolate(lines.getFirst(), fraction));
  }

  private static @Nullable Double locate(List<List<Point>> lines, @Nullable Object[] a) {
    Point point = GeoPointFunctions.point(a[1], a[2]);
    return point == null || lines.size() > 1 ? null : Lines.locate(lines.getFirst(), point);
  }

  private static @Nullable JsonValue closest(List<List<Point>> lines, @Nullable Object[] a) {
    Point point = GeoPointFunctions.point(a[0], a[1]);
    return point == null ? null : GeoJson.point(Lines.closest(lines, point));
  }

  private static @Nullable Double distance(List<List<Point>> lines, @Nullable Object[] a) {
    Point point = GeoPointFunctions.point(a[0], a[1]);
    return point == null
        ? null
        : GeoPointFunctions.distance(point, Lines.closest(lines, point), a[3]);
  }

  private static @Nullable JsonValue densify(List<List<Point>> lines, @Nullable Object[] a) {
    Double tolerance = GeoShapes.number(a[1], TOLERANCE, 0.1, 10_000);
    return tolerance == null
        ? null
        : GeoJson.lines(
            lines.stream()
                .map(l -> Lines.densified(l, tolerance, Boolean.TRUE.equals(a[2])))
                .toList());
  }

  private static @Nullable JsonValue simplify(List<List<Point>> lines, @Nullable Object[] a) {
    Double tolerance = GeoShapes.number(a[1], TOLERANCE, 0, GREATEST_TOLERANCE);
    return tolerance == null ? null : GeoJson.lines(Lines.simplifiedLines(union(lines), tolerance));
  }

  /** A radius in metres of more than 0. */
  static @Nullable Double radius(@Nullable Object argument) {
    return GeoShapes.number(argument, 0, Double.MIN_VALUE, HALF_AROUND / 2);
  }

  private static @Nullable JsonValue buffer(List<List<Point>> lines, @Nullable Object[] a) {
    Double radius = radius(a[1]);
    Double tolerance = GeoShapes.number(a[2], TOLERANCE, Double.MIN_VALUE, HALF_AROUND);
    return radius == null || tolerance == null
        ? null
        : GeoJson.polygons(Buffers.around(lines, radius, tolerance));
  }

  private static @Nullable JsonValue cells(List<List<Point>> lines, @Nullable Object[] a) {
    long level = JavaFunction.whole(a[1], USUAL_S2_LEVEL);
    Double radius = GeoShapes.number(a[2], 0, 0, HALF_AROUND);
    List<String> cells =
        level < 0 || level > FINEST_S2_LEVEL || radius == null
            ? null
            : CellCover.s2(lines, List.of(), (int) level, radius);
    return cells == null ? null : JsonValue.texts(cells);
  }
}
