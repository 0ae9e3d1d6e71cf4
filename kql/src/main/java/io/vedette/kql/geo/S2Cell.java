package io.vedette.kql.geo;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A cell of the S2 grid: a square of one of the cube's six faces, halved up to 30 times, whose
 * number follows a Hilbert curve. Source: S2 Geometry, "S2 Cells", s2geometry.io/devguide.
 *
 * @param face 0 to 5
 * @param i its column among those of its level
 * @param j its row
 * @param level 0 to 30
 */
public record S2Cell(int face, int i, int j, int level) {
  private static final int DEEPEST = 30;

  /** For each of the curve's four orientations, which quarter comes at which position. */
  private static final int[][] QUARTERS = {{0, 1, 3, 2}, {0, 2, 3, 1}, {3, 2, 0, 1}, {3, 1, 0, 2}};

  /** How the orientation changes in the quarter at each position. */
  private static final int[] TURNS = {1, 0, 0, 3};

  /** The steps to the cells around one, in the order of the documented example. */
  private static final int[][] AROUND = {
    {1, 1}, {-1, -1}, {1, -1}, {0, -1}, {0, 1}, {1, 0}, {-1, 0}, {-1, 1}
  };

  /** The cell of a level that holds a point; null when the level is none. */
  public static @Nullable S2Cell of(Point point, long level) {
    return level < 0 || level > DEEPEST ? null : of(point.at(), (int) level);
  }

  static S2Cell of(Vector p, int level) {
    double x = Math.abs(p.x());
    double y = Math.abs(p.y());
    double z = Math.abs(p.z());
    int axis = x >= y && x >= z ? 0 : y >= z ? 1 : 2;
    double main = axis == 0 ? p.x() : axis == 1 ? p.y() : p.z();
    int face = main < 0 ? axis + 3 : axis;
    double u =
        switch (face) {
          case 0 -> p.y() / p.x();
          case 1, 2 -> -p.x() / main;
          case 3, 4 -> p.z() / main;
          default -> -p.y() / main;
        };
    double v =
        switch (face) {
          case 0, 1 -> p.z() / main;
          case 2 -> -p.y() / main;
          case 3 -> p.y() / main;
          default -> -p.x() / main;
        };
    return new S2Cell(face, step(u, level), step(v, level), level);
  }

  private static int step(double u, int level) {
    double s = u >= 0 ? 0.5 * Math.sqrt(1 + 3 * u) : 1 - 0.5 * Math.sqrt(1 - 3 * u);
    long steps = 1L << level;
    return (int) Math.clamp((long) Math.floor(s * steps), 0, steps - 1);
  }

  private static double projected(double s) {
    return s >= 0.5 ? (4 * s * s - 1) / 3 : (1 - 4 * (1 - s) * (1 - s)) / 3;
  }

  private Vector at(double column, double row) {
    double steps = 1L << level;
    double u = projected(column / steps);
    double v = projected(row / steps);
    Vector p =
        switch (face) {
          case 0 -> new Vector(1, u, v);
          case 1 -> new Vector(-u, 1, v);
          case 2 -> new Vector(-u, -v, 1);
          case 3 -> new Vector(-1, -v, -u);
          case 4 -> new Vector(v, -1, -u);
          default -> new Vector(v, u, -1);
        };
    return p.unit();
  }

  public Point centre() {
    return Point.of(at(i + 0.5, j + 0.5));
  }

  /** The corners, counterclockwise. */
  public List<Point> corners() {
    return vertices().stream().map(Point::of).toList();
  }

  List<Vector> vertices() {
    return List.of(at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1));
  }

  /** The cells around it that share an edge or a corner, of the same level. */
  public List<S2Cell> neighbours() {
    Set<S2Cell> around = new LinkedHashSet<>();
    for (int[] step : AROUND) {
      int column = i + step[0];
      int row = j + step[1];
      around.add(
          inside(column, row) ? new S2Cell(face, column, row, level) : beyond(step[0], step[1]));
    }
    around.remove(this);
    return new ArrayList<>(around);
  }

  private boolean inside(int column, int row) {
    int steps = 1 << level;
    return column >= 0 && row >= 0 && column < steps && row < steps;
  }

  /** The cell over the edge of the face: the one that a point a little outside falls into. */
  private S2Cell beyond(int di, int dj) {
    double steps = 1L << level;
    double little = steps * 1e-12;
    double column = Math.clamp(i + di + 0.5, 0, steps) + (inside(i + di, 0) ? 0 : di * little);
    double row = Math.clamp(j + dj + 0.5, 0, steps) + (inside(0, j + dj) ? 0 : dj * little);
    return of(at(column, row), level);
  }

  /** The four cells of the next level in it. */
  List<S2Cell> children() {
    return List.of(
        new S2Cell(face, 2 * i, 2 * j, level + 1),
        new S2Cell(face, 2 * i + 1, 2 * j, level + 1),
        new S2Cell(face, 2 * i + 1, 2 * j + 1, level + 1),
        new S2Cell(face, 2 * i, 2 * j + 1, level + 1));
  }

  /** Its number in hexadecimal digits without the zeros at the end. */
  public String token() {
    long position = 0;
    int orientation = face & 1;
    for (int bit = level - 1; bit >= 0; bit--) {
      int quarter = (i >> bit & 1) << 1 | (j >> bit & 1);
      int at = 0;
      while (QUARTERS[orientation][at] != quarter) {
        at++;
      }
      position = position << 2 | at;
      orientation ^= TURNS[at];
    }
    long id = ((long) face << 61) | ((position << 1 | 1) << (60 - 2 * level));
    return String.format(Locale.ROOT, "%016x", id).replaceFirst("0+$", "");
  }

  /** Reads a token; null when it is none. */
  public static @Nullable S2Cell parse(String token) {
    if (token.isEmpty() || token.length() > 16) {
      return null;
    }
    long id;
    try {
      id = Long.parseUnsignedLong(token + "0".repeat(16 - token.length()), 16);
    } catch (NumberFormatException e) {
      return null;
    }
    int zeros = Long.numberOfTrailingZeros(id);
    int face = (int) (id >>> 61);
    if (face > 5 || zeros > 60 || zeros % 2 != 0) {
      return null;
    }
    int level = DEEPEST - zeros / 2;
    int i = 0;
    int j = 0;
    int orientation = face & 1;
    for (int step = 1; step <= level; step++) {
      int at = (int) (id >>> (61 - 2 * step)) & 3;
      int quarter = QUARTERS[orientation][at];
      i = i << 1 | quarter >> 1;
      j = j << 1 | (quarter & 1);
      orientation ^= TURNS[at];
    }
    return new S2Cell(face, i, j, level);
  }
}
