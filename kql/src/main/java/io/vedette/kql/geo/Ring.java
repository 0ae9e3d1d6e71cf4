package io.vedette.kql.geo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A closed chain of edges; the last corner is joined with the first. Its inside is on the left. */
final class Ring {
  /** A direction that no ring of round figures has its corners at. */
  private static final Vector POLE = new Vector(0.1234, -0.0567, 0.991).unit();

  private final List<Point> corners;
  private final Vector middle;

  /** The least cosine of the angle between the middle and any place of the ring. */
  private final double reach;

  Ring(List<Point> corners) {
    this.corners = List.copyOf(corners);
    Vector sum = new Vector(0, 0, 0);
    for (Point corner : corners) {
      sum = sum.plus(corner.at());
    }
    middle = sum.unit();
    double least = 1;
    for (Point corner : corners) {
      least = Math.min(least, middle.dot(corner.at()));
    }
    reach = least > 0.01 ? least - 1e-12 : -2;
  }

  List<Point> corners() {
    return corners;
  }

  /** A ring through points whose last one repeats the first; null when it is not valid. */
  static @Nullable Ring closed(List<Point> points) {
    if (points.size() < 4
        || !Edges.same(points.getFirst().at(), points.getLast().at())
        || !Edges.areShort(points)) {
      return null;
    }
    Ring ring = new Ring(points.subList(0, points.size() - 1));
    return ring.isSimple() ? ring : null;
  }

  private boolean isSimple() {
    long distinct = corners.stream().map(Point::at).distinct().count();
    return distinct == corners.size() && !EdgePairs.crossesItself(this);
  }

  Vector at(int index) {
    return corners.get(index % corners.size()).at();
  }

  int size() {
    return corners.size();
  }

  Ring reversed() {
    List<Point> reversed = new ArrayList<>(corners.reversed());
    return new Ring(reversed);
  }

  /** Steradians on the left, less than 0 when more than half of the sphere is there. */
  double signedArea() {
    double sum = 0;
    Vector a = at(0);
    for (int i = 1; i + 1 < size(); i++) {
      Vector b = at(i);
      Vector c = at(i + 1);
      double volume = a.dot(b.minus(a).cross(c.minus(a)));
      sum += 2 * Math.atan2(volume, 1 + a.dot(b) + b.dot(c) + c.dot(a));
    }
    return Math.IEEEremainder(sum, 4 * Math.PI);
  }

  /** The sum of its places as vectors, each with its area. */
  Vector moment() {
    Vector sum = new Vector(0, 0, 0);
    for (int i = 0; i < size(); i++) {
      Vector normal = at(i).normalTo(at(i + 1)).unit();
      sum = sum.plus(normal.times(at(i).angle(at(i + 1)) / 2));
    }
    return sum;
  }

  double perimeter() {
    double length = 0;
    for (int i = 0; i < size(); i++) {
      length += at(i).angle(at(i + 1));
    }
    return length;
  }

  /**
   * How often the ring goes counterclockwise around a place, less how often around its antipode: 1
   * inside of a shell, -1 inside of a hole, which runs clockwise. It counts the edges that cross
   * half a circle from the place to its antipode, by the side they come from.
   */
  int turns(Vector p) {
    if (middle.dot(p) < reach) {
      return 0;
    }
    Vector pole = POLE.minus(p.times(POLE.dot(p)));
    Vector plane = p.cross(pole).unit();
    int turns = 0;
    double before = plane.dot(at(size() - 1));
    for (int i = 0; i < size(); i++) {
      double after = plane.dot(at(i));
      if (before > 0 != after > 0) {
        Vector from = at(i + size() - 1);
        double where = from.dot(pole) * after - at(i).dot(pole) * before;
        if (after > before && where > 0) {
          turns++;
        } else if (after < before && where < 0) {
          turns--;
        }
      }
      before = after;
    }
    return turns;
  }
}
