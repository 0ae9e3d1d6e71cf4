package io.vedette.kql.geo;

import io.vedette.kql.geo.Arrangement.Piece;
import io.vedette.kql.json.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;

/** What shapes have in common, and what they cover together. */
public final class Overlay {
  private Overlay() {}

  /** A part of a union on the way. */
  private record Part(List<Polygon> polygons, int corners, int turn) {
    static Part of(List<Polygon> polygons, int turn) {
      int corners = Polygon.rings(polygons).stream().mapToInt(Ring::size).sum();
      return new Part(polygons, corners, turn);
    }
  }

  /**
   * The polygons that cover what any of the given ones covers, none over another. Those with the
   * fewest corners are united first.
   */
  public static List<Polygon> union(List<Polygon> polygons) {
    PriorityQueue<Part> parts =
        new PriorityQueue<>(Comparator.comparingInt(Part::corners).thenComparingInt(Part::turn));
    int turn = 0;
    for (Polygon polygon : polygons) {
      parts.add(Part.of(List.of(polygon), turn++));
    }
    while (parts.size() > 1) {
      List<Polygon> first = parts.remove().polygons;
      parts.add(Part.of(union(first, parts.remove().polygons), turn++));
    }
    return parts.isEmpty() ? List.of() : parts.remove().polygons;
  }

  private static List<Polygon> union(List<Polygon> a, List<Polygon> b) {
    Sides sides = new Sides(a, b);
    return polygons(sides.arrangement, sides.chosen(false));
  }

  /** The outlines of two areas, and how each piece of one lies to the other area. */
  private static final class Sides {
    private final Arrangement arrangement;
    private final List<Polygon> a;
    private final List<Polygon> b;
    private final Set<Piece> ofA = new HashSet<>();
    private final Set<Piece> ofB = new HashSet<>();

    Sides(List<Polygon> a, List<Polygon> b) {
      this.a = a;
      this.b = b;
      arrangement = new Arrangement(List.of(Polygon.outlines(a), Polygon.outlines(b)));
      arrangement.pieces(0).forEach(p -> ofA.add(key(p)));
      arrangement.pieces(1).forEach(p -> ofB.add(key(p)));
    }

    /** The pieces inside of the other area, or those outside; shared ones that run alike once. */
    List<Piece> chosen(boolean inside) {
      List<Piece> chosen = new ArrayList<>();
      for (Piece piece : arrangement.pieces()) {
        boolean first = piece.owner() == 0;
        if (others(first).contains(key(piece))) {
          if (first) {
            chosen.add(piece);
          }
        } else if (!others(first).contains(key(piece.reversed()))
            && Polygon.contains(first ? b : a, arrangement.middle(piece)) == inside) {
          chosen.add(piece);
        }
      }
      return chosen;
    }

    /** The pieces along which the areas touch from both sides. */
    List<Piece> touching() {
      return arrangement.pieces(0).stream().filter(p -> ofB.contains(key(p.reversed()))).toList();
    }

    private Set<Piece> others(boolean first) {
      return first ? ofB : ofA;
    }

    /** A piece by its ends alone. */
    private static Piece key(Piece piece) {
      return new Piece(piece.from(), piece.to(), 0, 0);
    }
  }

  /**
   * The GeoJSON of what polygons have in common: polygons, and lines and points where they touch.
   */
  public static JsonValue intersection(List<Polygon> one, List<Polygon> two) {
    Sides sides = new Sides(union(one), union(two));
    Arrangement arrangement = sides.arrangement;
    List<Piece> chosen = sides.chosen(true);
    List<Piece> touching = sides.touching();
    List<JsonValue> parts = new ArrayList<>();
    addPoints(parts, arrangement, chosen, touching);
    addLines(parts, arrangement.chains(touching));
    JsonValue polygons = GeoJson.polygons(polygons(arrangement, chosen));
    if (polygons != null) {
      parts.add(polygons);
    }
    return GeoJson.collection(parts);
  }

  /** The GeoJSON of the parts of lines that are in polygons. */
  public static JsonValue intersectionWithPolygons(List<List<Point>> lines, List<Polygon> area) {
    Arrangement arrangement = new Arrangement(List.of(lines, Polygon.outlines(area)));
    Set<Set<Integer>> outline = new HashSet<>();
    arrangement.pieces(1).forEach(p -> outline.add(p.ends()));
    List<Piece> inside = new ArrayList<>();
    for (Piece piece : arrangement.pieces(0)) {
      if (outline.contains(piece.ends()) || Polygon.contains(area, arrangement.middle(piece))) {
        inside.add(piece);
      }
    }
    return pointsAndLines(arrangement, inside);
  }

  /** The GeoJSON of what lines have in common. */
  public static JsonValue intersectionOfLines(List<List<Point>> a, List<List<Point>> b) {
    Arrangement arrangement = new Arrangement(List.of(a, b));
    Set<Set<Integer>> ofB = new HashSet<>();
    arrangement.pieces(1).forEach(p -> ofB.add(p.ends()));
    return pointsAndLines(
        arrangement, arrangement.pieces(0).stream().filter(p -> ofB.contains(p.ends())).toList());
  }

  private static JsonValue pointsAndLines(Arrangement arrangement, List<Piece> pieces) {
    List<JsonValue> parts = new ArrayList<>();
    addPoints(parts, arrangement, pieces, List.of());
    addLines(parts, arrangement.chains(pieces));
    return GeoJson.collection(parts);
  }

