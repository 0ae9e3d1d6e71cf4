package io.vedette.kql.geo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The edges of two shapes, cut where they meet, with every place known by a number: places closer
 * than {@link Edges#SAME} are one.
 */
final class Arrangement {
  /** Of what size the boxes are that places are looked up in. */
  private static final double BOX = 1e-8;

  private record Box(long x, long y, long z) {}

  /**
   * A part of an edge between two places where edges meet.
   *
   * @param edge the edge's number, in the order in which edges were given
   */
  record Piece(int from, int to, int owner, int edge) {
    Piece reversed() {
      return new Piece(to, from, owner, edge);
    }

    /** The ends, whichever way round. */
    Set<Integer> ends() {
      return Set.of(from, to);
    }
  }

  private final List<Point> places = new ArrayList<>();
  private final Map<Box, List<Integer>> boxes = new HashMap<>();
  private final List<Piece> pieces = new ArrayList<>();

  /** Cuts edges of different owners where they meet; each owner's edges are chains of points. */
  Arrangement(List<List<List<Point>>> owners) {
    List<EdgePairs.Edge> edges = new ArrayList<>();
    List<Piece> whole = new ArrayList<>();
    for (int owner = 0; owner < owners.size(); owner++) {
      for (List<Point> chain : owners.get(owner)) {
        for (int i = 1; i < chain.size(); i++) {
          Point from = chain.get(i - 1);
          Point to = chain.get(i);
          edges.add(EdgePairs.Edge.of(from.at(), to.at(), edges.size(), owner));
          whole.add(new Piece(number(from), number(to), owner, whole.size()));
        }
      }
    }
    Map<Integer, Set<Integer>> cuts = new HashMap<>();
    EdgePairs.visit(
        edges,
        (a, b) -> {
          if (a.owner() != b.owner()) {
            for (Vector meeting : Edges.meetings(a.from(), a.to(), b.from(), b.to())) {
              int place = number(Point.of(meeting));
              cuts.computeIfAbsent(a.index(), k -> new HashSet<>()).add(place);
              cuts.computeIfAbsent(b.index(), k -> new HashSet<>()).add(place);
            }
          }
          return false;
        });
    for (Piece edge : whole) {
      cut(edge, cuts.getOrDefault(edge.edge, Set.of()));
    }
  }

  private void cut(Piece edge, Set<Integer> at) {
    Vector start = at(edge.from);
    List<Integer> stops = new ArrayList<>(at);
    stops.removeIf(p -> p == edge.from || p == edge.to);
    stops.sort(Comparator.comparingDouble(p -> at(p).minus(start).length()));
    stops.add(edge.to);
    int from = edge.from;
    for (int to : stops) {
      if (from != to) {
        pieces.add(new Piece(from, to, edge.owner, edge.edge));
      }
      from = to;
    }
  }

  private int number(Point point) {
    Vector at = point.at();
    for (int corner = 0; corner < 8; corner++) {
      Box box =
          new Box(
              box(at.x(), corner & 1), box(at.y(), corner >> 1 & 1), box(at.z(), corner >> 2 & 1));
      for (int place : boxes.getOrDefault(box, List.of())) {
        if (Edges.same(at(place), at)) {
          return place;
        }
      }
    }
    Box home = new Box(box(at.x(), -1), box(at.y(), -1), box(at.z(), -1));
    boxes.computeIfAbsent(home, k -> new ArrayList<>()).add(places.size());
    places.add(point);
    return places.size() - 1;
  }

  /** The box of a coordinate, or of one a little less (0) or a little more (1). */
  private static long box(double coordinate, int side) {
    double moved = side < 0 ? coordinate : coordinate + (side == 0 ? -Edges.SAME : Edges.SAME);
    return (long) Math.floor(moved / BOX);
  }

  Point place(int number) {
    return places.get(number);
  }

  Vector at(int number) {
    return places.get(number).at();
  }

  Vector middle(Piece piece) {
    return at(piece.from).plus(at(piece.to)).unit();
  }

  List<Piece> pieces(int owner) {
    return pieces.stream().filter(p -> p.owner == owner).toList();
  }

  List<Piece> pieces() {
    return pieces;
  }

  /** The places where edges of both owners are. */
  Set<Integer> common() {
    Set<Integer> first = ends(pieces(0));
    first.retainAll(ends(pieces(1)));
    return first;
  }

  static Set<Integer> ends(List<Piece> pieces) {
    Set<Integer> ends = new LinkedHashSet<>();
    for (Piece piece : pieces) {
      ends.add(piece.from);
      ends.add(piece.to);
    }
    return ends;
  }

  /** Joins pieces to chains that are as long as no third piece is at one of their places. */
  List<List<Point>> chains(List<Piece> all) {
    Map<Set<Integer>, Piece> distinct = new LinkedHashMap<>();
    all.forEach(p -> distinct.putIfAbsent(p.ends(), p));
    Map<Integer, List<Piece>> around = new LinkedHashMap<>();
    for (Piece piece : distinct.values()) {
      around.computeIfAbsent(piece.from, k -> new ArrayList<>()).add(piece);
      around.computeIfAbsent(piece.to, k -> new ArrayList<>()).add(piece.reversed());
    }
    Set<Set<Integer>> used = new HashSet<>();
    List<List<Point>> chains = new ArrayList<>();
    for (boolean rings : new boolean[] {false, true}) {
      for (List<Piece> pieces : around.values()) {
        for (Piece piece : pieces) {
          if ((rings || pieces.size() != 2) && !used.contains(piece.ends())) {
            chains.add(chain(piece, around, used));
          }
        }
      }
    }
    return chains;
  }

  private List<Point> chain(Piece first, Map<Integer, List<Piece>> around, Set<Set<Integer>> used) {
    List<Point> chain = new ArrayList<>();
    chain.add(place(first.from));
    @Nullable Piece next = first;
    while (next != null) {
      used.add(next.ends());
      chain.add(place(next.to));
      List<Piece> there = around.getOrDefault(next.to, List.of());
      next =
          there.size() != 2
              ? null
              : there.stream().filter(p -> !used.contains(p.ends())).findFirst().orElse(null);
    }
    return chain;
  }
}
