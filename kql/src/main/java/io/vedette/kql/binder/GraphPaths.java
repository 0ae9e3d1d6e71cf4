package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.BOOL;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.LONG;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Conversions;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.GraphOperator.Direction;
import io.vedette.kql.syntax.GraphOperator.EdgePattern;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The paths that an edge of several hops can stand for. */
final class GraphPaths {
  private static final String IN = "$node_degree_in";
  private static final String OUT = "$node_degree_out";
  private static final long MOST_HOPS = 1000;

  private final TableBinder tables;
  private final Scope scope;
  private final Graph graph;
  private final String cycles;
  private final GraphNames names;

  GraphPaths(TableBinder tables, Scope scope, Graph graph, String cycles, GraphNames names) {
    this.tables = tables;
    this.scope = scope;
    this.graph = graph;
    this.cycles = cycles;
    this.names = names;
  }

  /**
   * A table of paths.
   *
   * @param left the id of the node on the left in the pattern
   * @param edges the numbers of the edges from left to right
   * @param values what calls over the paths' edges and inner nodes give
   * @param bags the edges as an array of bags, when it is asked for
   */
  record Paths(
      Plan plan,
      SqlExpr left,
      SqlExpr right,
      SqlExpr edges,
      SqlExpr hops,
      Map<Expr.Call, Argument> values,
      Optional<SqlExpr> bags) {}

  /** A list that grows along a path. */
  private record Collected(
      GraphNames.@Nullable OverPath asked,
      SqlColumn list,
      SqlExpr value,
      boolean innerNodes,
      String sqlType) {}

  // ---------------------------------------------------------------- nodes and edges

  /** The nodes, with the numbers of their edges where they are asked for. */
  static BoundTable nodes(Graph graph, boolean withDegrees) {
    BoundTable nodes = TableBinder.read(graph.nodes());
    return withDegrees ? degree(degree(nodes, graph, Graph.TO, IN), graph, Graph.FROM, OUT) : nodes;
  }

  private static BoundTable degree(BoundTable nodes, Graph graph, String end, String name) {
    BoundTable edges = TableBinder.read(graph.edges());
    SqlColumn id = new SqlColumn("id");
    SqlColumn count = new SqlColumn("count");
    Plan counted =
        new Plan.Aggregate(
            edges.plan(),
            List.of(new Computed(id, Graph.value(edges, end))),
            List.of(new Computed(count, Sql.template("count(*)"))));
    SqlColumn degree = new SqlColumn(name);
    Plan joined =
        new Plan.Join(
            Plan.Join.Kind.LEFT,
            nodes.plan(),
            counted,
            Sql.equal(Graph.value(nodes, Graph.ID), Sql.column(id)));
    Plan filled =
        new Plan.Compute(
            joined, List.of(new Computed(degree, Sql.coalesce(Sql.column(count), Sql.number(0L)))));
    List<TableColumn> columns = new ArrayList<>(nodes.columns());
    columns.add(new TableColumn(name, LONG, Sql.column(degree)));
    return nodes.over(filled).showing(columns);
  }

  /** The edges as they are, turned round, or both. */
  static BoundTable directed(TableBinder tables, Graph graph, boolean anyWay, boolean backward) {
    if (anyWay) {
      return tables
          .unions()
          .combine(
              List.of(
                  new UnionBinder.Part("edges", directed(tables, graph, false, false)),
                  new UnionBinder.Part("edges", directed(tables, graph, false, true))),
              false,
              null);
    }
    BoundTable edges = TableBinder.read(graph.edges());
    return backward ? turned(edges) : edges;
  }

  private static BoundTable turned(BoundTable edges) {
    return edges.showing(
        edges.columns().stream()
            .map(
                c ->
                    switch (c.name()) {
                      case Graph.FROM -> c.valued(Graph.value(edges, Graph.TO));
                      case Graph.TO -> c.valued(Graph.value(edges, Graph.FROM));
                      default -> c;
                    })
            .toList());
  }

  // ---------------------------------------------------------------- paths

