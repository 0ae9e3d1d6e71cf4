package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Operators that make graphs, and that read them.
 *
 * <p>Source: Kusto documentation, "Graph operators".
 */
public sealed interface GraphOperator extends Operator {

  /**
   * {@code make-graph source --> target with nodes on id, nodes2 on id2}, or {@code
   * with_node_id=name}.
   *
   * @param nodes at most two tables
   * @param withNodeId the name of the generated node id, or null
   */
  record MakeGraph(
      Options options,
      Expr source,
      Expr target,
      List<NodeTable> nodes,
      @Nullable Name withNodeId,
      @Nullable Expr partitionedBy,
      @Nullable Expr partitionSubquery,
      Span span)
      implements GraphOperator {
    public MakeGraph {
      nodes = List.copyOf(nodes);
    }
  }

  /** A table of nodes and the column that identifies them. */
  record NodeTable(Expr table, Expr id, Span span) implements Node {}

  /** {@code graph-match cycles=none (a)-[e]->(b), ... where predicate project columns}. */
  record GraphMatch(
      Options options,
      List<GraphPattern> patterns,
      @Nullable Expr where,
      List<NamedExpr> project,
      Span span)
      implements GraphOperator {
    public GraphMatch {
      patterns = List.copyOf(patterns);
      project = List.copyOf(project);
    }
  }

  /** {@code graph-shortest-paths output=all (a)-[e*1..5]->(b) where predicate project columns}. */
  record GraphShortestPaths(
      Options options,
      List<GraphPattern> patterns,
      @Nullable Expr where,
      List<NamedExpr> project,
      Span span)
      implements GraphOperator {
    public GraphShortestPaths {
      patterns = List.copyOf(patterns);
      project = List.copyOf(project);
    }
  }

  /** {@code graph-to-table nodes as N with_node_id=x, edges as E}. */
  record GraphToTable(List<GraphOutput> outputs, Span span) implements GraphOperator {
    public GraphToTable {
      outputs = List.copyOf(outputs);
    }
  }

  /** One table of {@code graph-to-table}. */
  record GraphOutput(boolean edges, @Nullable Name name, Options options, Span span)
      implements Node {}

  /** {@code graph-mark-components kind=weak with_component_id=name}. */
  record GraphMarkComponents(Options options, Span span) implements GraphOperator {}

  /** {@code graph-where-nodes predicate}. */
  record GraphWhereNodes(Expr predicate, Span span) implements GraphOperator {}

  /** {@code graph-where-edges predicate}. */
  record GraphWhereEdges(Expr predicate, Span span) implements GraphOperator {}

  /** Nodes and the edges between them: one edge less than nodes. */
  record GraphPattern(List<NodePattern> nodes, List<EdgePattern> edges, Span span) implements Node {
    public GraphPattern {
      nodes = List.copyOf(nodes);
      edges = List.copyOf(edges);
    }
  }

  /** {@code (name)}; the name is null when not written. */
  record NodePattern(@Nullable Name name, Span span) implements Node {}

  /**
   * {@code -[name]->}, {@code <-[name]-}, {@code -[name]-}, {@code -[name*1..5]->}.
   *
   * @param range the numbers of hops, or null for a single edge
   */
  record EdgePattern(@Nullable Name name, Direction direction, @Nullable Hops range, Span span)
      implements Node {}

  /** From how many to how many hops. */
  record Hops(Expr from, Expr to) {}

  /** Which way an edge runs. */
  enum Direction {
    FORWARD,
    BACKWARD,
    ANY
  }
}
