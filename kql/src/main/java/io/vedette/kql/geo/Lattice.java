package io.vedette.kql.geo;

/**
 * A cell of the hexagonal lattice as the Eisenstein integer a + bw, where w is a third of a circle.
 * A finer lattice has 7 cells for one, and is turned by turns to the left and to the right.
 */
record Lattice(long a, long b) {
  private static final double ROOT_3 = Math.sqrt(3);

  /** What a cell's number is multiplied with to become one of the next, odd or even, level. */
  private static final Lattice TO_ODD = new Lattice(2, -1);

  private static final Lattice TO_EVEN = new Lattice(3, 1);

  /** The lattice's units by sixths of a circle. */
  private static final Lattice[] UNITS = {
    new Lattice(1, 0),
    new Lattice(1, 1),
    new Lattice(0, 1),
    new Lattice(-1, 0),
    new Lattice(-1, -1),
    new Lattice(0, -1)
  };

  static Lattice unit(int sixths) {
    return UNITS[Math.floorMod(sixths, 6)];
  }

  /** Which unit this is, in sixths of a circle; -1 for zero. */
  int sixths() {
    for (int i = 0; i < UNITS.length; i++) {
      if (UNITS[i].equals(this)) {
        return i;
      }
    }
    return -1;
  }

  Plane plane() {
    return new Plane(a - b / 2.0, b * ROOT_3 / 2);
  }

  /** The cell that a place of its lattice's plane is in. */
  static Lattice nearest(Plane place) {
    double b = place.y() * 2 / ROOT_3;
    double a = place.x() + b / 2;
    Lattice best = new Lattice(Math.round(a), Math.round(b));
    double least = Double.MAX_VALUE;
    for (int i = 0; i < 4; i++) {
      Lattice candidate =
          new Lattice((long) Math.floor(a) + (i & 1), (long) Math.floor(b) + (i >> 1));
      Plane off = candidate.plane().minus(place);
      if (off.dot(off) < least) {
        least = off.dot(off);
        best = candidate;
      }
    }
    return best;
  }

  Lattice plus(Lattice o) {
    return new Lattice(a + o.a, b + o.b);
  }

  Lattice minus(Lattice o) {
    return new Lattice(a - o.a, b - o.b);
  }

  private Lattice times(Lattice o) {
    return new Lattice(a * o.a - b * o.b, a * o.b + b * o.a - b * o.b);
  }

  private static Lattice factor(int level) {
    return level % 2 == 0 ? TO_EVEN : TO_ODD;
  }

  /** The middle one of its seven cells of the given level, the next finer one. */
  Lattice middle(int level) {
    return times(factor(level));
  }

  /** The cell of the next coarser level whose middle is at most a step away. */
  Lattice parent(int level) {
    return nearest(plane().dividedBy(factor(level).plane()));
  }

  /** How many cells of a level, and how turned, make one of level 0. */
  static Plane scale(int level) {
    int pairs = level / 2;
    double sevens = Math.pow(7, pairs);
    return level % 2 == 0 ? new Plane(sevens, 0) : TO_ODD.plane().times(sevens);
  }
}