  /**
   * The paths of an edge of the pattern from the given nodes.
   *
   * @param fromRight whether these are those on the right, from where paths are walked to the left
   */
  Paths walk(String variable, EdgePattern edge, BoundTable seeds, boolean fromRight) {
    boolean backward = (edge.direction() == Direction.BACKWARD) != fromRight;
    Rows edgeRows = new Rows(directed(tables, graph, edge.direction() == Direction.ANY, backward));
    Rows nodeRows = new Rows(nodes(graph, !names.degrees.isEmpty()));
    List<Collected> collected = collected(variable, edgeRows, nodeRows);
    BoundTable edges = edgeRows.table();
    BoundTable inner = nodeRows.table();
    SqlColumn start = new SqlColumn("start");
    SqlColumn end = new SqlColumn("end");
    SqlColumn hops = new SqlColumn("hops");
    SqlColumn edgeList = new SqlColumn("edges");
    SqlColumn nodeList = new SqlColumn("nodes");
    List<SqlColumn> columns = new ArrayList<>(List.of(start, end, hops, edgeList, nodeList));
    List<String> types =
        new ArrayList<>(List.of("VARCHAR", "VARCHAR", "BIGINT", "BIGINT[]", "VARCHAR[]"));
    SqlExpr seed = Graph.value(seeds, Graph.ID);
    List<SqlExpr> first =
        new ArrayList<>(
            List.of(
                seed, seed, Sql.number(0L), empty("BIGINT[]"), new SqlExpr.ListOf(List.of(seed))));
    Map<SqlColumn, SqlColumn> before = new HashMap<>();
    List<Plan.SharedColumn> read = new ArrayList<>();
    for (Collected c : collected) {
      columns.add(c.list);
      types.add(c.sqlType);
      first.add(empty(c.sqlType));
    }
    for (SqlColumn column : columns) {
      SqlColumn fresh = new SqlColumn(column.name());
      before.put(column, fresh);
      read.add(new Plan.SharedColumn(fresh, column));
    }
    SqlColumn name = new SqlColumn("paths");
    SqlExpr at = old(before, end);
    SqlExpr target = Graph.value(edges, Graph.TO);
    SqlExpr number = Graph.value(edges, Graph.EDGE);
    Plan step =
        new Plan.Join(
            Plan.Join.Kind.INNER,
            new Plan.Self(name, read),
            edges.plan(),
            Sql.equal(at, Graph.value(edges, Graph.FROM)));
    if (collected.stream().anyMatch(Collected::innerNodes)) {
      step =
          new Plan.Join(
              Plan.Join.Kind.INNER,
              step,
              inner.plan(),
              Sql.equal(at, Graph.value(inner, Graph.ID)));
    }
    SqlExpr goesOn = Sql.template("{0} < {1}", old(before, hops), Sql.number(hops(edge, false)));
    goesOn =
        switch (cycles) {
          case "all" -> goesOn;
          case "none" ->
              Sql.and(
                  goesOn,
                  Sql.template("NOT list_contains({0}, {1})", old(before, nodeList), target));
          default ->
              Sql.and(
                  goesOn,
                  Sql.template("NOT list_contains({0}, {1})", old(before, edgeList), number));
        };
    List<SqlExpr> next =
        new ArrayList<>(
            List.of(
                old(before, start),
                target,
                Sql.template("{0} + 1", old(before, hops)),
                grown(old(before, edgeList), number, fromRight),
                grown(old(before, nodeList), target, fromRight)));
    for (Collected c : collected) {
      SqlExpr list = grown(old(before, c.list), c.value, fromRight);
      next.add(
          c.innerNodes
              ? Sql.when(Sql.template("{0} > 0", old(before, hops)), list, old(before, c.list))
              : list);
    }
    Plan paths =
        new Plan.Recursive(
            name,
            columns,
            types,
            new Plan.Branch(seeds.plan(), first),
            new Plan.Branch(new Plan.Filter(step, goesOn), next),
            false);
    Plan longEnough =
        new Plan.Filter(
            paths, Sql.template("{0} >= {1}", Sql.column(hops), Sql.number(hops(edge, true))));
    return new Paths(
        longEnough,
        Sql.column(fromRight ? end : start),
        Sql.column(fromRight ? start : end),
        Sql.column(edgeList),
        Sql.column(hops),
        values(collected),
        collected.stream()
            .filter(c -> c.asked == null)
            .findFirst()
            .map(c -> array(Sql.column(c.list))));
  }

