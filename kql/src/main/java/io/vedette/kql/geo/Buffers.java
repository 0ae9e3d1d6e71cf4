package io.vedette.kql.geo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Polygons around shapes, with arcs of circles as chains of short edges. */
public final class Buffers {
  private static final double LARGEST_SHARE = 0.99;
  private static final int MOST_CORNERS = 1000;

  private Buffers() {}

  /** How many corners a circle needs to be within the tolerance; both in metres. */
  private static int corners(double radius, double tolerance) {
    double share = Math.clamp(tolerance / radius, 1e-6, LARGEST_SHARE);
    return Math.clamp((int) Math.ceil(Math.PI / Math.acos(1 - share)), 8, MOST_CORNERS);
  }

  /** The circle around a point. */
  public static Polygon circle(Point centre, double radius, double tolerance) {
    Vector east = centre.at().perpendicular();
    int corners = corners(radius, tolerance);
    List<Point> circle = new ArrayList<>();
    arc(circle, centre.at(), east, 0, 2 * Math.PI * (corners - 1) / corners, corners - 1, radius);
    return new Polygon(List.of(new Ring(circle)));
  }

  /** Adds the corners of an arc, counterclockwise from a direction. */
  private static void arc(
      List<Point> corners,
      Vector centre,
      Vector towards,
      double from,
      double to,
      int steps,
      double radius) {
    Vector side = centre.cross(towards).unit();
    double angle = radius / Point.EARTH_RADIUS;
    for (int i = 0; i <= steps; i++) {
      double turn = from + (to - from) * i / steps;
      Vector direction = towards.times(Math.cos(turn)).plus(side.times(Math.sin(turn)));
      corners.add(Point.of(centre.towards(direction, angle)));
    }
  }

  /**
   * What is at most so many metres from lines; null when that is more than half of the sphere,
   * which no polygon encloses.
   */
  public static @Nullable List<Polygon> around(
      List<List<Point>> lines, double radius, double tolerance) {
    return unitedUnlessTooLarge(parts(lines, radius, tolerance), radius);
  }

  private static List<Polygon> parts(List<List<Point>> lines, double radius, double tolerance) {
    List<Polygon> parts = new ArrayList<>();
    for (List<Point> line : lines) {
      for (int i = 1; i < line.size(); i++) {
        parts.add(around(line.get(i - 1), line.get(i), radius, tolerance));
      }
    }
    return parts;
  }

  /** The union, unless it is smaller than one circle: then its outside was taken for its inside. */
  private static @Nullable List<Polygon> unitedUnlessTooLarge(List<Polygon> parts, double radius) {
    List<Polygon> union = Overlay.union(parts);
    double angle = radius / Point.EARTH_RADIUS;
    double cap = 2 * Math.PI * (1 - Math.cos(angle)) * Point.EARTH_RADIUS * Point.EARTH_RADIUS;
    return Polygon.area(union) < cap * 0.5 ? null : union;
  }

  private static Polygon around(Point a, Point b, double radius, double tolerance) {
    if (Edges.same(a.at(), b.at())) {
      return circle(a, radius, tolerance);
    }
    int steps = (corners(radius, tolerance) + 1) / 2;
    Vector left = a.at().normalTo(b.at()).unit();
    List<Point> corners = new ArrayList<>();
    arc(corners, a.at(), left, 0, Math.PI, steps, radius);
    arc(corners, b.at(), left, Math.PI, 2 * Math.PI, steps, radius);
    return new Polygon(List.of(new Ring(corners)));
  }

  /** Polygons and what is at most so many metres from them; null as for lines. */
  public static @Nullable List<Polygon> aroundPolygons(
      List<Polygon> polygons, double radius, double tolerance) {
    List<Polygon> parts = new ArrayList<>(polygons);
    parts.addAll(parts(Polygon.outlines(polygons), radius, tolerance));
    return unitedUnlessTooLarge(parts, radius);
  }
}
