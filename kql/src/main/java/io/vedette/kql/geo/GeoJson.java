package io.vedette.kql.geo;

import io.vedette.kql.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** GeoJSON geometries as dynamic values. Source: RFC 7946, section 3.1. */
public final class GeoJson {
  private GeoJson() {}

  /** The lines of a LineString or MultiLineString; null for anything else or invalid ones. */
  public static @Nullable List<List<Point>> lines(JsonValue value) {
    List<JsonValue> parts =
        switch (type(value)) {
          case "LineString" -> List.of(coordinates(value));
          case "MultiLineString" -> items(coordinates(value));
          default -> List.of();
        };
    List<List<Point>> lines = new ArrayList<>();
    for (JsonValue part : parts) {
      List<Point> points = points(part);
      if (points == null || points.size() < 2 || !Edges.areShort(points)) {
        return null;
      }
      lines.add(points);
    }
    return lines.isEmpty() ? null : lines;
  }

  /** The polygons of a Polygon or MultiPolygon; null for anything else or invalid ones. */
  public static @Nullable List<Polygon> polygons(JsonValue value) {
    List<JsonValue> parts =
        switch (type(value)) {
          case "Polygon" -> List.of(coordinates(value));
          case "MultiPolygon" -> flat(items(coordinates(value)));
          default -> List.of();
        };
    List<Polygon> polygons = new ArrayList<>();
    for (JsonValue part : parts) {
      List<List<Point>> rings = new ArrayList<>();
      for (JsonValue ring : items(part)) {
        List<Point> points = points(ring);
        if (points == null) {
          return null;
        }
        rings.add(points);
      }
      Polygon polygon = Polygon.of(rings);
      if (polygon == null) {
        return null;
      }
      polygons.add(polygon);
    }
    return polygons.isEmpty() ? null : polygons;
  }

  /** The polygons of a list of polygons, or of one of lists of polygons. */
  private static List<JsonValue> flat(List<JsonValue> parts) {
    List<JsonValue> polygons = new ArrayList<>();
    for (JsonValue part : parts) {
      boolean nested = first(first(first(first(part)))) != JsonValue.Null.NULL;
      polygons.addAll(nested ? items(part) : List.of(part));
    }
    return polygons;
  }

  private static JsonValue first(JsonValue value) {
    List<JsonValue> items = items(value);
    return items.isEmpty() ? JsonValue.Null.NULL : items.getFirst();
  }

  private static String type(JsonValue value) {
    return value instanceof JsonValue.Bag(Map<String, JsonValue> entries)
            && entries.get("type") instanceof JsonValue.Text(String name)
        ? name
        : "";
  }

  private static JsonValue coordinates(JsonValue value) {
    JsonValue coordinates =
        value instanceof JsonValue.Bag(Map<String, JsonValue> entries)
            ? entries.get("coordinates")
            : null;
    return coordinates == null ? JsonValue.Null.NULL : coordinates;
  }

  private static List<JsonValue> items(JsonValue value) {
    return value instanceof JsonValue.Array(List<JsonValue> items) ? items : List.of();
  }

  private static @Nullable List<Point> points(JsonValue value) {
    List<Point> points = new ArrayList<>();
    for (JsonValue item : items(value)) {
      List<JsonValue> numbers = items(item);
      Double lng = numbers.size() < 2 ? null : numbers.get(0).real();
      Double lat = numbers.size() < 2 ? null : numbers.get(1).real();
      Point point = lng == null || lat == null ? null : Point.of(lng, lat);
      if (point == null) {
        return null;
      }
      points.add(point);
    }
    return points;
  }

  static JsonValue geometry(String type, String member, JsonValue value) {
    Map<String, JsonValue> entries = new LinkedHashMap<>();
    entries.put("type", JsonValue.of(type));
    entries.put(member, value);
    return new JsonValue.Bag(entries);
  }

  /** A Point. */
  public static JsonValue point(Point point) {
    return geometry("Point", "coordinates", position(point));
  }

  /** A LineString, or a MultiLineString when there are several; null when there is none. */
  public static @Nullable JsonValue lines(List<List<Point>> lines) {
    if (lines.isEmpty()) {
      return null;
    }
    return lines.size() == 1
        ? geometry("LineString", "coordinates", positions(lines.getFirst()))
        : geometry(
            "MultiLineString",
            "coordinates",
            new JsonValue.Array(lines.stream().map(GeoJson::positions).toList()));
  }

  /** A Polygon, or a MultiPolygon when there are several; null when there is none. */
  public static @Nullable JsonValue polygons(@Nullable List<Polygon> polygons) {
    if (polygons == null || polygons.isEmpty()) {
      return null;
    }
    return polygons.size() == 1
        ? geometry("Polygon", "coordinates", rings(polygons.getFirst()))
        : geometry(
            "MultiPolygon",
            "coordinates",
            new JsonValue.Array(polygons.stream().map(GeoJson::rings).toList()));
  }

  /** A Polygon with one ring through these corners. */
  public static JsonValue outline(List<Point> corners) {
    List<Point> closed = new ArrayList<>(corners);
    closed.add(corners.getFirst());
    return geometry("Polygon", "coordinates", new JsonValue.Array(List.of(positions(closed))));
  }

  /** One geometry as it is, several or none as a GeometryCollection. */
  public static JsonValue collection(List<JsonValue> geometries) {
    return geometries.size() == 1
        ? geometries.getFirst()
        : geometry("GeometryCollection", "geometries", new JsonValue.Array(geometries));
  }

  private static JsonValue rings(Polygon polygon) {
    List<JsonValue> rings = new ArrayList<>();
    for (Ring ring : polygon.rings()) {
      List<Point> closed = new ArrayList<>(ring.corners());
      closed.add(closed.getFirst());
      rings.add(positions(closed));
    }
    return new JsonValue.Array(rings);
  }

  private static JsonValue positions(List<Point> points) {
    return new JsonValue.Array(points.stream().map(GeoJson::position).toList());
  }

  private static JsonValue position(Point point) {
    return new JsonValue.Array(List.of(number(point.longitude()), number(point.latitude())));
  }

  static JsonValue number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? JsonValue.of((long) value)
        : JsonValue.of(value);
  }
}
