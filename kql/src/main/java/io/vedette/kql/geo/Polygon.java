package io.vedette.kql.geo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shell and its holes, the inside on the left of each.
 *
 * @param given the rings in the direction that they were given in
 */
public record Polygon(List<Ring> rings, List<Ring> given) {
  public Polygon {
    rings = List.copyOf(rings);
    given = List.copyOf(given);
  }

  Polygon(List<Ring> rings) {
    this(rings, rings);
  }

  /**
   * The polygon of closed rings; the shell encloses the smaller part of the sphere, whichever way
   * it goes around. Null when a ring is not valid, or two cross or share an edge.
   */
  static @Nullable Polygon of(List<List<Point>> closed) {
    List<Ring> rings = new ArrayList<>();
    List<Ring> given = new ArrayList<>();
    for (List<Point> points : closed) {
      Ring ring = Ring.closed(points);
      if (ring == null) {
        return null;
      }
      given.add(ring);
      boolean shell = rings.isEmpty();
      rings.add(ring.signedArea() > 0 == shell ? ring : ring.reversed());
    }
    for (int i = 1; i < rings.size(); i++) {
      for (int k = 0; k < i; k++) {
        if (EdgePairs.cross(rings.get(i), rings.get(k))) {
          return null;
        }
      }
    }
    return rings.isEmpty() ? null : new Polygon(rings, given);
  }

  Ring shell() {
    return rings.getFirst();
  }

  boolean contains(Vector p) {
    if (shell().turns(p) <= 0) {
      return false;
    }
    for (int i = 1; i < rings.size(); i++) {
      if (rings.get(i).turns(p) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether a place is in any of the polygons. */
  public static boolean contains(List<Polygon> polygons, Point p) {
    return contains(polygons, p.at());
  }

  static boolean contains(List<Polygon> polygons, Vector p) {
    for (Polygon polygon : polygons) {
      if (polygon.contains(p)) {
        return true;
      }
    }
    return false;
  }

  static List<Ring> rings(List<Polygon> polygons) {
    return polygons.stream().flatMap(p -> p.rings.stream()).toList();
  }

  /** The edges of polygons as chains. */
  public static List<List<Point>> outlines(List<Polygon> polygons) {
    List<List<Point>> outlines = new ArrayList<>();
    for (Ring ring : rings(polygons)) {
      List<Point> outline = new ArrayList<>(ring.corners());
      outline.add(outline.getFirst());
      outlines.add(outline);
    }
    return outlines;
  }

  /** Square metres. */
  public static double area(List<Polygon> polygons) {
    double area = rings(polygons).stream().mapToDouble(Ring::signedArea).sum();
    return area * Point.EARTH_RADIUS * Point.EARTH_RADIUS;
  }

  /** Metres around the shells and the holes. */
  public static double perimeter(List<Polygon> polygons) {
    return rings(polygons).stream().mapToDouble(Ring::perimeter).sum() * Point.EARTH_RADIUS;
  }

  /** The centre of the areas. */
  public static Point centroid(List<Polygon> polygons) {
    Vector sum = new Vector(0, 0, 0);
    for (Ring ring : rings(polygons)) {
      sum = sum.plus(ring.moment());
    }
    return Point.of(sum.unit());
  }
}
