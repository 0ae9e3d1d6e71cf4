package io.vedette.kql.geo;

/** A complex number: a place in the plane of a face of the icosahedron, in cells of level 0. */
record Plane(double x, double y) {
  private static final double HALF_ROOT_3 = Math.sqrt(3) / 2;

  /** The units of the hexagonal lattice, counterclockwise from 1. */
  private static final Plane[] UNITS = {
    new Plane(1, 0),
    new Plane(0.5, HALF_ROOT_3),
    new Plane(-0.5, HALF_ROOT_3),
    new Plane(-1, 0),
    new Plane(-0.5, -HALF_ROOT_3),
    new Plane(0.5, -HALF_ROOT_3)
  };

  /** One step in a direction of the lattice, counted in sixths of a circle. */
  static Plane unit(int sixths) {
    return UNITS[Math.floorMod(sixths, 6)];
  }

  /** A place at an angle in degrees. */
  static Plane polar(double degrees, double length) {
    double angle = Math.toRadians(degrees);
    return new Plane(length * Math.cos(angle), length * Math.sin(angle));
  }

  Plane plus(Plane o) {
    return new Plane(x + o.x, y + o.y);
  }

  Plane minus(Plane o) {
    return new Plane(x - o.x, y - o.y);
  }

  Plane times(Plane o) {
    return new Plane(x * o.x - y * o.y, x * o.y + y * o.x);
  }

  Plane times(double factor) {
    return new Plane(x * factor, y * factor);
  }

  Plane dividedBy(Plane o) {
    double square = o.x * o.x + o.y * o.y;
    return new Plane((x * o.x + y * o.y) / square, (y * o.x - x * o.y) / square);
  }

  double dot(Plane o) {
    return x * o.x + y * o.y;
  }
}
