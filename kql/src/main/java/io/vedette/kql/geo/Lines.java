package io.vedette.kql.geo;

import java.util.ArrayList;
import java.util.List;

/** Chains of edges: how long they are, and places on them. */
public final class Lines {
  private Lines() {}

  /** Metres. */
  public static double length(List<List<Point>> lines) {
    return lines.stream().mapToDouble(Edges::length).sum() * Point.EARTH_RADIUS;
  }

  /** The middle of their mass. */
  public static Point centroid(List<List<Point>> lines) {
    Vector sum = new Vector(0, 0, 0);
    for (List<Point> line : lines) {
      for (int i = 1; i < line.size(); i++) {
        Vector a = line.get(i - 1).at();
        Vector b = line.get(i).at();
        sum = sum.plus(a.plus(b).times(Math.tan(a.angle(b) / 2)));
      }
    }
    return Point.of(sum.unit());
  }

  /** The place on the lines that is closest to a point. */
  public static Point closest(List<List<Point>> lines, Point p) {
    Vector best = lines.getFirst().getFirst().at();
    double least = Double.MAX_VALUE;
    for (List<Point> line : lines) {
      for (int i = 1; i < line.size(); i++) {
        Vector place = Edges.closest(p.at(), line.get(i - 1).at(), line.get(i).at());
        double distance = place.minus(p.at()).length();
        if (distance < least) {
          least = distance;
          best = place;
        }
      }
    }
    return Point.of(best);
  }

  /** The place after a fraction of a line. */
  public static Point interpolate(List<Point> line, double fraction) {
    double left = Edges.length(line) * fraction;
    for (int i = 1; i < line.size(); i++) {
      Vector a = line.get(i - 1).at();
      Vector b = line.get(i).at();
      double length = a.angle(b);
      if (left <= length && length > 0) {
        return left == 0 ? line.get(i - 1) : Point.of(a.towards(b, left));
      }
      left -= length;
    }
    return line.getLast();
  }

  /** The fraction of a line before the place that is closest to a point. */
  public static double locate(List<Point> line, Point p) {
    double least = Double.MAX_VALUE;
    double before = 0;
    double where = 0;
    for (int i = 1; i < line.size(); i++) {
      Vector a = line.get(i - 1).at();
      Vector b = line.get(i).at();
      Vector place = Edges.closest(p.at(), a, b);
      double distance = place.minus(p.at()).length();
      if (distance < least) {
        least = distance;
        where = before + a.angle(place);
      }
      before += a.angle(b);
    }
    return before == 0 ? 0 : Math.min(1, where / before);
  }

  /**
   * Puts points on edges that are straight on the map, so that the arcs between them are nowhere
   * farther from the straight line than the tolerance in metres.
   */
  public static List<Point> densified(
      List<Point> line, double tolerance, boolean overAntimeridian) {
    List<Point> dense = new ArrayList<>();
    dense.add(line.getFirst());
    for (int i = 1; i < line.size(); i++) {
      Point a = line.get(i - 1);
      Point b = line.get(i);
      double around = 0;
      if (overAntimeridian && Math.abs(b.longitude() - a.longitude()) > 180) {
        around = b.longitude() > a.longitude() ? -360 : 360;
      }
      densify(dense, a, b, around, tolerance / Point.EARTH_RADIUS, 0);
      dense.add(b);
    }
    return dense;
  }

  /** Does the same with the rings of a polygon. */
  public static Polygon densified(Polygon polygon, double tolerance, boolean overAntimeridian) {
    List<Ring> rings = new ArrayList<>();
    for (Ring ring : polygon.given()) {
      List<Point> outline = new ArrayList<>(ring.corners());
      outline.add(outline.getFirst());
      List<Point> dense = densified(outline, tolerance, overAntimeridian);
      rings.add(new Ring(dense.subList(0, dense.size() - 1)));
    }
    return new Polygon(rings);
  }