  private static SqlExpr old(Map<SqlColumn, SqlColumn> before, SqlColumn column) {
    return Sql.column(before.getOrDefault(column, column));
  }

  private static SqlExpr empty(String sqlType) {
    return Sql.cast(new SqlExpr.ListOf(List.of()), sqlType);
  }

  private static SqlExpr grown(SqlExpr list, SqlExpr item, boolean atStart) {
    return atStart ? Sql.call("list_prepend", item, list) : Sql.call("list_append", list, item);
  }

  private long hops(EdgePattern edge, boolean least) {
    if (edge.range() == null) {
      return 1;
    }
    Expr bound = least ? edge.range().from() : edge.range().to();
    if (tables.constants(scope).bind(bound).literal() instanceof Number n
        && n.longValue() >= 0
        && n.longValue() <= MOST_HOPS) {
      return n.longValue();
    }
    tables.session.diagnostics.error(
        "KS107", bound.span(), "The number of hops must be a constant from 0 to 1000.", null);
    return 1;
  }

  /** What is collected along the paths, computed for each edge and node beforehand. */
  private List<Collected> collected(String variable, Rows edges, Rows nodes) {
    List<Collected> all = new ArrayList<>();
    for (GraphNames.OverPath asked : names.overPaths) {
      if (asked.variable().equals(variable)) {
        Rows over = asked.innerNodes() ? nodes : edges;
        over.knowing(degrees(asked.expression(), over));
        ExpressionBinder binder = tables.over(over, scope);
        boolean list = asked.call().function().text().equals("map");
        SqlExpr value;
        if (list) {
          Argument bound = binder.bind(asked.expression());
          value = Sql.coalesce(Conversions.toDynamic(bound.type(), bound.sql()), Sql.text("null"));
        } else {
          value = Sql.coalesce(binder.filter(asked.expression()), Sql.FALSE);
        }
        all.add(
            new Collected(
                asked,
                new SqlColumn("values"),
                over.compute("value", value),
                asked.innerNodes(),
                list ? "VARCHAR[]" : "BOOLEAN[]"));
      }
    }
    if (names.alone.contains(variable)) {
      SqlExpr bag = ScopeFunctions.pack(Graph.properties(edges.table()), false);
      all.add(
          new Collected(
              null, new SqlColumn("bags"), edges.compute("bag", bag), false, "VARCHAR[]"));
    }
    return all;
  }

  /** What calls of degrees without an argument give for the node at hand. */
  private static Map<Expr.Call, Argument> degrees(Expr expression, Rows nodes) {
    GraphNames within = new GraphNames();
    within.collect(expression);
    Map<Expr.Call, Argument> known = new HashMap<>(within.noLabels());
    for (Expr.Call call : within.degrees) {
      TableColumn degree = nodes.table().column("$" + call.function().text());
      if (degree != null && call.arguments().isEmpty()) {
        known.put(call, new Argument(LONG, degree.value(), null, call.span()));
      }
    }
    return known;
  }

  private static Map<Expr.Call, Argument> values(List<Collected> collected) {
    Map<Expr.Call, Argument> values = new HashMap<>();
    for (Collected c : collected) {
      if (c.asked != null) {
        Expr.Call call = c.asked.call();
        SqlExpr list = Sql.column(c.list);
        ScalarType type = call.function().text().equals("map") ? DYNAMIC : BOOL;
        SqlExpr value =
            switch (call.function().text()) {
              case "map" -> array(list);
              case "any" -> Sql.template("list_contains({0}, true)", list);
              default -> Sql.template("NOT list_contains({0}, false)", list);
            };
        values.put(call, new Argument(type, value, null, call.span()));
      }
    }
    return values;
  }

  /** An array of values that are JSON already. */
  private static SqlExpr array(SqlExpr list) {
    return Sql.template("concat('[', array_to_string({0}, ','), ']')", list);
  }
}
