package io.vedette.kql.geo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The 122 cells of level 0 of the H3 grid. Each has a home, a place in the plane of one face, that
 * gives its directions their names; twelve lie on corners and are pentagons. Source of the figures:
 * H3's own numbering, the table baseCellData in baseCells.c of github.com/uber/h3.
 */
final class H3BaseCells {
  static final int COUNT = 122;

  /** Face and ijk coordinates of each cell's home. */
  private static final String HOMES =
      """
      1 100, 2 110, 1 000, 2 100, 0 200, 1 110, 1 001, 2 000, 0 100, 2 010, 1 010, 1 011, 3 100,
      3 110, 11 200, 4 100, 0 000, 6 010, 0 001, 2 011, 7 001, 2 001, 0 110, 6 001, 10 200, 6 000,
      3 000, 11 100, 4 110, 3 010, 0 011, 4 000, 5 010, 0 010, 7 010, 11 110, 7 000, 10 100, 12 200,
      6 101, 7 101, 4 001, 3 001, 3 011, 4 010, 6 100, 11 000, 8 001, 5 001, 14 200, 5 000, 12 100,
      10 110, 4 011, 12 110, 7 100, 11 010, 10 000, 13 200, 10 001, 11 001, 9 010, 8 010, 6 200,
      8 000, 9 001, 14 100, 5 101, 16 011, 8 101, 5 100, 12 000, 7 200, 12 010, 10 010, 9 000,
      13 100, 16 001, 15 011, 15 010, 16 010, 14 110, 13 110, 5 200, 8 100, 14 000, 9 101, 14 001,
      17 001, 12 001, 16 000, 17 011, 15 001, 16 101, 9 100, 15 000, 13 000, 8 200, 13 010, 17 101,
      19 010, 14 010, 19 011, 17 010, 13 001, 17 000, 16 100, 9 200, 15 101, 15 100, 18 011, 18 001,
      19 001, 17 100, 19 000, 18 010, 18 101, 19 200, 19 100, 18 000, 19 101, 18 100
      """;

  /** The face of a cell's home, and the cell in that face's lattice. */
  record Home(int face, Lattice at) {
    boolean pentagon() {
      return at.equals(new Lattice(2, 0));
    }
  }

  /**
   * A cell as another face sees it.
   *
   * @param sixths how far that face's directions are turned to become the home's
   */
  record Seen(int cell, int sixths) {}

  private record Spot(int face, Lattice at) {}

  private static final List<Home> ALL = homes();

  private static final Map<Spot, Seen> SEEN = new ConcurrentHashMap<>();

  private H3BaseCells() {}

  private static List<Home> homes() {
    List<Home> homes = new ArrayList<>();
    for (String entry : HOMES.split(",", -1)) {
      String home = entry.strip();
      int blank = home.indexOf(' ');
      int i = home.charAt(blank + 1) - '0';
      int j = home.charAt(blank + 2) - '0';
      int k = home.charAt(blank + 3) - '0';
      homes.add(new Home(Integer.parseInt(home.substring(0, blank)), new Lattice(i - k, j - k)));
    }
    return homes;
  }

  static Home home(int cell) {
    return ALL.get(cell);
  }

  /** The cell at a spot of a face's lattice. */
  static Seen at(int face, Lattice at) {
    return Objects.requireNonNull(
        SEEN.computeIfAbsent(new Spot(face, at), spot -> find(spot.face, spot.at)));
  }

  private static Seen find(int face, Lattice at) {
    Icosahedron.Place place = Icosahedron.settled(new Icosahedron.Place(face, at.plane(), 0));
    Vector p = Icosahedron.sphere(place.face(), place.at());
    int cell = 0;
    double least = Double.MAX_VALUE;
    for (int i = 0; i < COUNT; i++) {
      Home home = ALL.get(i);
      double distance = Icosahedron.sphere(home.face, home.at.plane()).minus(p).length();
      if (distance < least) {
        least = distance;
        cell = i;
      }
    }
    Home home = ALL.get(cell);
    if (home.face != place.face() && !home.pentagon()) {
      for (int edge = 0; edge < 3; edge++) {
        if (Icosahedron.neighbour(place, edge) == home.face) {
          place = Icosahedron.over(place, edge);
          break;
        }
      }
    }
    return new Seen(cell, place.sixths());
  }
}