  private static void densify(
      List<Point> dense, Point a, Point b, double around, double tolerance, int depth) {
    double lng = (a.longitude() + b.longitude() + around) / 2;
    double lat = (a.latitude() + b.latitude()) / 2;
    double wrapped = lng > 180 ? lng - 360 : lng < -180 ? lng + 360 : lng;
    Point middle = new Point(wrapped, lat, Vector.ofDegrees(wrapped, lat));
    if (depth < 16 && Edges.distance(middle.at(), a.at(), b.at()) > tolerance) {
      densify(dense, a, middle, around(a, middle, around), tolerance, depth + 1);
      dense.add(middle);
      densify(dense, middle, b, around(middle, b, around), tolerance, depth + 1);
    }
  }

  /** Whether a half of an edge that goes over the antimeridian still does. */
  private static double around(Point a, Point b, double around) {
    double apart = b.longitude() - a.longitude();
    return around == 0 || Math.abs(apart) <= 180 ? 0 : apart > 0 ? -360 : 360;
  }

  /**
   * Leaves out points that are closer than the tolerance in metres to the line through the others.
   * Source: D. Douglas and T. Peucker, "Algorithms for the reduction of the number of points
   * required to represent a digitized line", Cartographica 10 (1973).
   */
  static List<Point> simplified(List<Point> line, double tolerance) {
    boolean[] kept = new boolean[line.size()];
    kept[0] = true;
    kept[line.size() - 1] = true;
    List<int[]> open = new ArrayList<>();
    open.add(new int[] {0, line.size() - 1});
    while (!open.isEmpty()) {
      int[] range = open.removeLast();
      int farthest = -1;
      double most = tolerance / Point.EARTH_RADIUS;
      for (int i = range[0] + 1; i < range[1]; i++) {
        double distance =
            Edges.distance(line.get(i).at(), line.get(range[0]).at(), line.get(range[1]).at());
        if (distance > most) {
          most = distance;
          farthest = i;
        }
      }
      if (farthest >= 0) {
        kept[farthest] = true;
        open.add(new int[] {range[0], farthest});
        open.add(new int[] {farthest, range[1]});
      }
    }
    List<Point> simple = new ArrayList<>();
    for (int i = 0; i < kept.length; i++) {
      if (kept[i]) {
        simple.add(line.get(i));
      }
    }
    return simple;
  }

  /** The lines with fewer points; those that are no longer than the tolerance disappear. */
  public static List<List<Point>> simplifiedLines(List<List<Point>> lines, double tolerance) {
    List<List<Point>> simple = new ArrayList<>();
    for (List<Point> line : lines) {
      List<Point> points = simplified(line, tolerance);
      if (points.size() > 2 || points.getFirst().distance(points.getLast()) > tolerance) {
        simple.add(points);
      }
    }
    return simple;
  }

  /** The polygons with fewer points; those of which nothing is left disappear. */
  public static List<Polygon> simplifiedPolygons(List<Polygon> polygons, double tolerance) {
    List<Polygon> simple = new ArrayList<>();
    for (Polygon polygon : polygons) {
      List<List<Point>> rings = new ArrayList<>();
      for (Ring ring : polygon.rings()) {
        List<Point> closed = simplified(ring, tolerance);
        if (closed.size() >= 4) {
          rings.add(closed);
        } else if (rings.isEmpty()) {
          break;
        }
      }
      Polygon smaller = Polygon.of(rings);
      if (smaller != null) {
        simple.add(smaller);
      }
    }
    return simple;
  }

  /** A ring, closed, that keeps its first corner and the one that is farthest from it. */
  private static List<Point> simplified(Ring ring, double tolerance) {
    int farthest = 1;
    for (int i = 2; i < ring.size(); i++) {
      if (ring.at(i).minus(ring.at(0)).length() > ring.at(farthest).minus(ring.at(0)).length()) {
        farthest = i;
      }
    }
    List<Point> back = new ArrayList<>(ring.corners().subList(farthest, ring.size()));
    back.add(ring.corners().getFirst());
    List<Point> closed =
        new ArrayList<>(simplified(ring.corners().subList(0, farthest + 1), tolerance));
    closed.removeLast();
    closed.addAll(simplified(back, tolerance));
    return closed;
  }
}