  private static void addPoints(
      List<JsonValue> parts, Arrangement arrangement, List<Piece> one, List<Piece> two) {
    Set<Integer> points = arrangement.common();
    points.removeAll(Arrangement.ends(one));
    points.removeAll(Arrangement.ends(two));
    points.forEach(p -> parts.add(GeoJson.point(arrangement.place(p))));
  }

  private static void addLines(List<JsonValue> parts, List<List<Point>> chains) {
    JsonValue lines = GeoJson.lines(chains);
    if (lines != null) {
      parts.add(lines);
    }
  }

  /** The lines without parts that are there twice, joined where just two meet. */
  public static List<List<Point>> unionOfLines(List<List<List<Point>>> lines) {
    Arrangement arrangement = new Arrangement(lines);
    return arrangement.chains(arrangement.pieces());
  }

  /** Whether any edges of two shapes meet. */
  public static boolean meet(List<List<Point>> a, List<List<Point>> b) {
    List<EdgePairs.Edge> edges = new ArrayList<>(EdgePairs.edges(a, 0));
    edges.addAll(EdgePairs.edges(b, 1));
    return EdgePairs.visit(
        edges,
        (e, f) ->
            e.owner() != f.owner()
                && !Edges.meetings(e.from(), e.to(), f.from(), f.to()).isEmpty());
  }

  /** Whether lines and polygons have a place in common. */
  public static boolean meetPolygons(List<List<Point>> lines, List<Polygon> area) {
    return meet(lines, Polygon.outlines(area))
        || lines.stream().anyMatch(line -> Polygon.contains(area, line.getFirst()));
  }

  private static List<Polygon> polygons(Arrangement arrangement, List<Piece> pieces) {
    List<Ring> shells = new ArrayList<>();
    List<Ring> holes = new ArrayList<>();
    for (List<Piece> loop : loops(arrangement, pieces)) {
      if (loop.size() > 2) {
        Ring ring = new Ring(loop.stream().map(p -> arrangement.place(p.from())).toList());
        (ring.signedArea() > 0 ? shells : holes).add(ring);
      }
    }
    List<List<Ring>> polygons = new ArrayList<>();
    shells.forEach(shell -> polygons.add(new ArrayList<>(List.of(shell))));
    for (Ring hole : holes) {
      Vector p = hole.at(0).plus(hole.at(1)).unit();
      polygons.stream()
          .filter(rings -> rings.getFirst().turns(p) > 0)
          .min(Comparator.comparingDouble(rings -> rings.getFirst().signedArea()))
          .ifPresent(rings -> rings.add(hole));
    }
    return polygons.stream().map(Polygon::new).toList();
  }

  /** Closed walks along the pieces with the inside on the left, none through a place twice. */
  private static List<List<Piece>> loops(Arrangement arrangement, List<Piece> pieces) {
    Map<Integer, List<Piece>> from = new HashMap<>();
    pieces.forEach(p -> from.computeIfAbsent(p.from(), k -> new ArrayList<>()).add(p));
    List<List<Piece>> loops = new ArrayList<>();
    for (Piece start : pieces) {
      List<Piece> walk = new ArrayList<>();
      Piece next = take(from, start) ? start : null;
      while (next != null) {
        walk.add(next);
        int place = next.to();
        for (int i = walk.size() - 1; i >= 0; i--) {
          if (walk.get(i).from() == place) {
            List<Piece> loop = walk.subList(i, walk.size());
            loops.add(fromTheLastOn(loop));
            loop.clear();
            break;
          }
        }
        Piece last = next;
        List<Piece> choices = from.getOrDefault(place, List.of());
        next =
            walk.isEmpty()
                ? null
                : choices.stream()
                    .min(Comparator.comparingDouble(c -> clockwise(arrangement, last, c)))
                    .orElse(null);
        if (next != null) {
          take(from, next);
        }
      }
    }
    return loops;
  }

  private static boolean take(Map<Integer, List<Piece>> from, Piece piece) {
    return Objects.requireNonNull(from.get(piece.from())).remove(piece);
  }

  /** The angle clockwise from the way back along one piece to the way along the next. */
  private static double clockwise(Arrangement arrangement, Piece last, Piece next) {
    Vector up = arrangement.at(last.to());
    Vector back = arrangement.at(last.from()).minus(up);
    Vector ahead = arrangement.at(next.to()).minus(up);
    double angle =
        Math.atan2(ahead.cross(back).dot(up), ahead.dot(back) - ahead.dot(up) * back.dot(up));
    return angle <= 0 ? angle + 2 * Math.PI : angle;
  }

  /** A loop that starts after its part of the edge that was given last. */
  private static List<Piece> fromTheLastOn(List<Piece> loop) {
    int size = loop.size();
    int last = 0;
    for (int i = 1; i < size; i++) {
      if (loop.get(i).edge() > loop.get(last).edge()) {
        last = i;
      }
    }
    while (loop.get((last + 1) % size).edge() == loop.get(last).edge() && size > 1) {
      last = (last + 1) % size;
    }
    List<Piece> turned = new ArrayList<>(loop.subList((last + 1) % size, size));
    turned.addAll(loop.subList(0, (last + 1) % size));
    return turned;
  }
}
