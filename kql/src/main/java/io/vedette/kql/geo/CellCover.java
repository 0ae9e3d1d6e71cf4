package io.vedette.kql.geo;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The cells of one level that cover a shape. */
public final class CellCover {
  private static final int MOST_S2_CELLS = 65_536;
  private static final int MOST_H3_CELLS = 61_680;

  private final List<String> tokens = new ArrayList<>();
  private final List<Polygon> area;
  private final int level;
  private final double radius;

  private CellCover(List<Polygon> area, int level, double radius) {
    this.area = area;
    this.level = level;
    this.radius = radius;
  }

  /**
   * The tokens of the S2 cells that edges, or the area within them, touch or come as close to as
   * the radius in metres; null for too many of them.
   */
  public static @Nullable List<String> s2(
      List<List<Point>> edges, List<Polygon> area, int level, double radius) {
    CellCover cover = new CellCover(area, level, Math.max(Edges.SAME, radius / Point.EARTH_RADIUS));
    List<EdgePairs.Edge> all = EdgePairs.edges(edges, 0);
    for (int face = 0; face < 6; face++) {
      if (!cover.visit(new S2Cell(face, 0, 0, 0), all)) {
        return null;
      }
    }
    return cover.tokens;
  }

  /** Adds the cells within one; false for too many. */
  private boolean visit(S2Cell cell, List<EdgePairs.Edge> edges) {
    List<Vector> corners = cell.vertices();
    List<EdgePairs.Edge> close = new ArrayList<>();
    for (EdgePairs.Edge edge : edges) {
      if (isClose(corners, edge.from(), edge.to())) {
        close.add(edge);
      }
    }
    if (close.isEmpty() && !Polygon.contains(area, cell.centre())) {
      return true;
    }
    if (cell.level() == level) {
      tokens.add(cell.token());
      return tokens.size() <= MOST_S2_CELLS;
    }
    int finer = level - cell.level();
    if (close.isEmpty() && finer > 8) {
      return false;
    }
    for (S2Cell child : cell.children()) {
      if (!visit(child, close)) {
        return false;
      }
    }
    return true;
  }

  private boolean isClose(List<Vector> corners, Vector a, Vector b) {
    if (isIn(corners, a) || isIn(corners, b)) {
      return true;
    }
    for (int i = 0; i < 4; i++) {
      Vector c = corners.get(i);
      Vector d = corners.get((i + 1) % 4);
      if (Edges.crossing(a, b, c, d) != null
          || Edges.distance(c, a, b) <= radius
          || Edges.distance(a, c, d) <= radius
          || Edges.distance(b, c, d) <= radius) {
        return true;
      }
    }
    return false;
  }

  private static boolean isIn(List<Vector> corners, Vector p) {
    for (int i = 0; i < 4; i++) {
      if (corners.get(i).normalTo(corners.get((i + 1) % 4)).dot(p) < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * The tokens of the H3 cells whose middles are in polygons with edges that are straight on the
   * map; null for too many of them.
   */
  public static @Nullable List<String> h3(List<Polygon> polygons, int level) {
    Set<H3Cell> seen = new HashSet<>();
    List<H3Cell> open = new ArrayList<>();
    Set<String> found = new HashSet<>();
    double step = 0.2 / Math.pow(Math.sqrt(7), level + 1);
    double wrap = wrap(polygons);
    for (List<Point> outline : Polygon.outlines(polygons)) {
      for (int i = 1; i < outline.size(); i++) {
        Point a = outline.get(i - 1);
        Point b = outline.get(i);
        int steps = (int) Math.ceil(a.at().angle(b.at()) / step);
        if (steps > 10 * MOST_H3_CELLS) {
          return null;
        }
        for (int s = 0; s < Math.max(1, steps); s++) {
          double share = s / (double) Math.max(1, steps);
          double from = longitude(a, wrap);
          double lng = from + share * (longitude(b, wrap) - from);
          double lat = a.latitude() + share * (b.latitude() - a.latitude());
          H3Cell cell = H3Cell.of(Vector.ofDegrees(lng, lat), level);
          if (seen.add(cell)) {
            open.add(cell);
            cell.neighbours().stream().filter(seen::add).forEach(open::add);
          }
        }
      }
    }
    while (!open.isEmpty()) {
      H3Cell cell = open.removeLast();
      if (isOnMapIn(polygons, cell.centre(), wrap) && found.add(cell.token())) {
        if (found.size() > MOST_H3_CELLS) {
          return null;
        }
        cell.neighbours().stream().filter(seen::add).forEach(open::add);
      }
    }
    return found.stream().sorted().toList();
  }

  /** Degrees that are added to western longitudes, so that no edge goes around the map. */
  private static double wrap(List<Polygon> polygons) {
    for (List<Point> outline : Polygon.outlines(polygons)) {
      for (int i = 1; i < outline.size(); i++) {
        if (Math.abs(outline.get(i).longitude() - outline.get(i - 1).longitude()) > 180) {
          return 360;
        }
      }
    }
    return 0;
  }

  private static double longitude(Point p, double wrap) {
    return p.longitude() < 0 ? p.longitude() + wrap : p.longitude();
  }

  private static boolean isOnMapIn(List<Polygon> polygons, Point p, double wrap) {
    for (Polygon polygon : polygons) {
      boolean inside = false;
      for (Ring ring : polygon.rings()) {
        inside ^= isOnMapIn(ring, p, wrap);
      }
      if (inside) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOnMapIn(Ring ring, Point p, double wrap) {
    boolean inside = false;
    for (int i = 0; i < ring.size(); i++) {
      Point a = ring.corners().get(i);
      Point b = ring.corners().get((i + 1) % ring.size());
      if (a.latitude() > p.latitude() != b.latitude() > p.latitude()) {
        double share = (p.latitude() - a.latitude()) / (b.latitude() - a.latitude());
        double from = longitude(a, wrap);
        inside ^= longitude(p, wrap) < from + share * (longitude(b, wrap) - from);
      }
    }
    return inside;
  }
}
