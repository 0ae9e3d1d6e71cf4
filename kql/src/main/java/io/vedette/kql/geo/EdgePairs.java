package io.vedette.kql.geo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiPredicate;

/** Finds edges that are close to each other without looking at every pair. */
final class EdgePairs {
  private EdgePairs() {}

  /** An edge with the box around its arc. */
  record Edge(Vector from, Vector to, int index, int owner, Vector low, Vector high) {

    static Edge of(Vector from, Vector to, int index, int owner) {
      double bulge = from.minus(to).dot(from.minus(to)) / 7 + 2 * Edges.SAME;
      Vector low =
          new Vector(
              Math.min(from.x(), to.x()) - bulge,
              Math.min(from.y(), to.y()) - bulge,
              Math.min(from.z(), to.z()) - bulge);
      Vector high =
          new Vector(
              Math.max(from.x(), to.x()) + bulge,
              Math.max(from.y(), to.y()) + bulge,
              Math.max(from.z(), to.z()) + bulge);
      return new Edge(from, to, index, owner, low, high);
    }

    private boolean isNear(Edge o) {
      return low.x() <= o.high.x()
          && o.low.x() <= high.x()
          && low.y() <= o.high.y()
          && o.low.y() <= high.y()
          && low.z() <= o.high.z()
          && o.low.z() <= high.z();
    }
  }

  /**
   * Gives all pairs of edges whose boxes touch to a visitor until it says that it has seen enough;
   * answers whether it did.
   */
  static boolean visit(List<Edge> edges, BiPredicate<Edge, Edge> enough) {
    List<Edge> sorted = new ArrayList<>(edges);
    sorted.sort(Comparator.comparingDouble(e -> e.low.x()));
    List<Edge> open = new ArrayList<>();
    for (Edge edge : sorted) {
      open.removeIf(e -> e.high.x() < edge.low.x());
      for (Edge other : open) {
        if (edge.isNear(other) && enough.test(other, edge)) {
          return true;
        }
      }
      open.add(edge);
    }
    return false;
  }

  static List<Edge> edges(Ring ring, int owner) {
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < ring.size(); i++) {
      edges.add(Edge.of(ring.at(i), ring.at(i + 1), i, owner));
    }
    return edges;
  }

  static List<Edge> edges(List<List<Point>> chains, int owner) {
    List<Edge> edges = new ArrayList<>();
    for (List<Point> chain : chains) {
      for (int i = 1; i < chain.size(); i++) {
        edges.add(Edge.of(chain.get(i - 1).at(), chain.get(i).at(), edges.size(), owner));
      }
    }
    return edges;
  }

  static boolean crossesItself(Ring ring) {
    int last = ring.size() - 1;
    return visit(
        edges(ring, 0),
        (a, b) -> {
          int apart = Math.abs(a.index - b.index);
          boolean neighbours = apart == 1 || apart == last;
          return neighbours ? folds(a, b) : meet(a, b);
        });
  }

  /** Whether the second of two edges goes back along the first. */
  private static boolean folds(Edge a, Edge b) {
    boolean inOrder = Edges.same(a.to, b.from);
    Vector far = inOrder ? b.to : b.from;
    Vector other = inOrder ? a.from : a.to;
    return Edges.isOn(far, a.from, a.to) || Edges.isOn(other, b.from, b.to);
  }

  private static boolean meet(Edge a, Edge b) {
    return !Edges.meetings(a.from, a.to, b.from, b.to).isEmpty();
  }

  /** Whether edges of two rings cross between their ends, or run along each other. */
  static boolean cross(Ring one, Ring two) {
    List<Edge> edges = new ArrayList<>(edges(one, 0));
    edges.addAll(edges(two, 1));
    return visit(
        edges,
        (a, b) -> {
          if (a.owner == b.owner) {
            return false;
          }
          List<Vector> meetings = Edges.meetings(a.from, a.to, b.from, b.to);
          return meetings.size() > 1
              || (meetings.size() == 1
                  && Edges.crossing(a.from, a.to, b.from, b.to) != null
                  && !isEnd(meetings.getFirst(), a)
                  && !isEnd(meetings.getFirst(), b));
        });
  }

  private static boolean isEnd(Vector v, Edge edge) {
    return Edges.same(v, edge.from) || Edges.same(v, edge.to);
  }
}
