package io.vedette.kql.geo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A cell of the H3 grid: a base cell and, for each finer level, one of seven digits, 0 for the cell
 * in the middle and 1 to 6 for those around it. Source: H3 documentation, "Indexing" and "Cell
 * boundaries", h3geo.org.
 *
 * @param base 0 to 121
 * @param digits one for each level
 */
public record H3Cell(int base, List<Integer> digits) {
  static final int FINEST = 15;

  /** The digit of a direction, by sixths of a circle. */
  private static final int[] DIGITS = {4, 6, 2, 3, 1, 5};

  /** The direction of a digit in sixths of a circle. */
  private static final int[] SIXTHS = {-1, 4, 2, 3, 0, 5, 1};

  /** The digits of a pentagon's five sectors, clockwise from the home face's. */
  private static final int[] SECTORS = {3, 2, 6, 4, 5};

  public H3Cell {
    digits = List.copyOf(digits);
  }

  public int level() {
    return digits.size();
  }

  private boolean inPentagon() {
    return H3BaseCells.home(base).pentagon();
  }

  /** Whether it has five sides: a middle of middles of a pentagon. */
  private boolean isPentagon() {
    return inPentagon() && leading(digits) == 0;
  }

  private static int leading(List<Integer> digits) {
    for (int digit : digits) {
      if (digit != 0) {
        return digit;
      }
    }
    return 0;
  }

  private static List<Integer> turned(List<Integer> digits, int sixths) {
    return digits.stream()
        .map(d -> d == 0 ? 0 : DIGITS[Math.floorMod(SIXTHS[d] + sixths, 6)])
        .toList();
  }

  /** The cell of a level that holds a point; null when the level is none. */
  public static @Nullable H3Cell of(Point point, long level) {
    return level < 0 || level > FINEST ? null : of(point.at(), (int) level);
  }

  static H3Cell of(Vector p, int level) {
    Icosahedron.Place place = Icosahedron.place(p);
    Lattice cell = Lattice.nearest(place.at().times(Lattice.scale(level)));
    List<Integer> digits = new ArrayList<>();
    for (int l = level; l > 0; l--) {
      Lattice parent = cell.parent(l);
      int sixths = cell.minus(parent.middle(l)).sixths();
      digits.addFirst(sixths < 0 ? 0 : DIGITS[sixths]);
      cell = parent;
    }
    H3BaseCells.Seen seen = H3BaseCells.at(place.face(), cell);
    int sixths =
        H3BaseCells.home(seen.cell()).pentagon()
            ? pentagonTurn(seen.cell(), place.face(), leading(digits))
            : seen.sixths();
    return new H3Cell(seen.cell(), turned(digits, sixths));
  }

  /** How far the digits that a face gives are turned to become those of a pentagon's home. */
  private static int pentagonTurn(int base, int face, int leading) {
    if (leading == 0) {
      return 0;
    }
    List<Icosahedron.Place> sectors = sectors(base);
    int sector = 0;
    while (sectors.get(sector).face() != face) {
      sector++;
    }
    int corner = Icosahedron.cornerAt(face, vertex(base));
    int direction = Math.floorMod(SIXTHS[leading] - 2 * corner, 6);
    int there = SECTORS[Math.floorMod(sector + 3 - direction, 5)];
    return SIXTHS[there] - SIXTHS[leading];
  }

  private static Vector vertex(int base) {
    H3BaseCells.Home home = H3BaseCells.home(base);
    return Icosahedron.sphere(home.face(), home.at().plane());
  }

  /** A pentagon's corner in the planes of its five faces, clockwise from the home face. */
  private static List<Icosahedron.Place> sectors(int base) {
    H3BaseCells.Home home = H3BaseCells.home(base);
    List<Icosahedron.Place> sectors = new ArrayList<>();
    Icosahedron.Place place = new Icosahedron.Place(home.face(), home.at().plane(), 0);
    for (int i = 0; i < 5; i++) {
      sectors.add(place);
      place = nextSector(place, base);
    }
    return sectors;
  }

  private static Icosahedron.Place nextSector(Icosahedron.Place place, int base) {
    int corner = Icosahedron.cornerAt(place.face(), vertex(base));
    return Icosahedron.over(place, (corner + 2) % 3);
  }

  /** Reads a token; null when it is none. */
  public static @Nullable H3Cell parse(String token) {
    long id;
    try {
      id = Long.parseUnsignedLong(token, 16);
    } catch (NumberFormatException e) {
      return null;
    }
    int level = (int) (id >>> 52) & 15;
    int base = (int) (id >>> 45) & 127;
    if (id >>> 56 != 8 || base >= H3BaseCells.COUNT) {
      return null;
    }
    List<Integer> digits = new ArrayList<>();
    for (int l = 1; l <= FINEST; l++) {
      int digit = (int) (id >>> (3 * (FINEST - l))) & 7;
      if (l <= level == (digit == 7)) {
        return null;
      }
      if (l <= level) {
        digits.add(digit);
      }
    }
    H3Cell cell = new H3Cell(base, digits);
    return cell.inPentagon() && leading(digits) == 1 ? null : cell;
  }

  public String token() {
    long id = 8L << 56 | (long) level() << 52 | (long) base << 45;
    for (int l = 1; l <= FINEST; l++) {
      long digit = l <= level() ? digits.get(l - 1) : 7;
      id |= digit << (3 * (FINEST - l));
    }
    return Long.toHexString(id);
  }

  /** The coarser cell of a level that it belongs to; null when the level is not coarser. */
  public @Nullable H3Cell parent(long level) {
    return level < 0 || level >= level() ? null : new H3Cell(base, digits.subList(0, (int) level));
  }

