package io.vedette.kql.functions;

import io.vedette.kql.geo.GeoJson;
import io.vedette.kql.geo.Overlay;
import io.vedette.kql.geo.Point;
import io.vedette.kql.geo.Polygon;
import io.vedette.kql.json.JsonValue;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lines and polygons as arguments of functions. */
final class GeoShapes {
  private GeoShapes() {}

  /** Lines as one argument gives them; null when invalid. */
  private static final Memo<@Nullable List<List<Point>>> LINES =
      new Memo<>(text -> GeoJson.lines(JsonValue.parse(text)));

  private static final Memo<@Nullable List<Polygon>> POLYGONS =
      new Memo<>(text -> GeoJson.polygons(JsonValue.parse(text)));

  /** What is made of lines. */
  interface OfLines {
    @Nullable Object apply(List<List<Point>> lines, @Nullable Object[] arguments);
  }

  /** What is made of polygons. */
  interface OfPolygons {
    @Nullable Object apply(List<Polygon> polygons, @Nullable Object[] arguments);
  }

  static @Nullable List<List<Point>> lines(@Nullable Object argument) {
    return argument == null ? null : LINES.of(argument);
  }

  static @Nullable List<Polygon> polygons(@Nullable Object argument) {
    return argument == null ? null : POLYGONS.of(argument);
  }

  /** A function whose argument at a place is a line or a multiline; null for an invalid one. */
  static JavaFunction ofLines(
      String name, ScalarType result, int place, OfLines implementation, ScalarType... parameters) {
    return JavaFunction.of(
        "kql_" + name,
        result,
        a -> {
          List<List<Point>> lines = lines(a[place]);
          return lines == null ? null : implementation.apply(lines, a);
        },
        parameters);
  }

  /** A function whose argument at a place is a polygon or a multipolygon. */
  static JavaFunction ofPolygons(
      String name,
      ScalarType result,
      int place,
      OfPolygons implementation,
      ScalarType... parameters) {
    return JavaFunction.of(
        "kql_" + name,
        result,
        a -> {
          List<Polygon> polygons = polygons(a[place]);
          return polygons == null ? null : implementation.apply(polygons, a);
        },
        parameters);
  }

  /** The lines of an array; null when one is invalid. */
  static @Nullable List<List<List<Point>>> linesArray(@Nullable Object array) {
    List<JsonValue> items = DynamicArrays.items(JavaFunction.json(array));
    List<List<List<Point>>> all = new ArrayList<>();
    for (JsonValue item : items == null ? List.<JsonValue>of() : items) {
      List<List<Point>> lines = GeoJson.lines(item);
      if (lines == null) {
        return null;
      }
      all.add(lines);
    }
    return all.isEmpty() ? null : all;
  }

  /** The polygons of an array; null when one is invalid. */
  static @Nullable List<Polygon> polygonsArray(@Nullable Object array) {
    List<JsonValue> items = DynamicArrays.items(JavaFunction.json(array));
    List<Polygon> all = new ArrayList<>();
    for (JsonValue item : items == null ? List.<JsonValue>of() : items) {
      List<Polygon> polygons = GeoJson.polygons(item);
      if (polygons == null) {
        return null;
      }
      all.addAll(polygons);
    }
    return all.isEmpty() ? null : all;
  }

  /** Several polygons as one area. */
  static List<Polygon> area(List<Polygon> polygons) {
    return polygons.size() == 1 ? polygons : Overlay.union(polygons);
  }

  /** A number argument in a range, or a default for none; null when it is outside. */
  static @Nullable Double number(
      @Nullable Object argument, double absent, double least, double most) {
    double value = argument == null ? absent : (Double) argument;
    return value >= least && value <= most ? value : null;
  }
}
