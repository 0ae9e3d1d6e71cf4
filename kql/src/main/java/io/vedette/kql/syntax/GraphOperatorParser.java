package io.vedette.kql.syntax;

import io.vedette.kql.syntax.GraphOperator.Direction;
import io.vedette.kql.syntax.GraphOperator.EdgePattern;
import io.vedette.kql.syntax.GraphOperator.GraphOutput;
import io.vedette.kql.syntax.GraphOperator.GraphPattern;
import io.vedette.kql.syntax.GraphOperator.Hops;
import io.vedette.kql.syntax.GraphOperator.NodePattern;
import io.vedette.kql.syntax.GraphOperator.NodeTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the {@link GraphOperator}s. */
final class GraphOperatorParser {
  private final Grammar grammar;
  private final Cursor cursor;

  GraphOperatorParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  Map<String, Function<Token, Operator>> operators() {
    return Map.ofEntries(
        Map.entry("make-graph", this::makeGraph),
        Map.entry("graph-match", this::graphMatch),
        Map.entry("graph-shortest-paths", this::graphShortestPaths),
        Map.entry("graph-to-table", this::graphToTable),
        Map.entry("graph-mark-components", this::graphMarkComponents),
        Map.entry("graph-where-nodes", this::graphWhereNodes),
        Map.entry("graph-where-edges", this::graphWhereEdges));
  }

  private Operator makeGraph(Token first) {
    Options options = grammar.options.of();
    Expr source = grammar.expressions.postfix();
    for (String part : List.of("-", "-", ">")) {
      cursor.expect(part, "of the arrow '-->' between source and target");
    }
    Expr target = grammar.expressions.postfix();
    List<NodeTable> nodes = new ArrayList<>();
    Name withNodeId = null;
    if (cursor.acceptWord("with_node_id")) {
      cursor.expect("=", "after 'with_node_id'");
      withNodeId = cursor.name("the name of the node id");
    } else if (cursor.acceptWord("with")) {
      do {
        nodes.add(nodeTable());
      } while (cursor.accept(","));
    }
    Expr partitionedBy = null;
    Expr subquery = null;
    if (cursor.atWord("partitioned") && cursor.peek(1).is("-")) {
      cursor.take();
      cursor.take();
      cursor.expectWord("by", "after 'partitioned-'");
      partitionedBy = grammar.expressions.column();
      subquery = grammar.pipes.subquery("before the subquery of 'partitioned-by'");
    }
    return new GraphOperator.MakeGraph(
        options, source, target, nodes, withNodeId, partitionedBy, subquery, cursor.since(first));
  }

  private NodeTable nodeTable() {
    Token first = cursor.peek();
    Expr table = grammar.expressions.postfix();
    cursor.expectWord("on", "and the id after a table of nodes");
    Expr id = grammar.expressions.postfix();
    return new NodeTable(table, id, cursor.since(first));
  }

  private Operator graphMatch(Token first) {
    Options options = grammar.options.of("cycles");
    List<GraphPattern> patterns = patterns();
    Expr where = cursor.acceptWord("where") ? grammar.expressions.expression() : null;
    return new GraphOperator.GraphMatch(options, patterns, where, project(), cursor.since(first));
  }

  private Operator graphShortestPaths(Token first) {
    Options options = grammar.options.of("output");
    List<GraphPattern> patterns = patterns();
    Expr where = cursor.acceptWord("where") ? grammar.expressions.expression() : null;
    return new GraphOperator.GraphShortestPaths(
        options, patterns, where, project(), cursor.since(first));
  }

  private List<NamedExpr> project() {
    return cursor.acceptWord("project") ? grammar.expressions.namedList() : List.of();
  }

  private List<GraphPattern> patterns() {
    List<GraphPattern> patterns = new ArrayList<>();
    do {
      patterns.add(pattern());
    } while (cursor.accept(","));
    return patterns;
  }

  private GraphPattern pattern() {
    Token first = cursor.peek();
    List<NodePattern> nodes = new ArrayList<>();
    List<EdgePattern> edges = new ArrayList<>();
    nodes.add(node());
    while (cursor.at("-") || cursor.at("<")) {
      edges.add(edge());
      nodes.add(node());
    }
    return new GraphPattern(nodes, edges, cursor.since(first));
  }

  private NodePattern node() {
    Token open = cursor.expect("(", "before a node of the pattern");
    Name name = cursor.at(")") ? null : cursor.name("the name of a node");
    cursor.expectClosing(")", open);
    return new NodePattern(name, cursor.since(open));
  }

  private EdgePattern edge() {
    Token first = cursor.peek();
    boolean backward = cursor.accept("<");
    cursor.expect("-", "of an edge of the pattern");
    Name name = null;
    Hops hops = null;
    if (cursor.at("[")) {
      Token open = cursor.take();
      name = cursor.at("]") || cursor.at("*") ? null : cursor.name("the name of an edge");
      hops = cursor.accept("*") ? hops() : null;
      cursor.expectClosing("]", open);
    }
    cursor.expect("-", "of an edge of the pattern");
    boolean forward = cursor.accept(">");
    if (forward && backward) {
      throw cursor.error(
          SyntaxCodes.INCOMPLETE_OPERATOR,
          cursor.since(first),
          "an edge points both ways",
          "write -[e]- for an edge of any direction");
    }
    Direction direction =
        forward ? Direction.FORWARD : backward ? Direction.BACKWARD : Direction.ANY;
    return new EdgePattern(name, direction, hops, cursor.since(first));
  }

  private Hops hops() {
    Expr from = grammar.expressions.postfix();
    cursor.expect("..", "between the least and the most hops");
    return new Hops(from, grammar.expressions.postfix());
  }

  private Operator graphToTable(Token first) {
    List<GraphOutput> outputs = new ArrayList<>();
    do {
      Token start = cursor.peek();
      boolean edges = cursor.acceptWord("edges");
      if (!edges) {
        cursor.expectWord("nodes", "or 'edges' after 'graph-to-table'");
      }
      Name name = nameAfterAs();
      Options options = grammar.options.of("with_node_id", "with_source_id", "with_target_id");
      if (name == null) {
        name = nameAfterAs();
      }
      outputs.add(new GraphOutput(edges, name, options, cursor.since(start)));
    } while (cursor.accept(","));
    return new GraphOperator.GraphToTable(outputs, cursor.since(first));
  }

  private @Nullable Name nameAfterAs() {
    return cursor.acceptWord("as") ? cursor.name("the name of the table") : null;
  }

  private Operator graphMarkComponents(Token first) {
    Options options = grammar.options.of("kind", "with_component_id");
    return new GraphOperator.GraphMarkComponents(options, cursor.since(first));
  }

  private Operator graphWhereNodes(Token first) {
    Expr predicate = grammar.expressions.expression();
    return new GraphOperator.GraphWhereNodes(predicate, cursor.since(first));
  }

  private Operator graphWhereEdges(Token first) {
    Expr predicate = grammar.expressions.expression();
    return new GraphOperator.GraphWhereEdges(predicate, cursor.since(first));
  }
}