  /** The cells of a finer level that belong to it; null when the level is not finer. */
  public @Nullable List<H3Cell> children(long level) {
    if (level <= level() || level > FINEST) {
      return null;
    }
    List<H3Cell> cells = List.of(this);
    for (int l = level(); l < level; l++) {
      List<H3Cell> finer = new ArrayList<>();
      for (H3Cell cell : cells) {
        for (int digit = 0; digit <= 6; digit++) {
          if (digit != 1 || !cell.isPentagon()) {
            List<Integer> more = new ArrayList<>(cell.digits);
            more.add(digit);
            finer.add(new H3Cell(base, more));
          }
        }
      }
      cells = finer;
    }
    return cells;
  }

  /** Its middle in the plane of the face that it is on. */
  private Icosahedron.Place middle() {
    H3BaseCells.Home home = H3BaseCells.home(base);
    int leading = inPentagon() ? leading(digits) : 0;
    List<Integer> turned = leading == 5 ? turned(digits, -1) : digits;
    Lattice cell = home.at();
    for (int l = 1; l <= level(); l++) {
      int digit = turned.get(l - 1);
      cell = cell.middle(l);
      if (digit != 0) {
        cell = cell.plus(Lattice.unit(SIXTHS[digit]));
      }
    }
    Icosahedron.Place place =
        new Icosahedron.Place(home.face(), cell.plane().dividedBy(Lattice.scale(level())), 0);
    int forced = leading == 2 ? 1 : leading == 6 ? 2 : leading == 4 ? 3 : 0;
    for (int i = 0; i < forced; i++) {
      place = nextSector(place, base);
    }
    return Icosahedron.settled(new Icosahedron.Place(place.face(), place.at(), 0));
  }

  private static Vector sphere(Icosahedron.Place place) {
    Icosahedron.Place settled = Icosahedron.settled(place);
    return Icosahedron.sphere(settled.face(), settled.at());
  }

  public Point centre() {
    return Point.of(sphere(middle()));
  }

  /** A step of its level's lattice, or a part of one, in the plane of a face. */
  private Plane step(double degrees, double length) {
    return Plane.polar(degrees, length).dividedBy(Lattice.scale(level()));
  }

  /** The cells that share an edge with it. */
  public Set<H3Cell> neighbours() {
    Set<H3Cell> around = new LinkedHashSet<>();
    if (isPentagon()) {
      for (Icosahedron.Place sector : sectors(base)) {
        int corner = Icosahedron.cornerAt(sector.face(), vertex(base));
        Plane at = sector.at().plus(step(180 + 120 * corner, 1));
        around.add(of(sphere(new Icosahedron.Place(sector.face(), at, 0)), level()));
      }
      return around;
    }
    Icosahedron.Place middle = middle();
    for (int sixth = 0; sixth < 6; sixth++) {
      Plane at = middle.at().plus(step(60 * sixth, 1));
      around.add(of(sphere(new Icosahedron.Place(middle.face(), at, 0)), level()));
    }
    return around;
  }

  /** The cells at each number of steps from it, from 0 to the given one. */
  public List<List<H3Cell>> rings(int steps) {
    List<List<H3Cell>> rings = new ArrayList<>();
    Set<H3Cell> seen = new HashSet<>(Set.of(this));
    rings.add(List.of(this));
    for (int i = 0; i < steps; i++) {
      List<H3Cell> ring = new ArrayList<>();
      for (H3Cell cell : rings.getLast()) {
        for (H3Cell next : cell.neighbours()) {
          if (seen.add(next)) {
            ring.add(next);
          }
        }
      }
      rings.add(ring);
    }
    return rings;
  }

  /**
   * Its corners counterclockwise; on odd levels also where its edges go over to another face, since
   * they bend there.
   */
  public List<Point> corners() {
    return (isPentagon() ? pentagon() : hexagon()).stream().map(Point::of).toList();
  }

  private List<Vector> hexagon() {
    Icosahedron.Place middle = middle();
    List<Vector> corners = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      Plane at = middle.at().plus(step(30 + 60 * i, 1 / Math.sqrt(3)));
      Plane next = middle.at().plus(step(90 + 60 * i, 1 / Math.sqrt(3)));
      corners.add(sphere(new Icosahedron.Place(middle.face(), at, 0)));
      int edge = Icosahedron.edgeBefore(at);
      int nextEdge = Icosahedron.edgeBefore(next);
      if (level() % 2 == 1 && edge != nextEdge && (edge < 0 || nextEdge < 0)) {
        addBend(corners, middle.face(), at, next, Math.max(edge, nextEdge));
      }
    }
    return corners;
  }

  /** Adds the place where a side crosses an edge of a face, unless it is a corner already. */
  private static void addBend(List<Vector> corners, int face, Plane from, Plane to, int edge) {
    double before = Icosahedron.beyond(from, edge);
    double after = Icosahedron.beyond(to, edge);
    double share = before / (before - after);
    if (share > 1e-6 && share < 1 - 1e-6) {
      corners.add(Icosahedron.sphere(face, from.plus(to.minus(from).times(share))));
    }
  }

  private List<Vector> pentagon() {
    List<Icosahedron.Place> sectors = sectors(base);
    List<Vector> corners = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Icosahedron.Place sector = sectors.get(Math.floorMod(2 - i, 5));
      int corner = Icosahedron.cornerAt(sector.face(), vertex(base));
      Plane at = sector.at().plus(step(150 + 120 * corner, 1 / Math.sqrt(3)));
      Plane next = sector.at().plus(step(210 + 120 * corner, 1 / Math.sqrt(3)));
      corners.add(sphere(new Icosahedron.Place(sector.face(), at, 0)));
      if (level() % 2 == 1) {
        addBend(corners, sector.face(), at, next, (corner + 1) % 3);
      }
    }
    return corners;
  }
}
