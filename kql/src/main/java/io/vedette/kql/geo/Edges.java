package io.vedette.kql.geo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Edges: the shorter arcs of great circles between two places. */
final class Edges {
  /** Places closer than this (in radians, a tenth of a millimetre) are one. */
  static final double SAME = 1.5e-11;

  private Edges() {}

  /** Whether no edge of a chain goes half around the sphere. */
  static boolean areShort(List<Point> points) {
    for (int i = 1; i < points.size(); i++) {
      if (points.get(i - 1).at().plus(points.get(i).at()).length() < SAME) {
        return false;
      }
    }
    return true;
  }

  static boolean same(Vector a, Vector b) {
    return Math.abs(a.x() - b.x()) < SAME
        && Math.abs(a.y() - b.y()) < SAME
        && Math.abs(a.z() - b.z()) < SAME;
  }

  /** The place of an edge that is closest to a point. */
  static Vector closest(Vector p, Vector a, Vector b) {
    Vector normal = a.normalTo(b);
    double length = normal.length();
    if (length > 0) {
      Vector unit = normal.times(1 / length);
      Vector foot = p.minus(unit.times(p.dot(unit)));
      if (unit.cross(a).dot(foot) >= 0 && unit.cross(b).dot(foot) <= 0 && foot.length() > 0) {
        return foot.unit();
      }
    }
    return p.minus(a).dot(p.minus(a)) <= p.minus(b).dot(p.minus(b)) ? a : b;
  }

  static double distance(Vector p, Vector a, Vector b) {
    return p.angle(closest(p, a, b));
  }

  /** Whether a place lies on an edge. */
  static boolean isOn(Vector p, Vector a, Vector b) {
    Vector normal = a.normalTo(b);
    double length = normal.length();
    if (length == 0 || Math.abs(p.dot(normal)) > SAME * 2 * length) {
      return same(p, a) || same(p, b);
    }
    return distance(p, a, b) < SAME;
  }

  /**
   * Where two edges cross between their ends; null when they do not, run along each other, or an
   * end of one is on the line of the other.
   */
  static @Nullable Vector crossing(Vector a, Vector b, Vector c, Vector d) {
    Vector one = a.normalTo(b);
    Vector two = c.normalTo(d);
    double ca = one.dot(c);
    double da = one.dot(d);
    double ac = two.dot(a);
    double bc = two.dot(b);
    double near = SAME * one.length();
    double close = SAME * two.length();
    if (ca * da >= 0
        || ac * bc >= 0
        || Math.min(Math.abs(ca), Math.abs(da)) <= near
        || Math.min(Math.abs(ac), Math.abs(bc)) <= close) {
      return null;
    }
    Vector at = c.times(da).minus(d.times(ca)).times(da > ca ? 1 : -1).unit();
    boolean here = at.dot(a.plus(b)) > 0 && at.dot(c.plus(d)) > 0;
    return here ? at : null;
  }

  /** The places where two edges meet: their crossing, or ends of one that lie on the other. */
  static List<Vector> meetings(Vector a, Vector b, Vector c, Vector d) {
    List<Vector> meetings = new ArrayList<>(2);
    addIfOn(meetings, a, c, d);
    addIfOn(meetings, b, c, d);
    addIfOn(meetings, c, a, b);
    addIfOn(meetings, d, a, b);
    if (meetings.isEmpty()) {
      Vector crossing = crossing(a, b, c, d);
      if (crossing != null) {
        meetings.add(crossing);
      }
    }
    return meetings;
  }

  private static void addIfOn(List<Vector> places, Vector p, Vector a, Vector b) {
    if (isOn(p, a, b) && places.stream().noneMatch(v -> same(v, p))) {
      places.add(p);
    }
  }

  /** The length of a chain in radians. */
  static double length(List<Point> points) {
    double length = 0;
    for (int i = 1; i < points.size(); i++) {
      length += points.get(i - 1).at().angle(points.get(i).at());
    }
    return length;
  }
}
