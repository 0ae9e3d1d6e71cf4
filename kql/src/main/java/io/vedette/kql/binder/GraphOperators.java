package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.Span;
import io.vedette.kql.functions.Conversions;
import io.vedette.kql.functions.FunctionLibrary;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.BinaryOperator;
import io.vedette.kql.sql.SortKey;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.GraphOperator;
import io.vedette.kql.syntax.Name;
import io.vedette.kql.syntax.Operator;
import io.vedette.kql.syntax.Tabular;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Operators that make graphs and change them. Source: Kusto documentation, "Graph operators". */
final class GraphOperators {
  private final TableBinder tables;

  GraphOperators(TableBinder tables) {
    this.tables = tables;
  }

  BoundTable bind(GraphOperator operator, BoundTable table, Scope scope) {
    if (operator instanceof GraphOperator.MakeGraph o) {
      return makeGraph(o, table, scope);
    }
    Graph graph = table.graph();
    if (graph == null) {
      if (!table.open()) {
        tables.session.diagnostics.error(
            "VK038",
            operator.span(),
            "A table is given to an operator for graphs.",
            "Make a graph of it with make-graph.");
      }
      return BoundTable.failed();
    }
    return switch (operator) {
      case GraphOperator.MakeGraph o -> makeGraph(o, table, scope);
      case GraphOperator.GraphMatch o -> {
        String cycles = o.options().text("cycles");
        yield new GraphMatching(tables, scope, graph, o.patterns(), o.where(), o.project())
            .match(cycles == null ? "unique_edges" : cycles.toLowerCase(Locale.ROOT));
      }
      case GraphOperator.GraphShortestPaths o ->
          new GraphMatching(tables, scope, graph, o.patterns(), o.where(), o.project())
              .shortest("all".equalsIgnoreCase(o.options().text("output")));
      case GraphOperator.GraphToTable o -> toTable(o, graph, scope);
      case GraphOperator.GraphMarkComponents o -> markComponents(o, graph);
      case GraphOperator.GraphWhereNodes o -> {
        BoundTable nodes = TableBinder.read(graph.nodes());
        yield keepingNodes(graph, where(nodes, o.predicate(), scope));
      }
      case GraphOperator.GraphWhereEdges o ->
          BoundTable.of(
              new Graph(
                  graph.nodes(),
                  share("edges", where(TableBinder.read(graph.edges()), o.predicate(), scope))));
    };
  }

  private static Binding.Table share(String name, BoundTable table) {
    return TableBinder.share(name, table, true);
  }

  private BoundTable where(BoundTable table, Expr predicate, Scope scope) {
    Rows rows = new Rows(table);
    SqlExpr condition = tables.over(rows, scope).filter(predicate);
    return RowOperators.filtered(rows.table(), condition);
  }

  // ---------------------------------------------------------------- make-graph

  private BoundTable makeGraph(GraphOperator.MakeGraph make, BoundTable table, Scope scope) {
    TableColumn source = Plugins.column(tables, table, make.source());
    TableColumn target = Plugins.column(tables, table, make.target());
    TableColumn partition =
        make.partitionedBy() == null ? null : Plugins.column(tables, table, make.partitionedBy());
    if (source == null || target == null || (partition == null && make.partitionedBy() != null)) {
      return BoundTable.failed();
    }
    Rows rows = new Rows(table);
    List<TableColumn> columns = new ArrayList<>(table.columns());
    SqlExpr from = text(source);
    SqlExpr to = text(target);
    if (partition != null) {
      SqlExpr part = rows.compute(Graph.PARTITION, text(partition));
      columns.add(new TableColumn(Graph.PARTITION, STRING, part));
      from = Graph.partId(part, from);
      to = Graph.partId(part, to);
    }
    columns.add(new TableColumn(Graph.FROM, STRING, rows.compute(Graph.FROM, from)));
    columns.add(new TableColumn(Graph.TO, STRING, rows.compute(Graph.TO, to)));
    columns.add(new TableColumn(Graph.EDGE, LONG, rows.compute(Graph.EDGE, number(table.order()))));
    Binding.Table edges = share("edges", rows.table().showing(columns));
    BoundTable nodes = nodes(make, edges, source.type(), partition, scope);
    if (nodes == null) {
      return BoundTable.failed();
    }
    BoundTable graph = BoundTable.of(new Graph(share("nodes", nodes), edges));
    return make.partitionSubquery() == null
        ? graph
        : ofParts(graph, make.partitionSubquery(), scope);
  }

  /** What graph operators give of a graph of several parts: all rows of all parts. */
  private BoundTable ofParts(BoundTable graph, Expr subquery, Scope scope) {
    if (subquery instanceof Tabular.Pipe(Expr ignored, List<Operator> operators, Span span)) {
      for (Operator operator : operators) {
        if (!(operator instanceof GraphOperator)) {
          tables.session.diagnostics.error(
              "VK037",
              operator.span(),
              "Only operators for graphs can be applied to each part of a graph.",
              "Go on with the rows of all parts after the closing parenthesis.");
          return BoundTable.failed();
        }
      }
      BoundTable rows = tables.bindOver(graph, subquery, scope);
      if (rows.graph() != null) {
        tables.session.diagnostics.error(
            "VK037",
            span,
            "A graph is no result.",
            "Make a table of it with graph-match, graph-shortest-paths or graph-to-table.");
        return BoundTable.failed();
      }
      return rows.showing(Graph.properties(rows));
    }
    return tables.bindOver(graph, subquery, scope);
  }

  private static SqlExpr text(TableColumn column) {
    return Sql.coalesce(Conversions.toText(column.type(), column.value()), Sql.EMPTY);
  }

  private static SqlExpr number(List<SortKey> order) {
    return new SqlExpr.Window(Sql.call("row_number"), List.of(), order, null);
  }

  private @Nullable BoundTable nodes(
      GraphOperator.MakeGraph make,
      Binding.Table edges,
      ScalarType type,
      @Nullable TableColumn partition,
      Scope scope) {
    List<UnionBinder.Part> parts = new ArrayList<>();
    String idName = make.withNodeId() == null ? null : make.withNodeId().text();
    ScalarType idType = type;
    for (GraphOperator.NodeTable node : make.nodes()) {
      BoundTable table = tables.bind(node.table(), scope);
      TableColumn id = Plugins.column(tables, table, node.id());
      if (id == null) {
        return null;
      }
      if (idName == null) {
        idName = id.name();
        idType = id.type();
      }
      Rows rows = new Rows(table);
      SqlExpr key = text(id);
      SqlExpr part = null;
      if (partition != null) {
        TableColumn own = table.column(partition.name());
        if (own == null) {
          tables.session.diagnostics.error(
              "KS142",
              node.span(),
              "The name '" + partition.name() + "' does not refer to any known column.",
              "Tables of nodes need the column that the graph is partitioned by.");
          return null;
        }
        part = rows.compute(Graph.PARTITION, text(own));
        key = Graph.partId(part, key);
      }
      key = rows.compute(Graph.ID, key);
      SqlExpr place = rows.compute(Graph.PLACE, number(table.order()));
      SqlExpr offset = Sql.template("{0} + {1}", place, offset(parts.size()));
      parts.add(part(rows.table(), key, offset, part));
    }
    BoundTable mentioned = mentioned(edges, partition != null);
    SqlExpr key = Graph.value(mentioned, Graph.ID);
    SqlExpr part = partition == null ? null : Graph.value(mentioned, Graph.PARTITION);
    SqlExpr id = part == null ? key : Graph.ownId(part, key);
    if (idName != null) {
      Rows rows = new Rows(mentioned);
      SqlExpr typed = rows.compute("id", Conversions.convert(STRING, idType, id));
      List<TableColumn> columns = new ArrayList<>(mentioned.columns());
      columns.add(new TableColumn(idName, idType, typed));
      mentioned = rows.table().showing(columns);
    }
    SqlExpr place =
        Sql.template("{0} + {1}", Graph.value(mentioned, Graph.PLACE), offset(parts.size()));
    parts.add(part(mentioned, key, place, part));
    return firstOfEach(tables.unions().combine(parts, false, null));
  }

  /** Nodes of a later table come after those of the ones before. */
  private static SqlExpr offset(int table) {
    return Sql.number((long) table << 40);
  }

  private static UnionBinder.Part part(
      BoundTable table, SqlExpr id, SqlExpr place, @Nullable SqlExpr partition) {
    List<TableColumn> columns = new ArrayList<>(Graph.properties(table));
    columns.add(new TableColumn(Graph.ID, STRING, id));
    columns.add(new TableColumn(Graph.PLACE, LONG, place));
    if (partition != null) {
      columns.add(new TableColumn(Graph.PARTITION, STRING, partition));
    }
    return new UnionBinder.Part("nodes", table.showing(columns));
  }

  /** The ids at the ends of edges, in the order in which they come. */
  private static BoundTable mentioned(Binding.Table edges, boolean partitioned) {
    SqlColumn id = new SqlColumn(Graph.ID);
    SqlColumn place = new SqlColumn(Graph.PLACE);
    SqlColumn part = new SqlColumn(Graph.PARTITION);
    List<Plan.Branch> ends = new ArrayList<>();
    for (String end : List.of(Graph.FROM, Graph.TO)) {
      BoundTable read = TableBinder.read(edges);
      SqlExpr first = Sql.template("2 * {0}", Graph.value(read, Graph.EDGE));
      ends.add(
          new Plan.Branch(
              read.plan(),
              List.of(
                  Graph.value(read, end),
                  end.equals(Graph.FROM) ? first : Sql.template("{0} + 1", first),
                  partitioned ? Graph.value(read, Graph.PARTITION) : Sql.EMPTY)));
    }
    Plan all =
        new Plan.Union(ends, List.of(id, place, part), List.of("VARCHAR", "BIGINT", "VARCHAR"));
    SqlColumn key = new SqlColumn(Graph.ID);
    SqlColumn first = new SqlColumn(Graph.PLACE);
    SqlColumn partition = new SqlColumn(Graph.PARTITION);
    Plan distinct =
        new Plan.Aggregate(
            all,
            List.of(new Computed(key, Sql.column(id))),
            List.of(
                new Computed(first, Sql.aggregate("min", Sql.column(place))),
                new Computed(partition, Sql.aggregate("any_value", Sql.column(part)))));
    return BoundTable.of(
        distinct,
        List.of(
            new TableColumn(Graph.ID, STRING, Sql.column(key)),
            new TableColumn(Graph.PLACE, LONG, Sql.column(first)),
            new TableColumn(Graph.PARTITION, STRING, Sql.column(partition))));
  }

  private static BoundTable firstOfEach(BoundTable nodes) {
    Rows rows = new Rows(nodes);
    SqlExpr rank =
        rows.compute(
            "rank",
            new SqlExpr.Window(
                Sql.call("row_number"),
                List.of(Graph.value(nodes, Graph.ID)),
                List.of(SortKey.ascending(Graph.value(nodes, Graph.PLACE))),
                null));
    return RowOperators.filtered(rows.table(), Sql.equal(rank, Sql.number(1L)));
  }

  // ---------------------------------------------------------------- changing graphs

  /** The graph of some of its nodes and the edges between them. */
  private static BoundTable keepingNodes(Graph graph, BoundTable kept) {
    Binding.Table nodes = share("nodes", kept);
    BoundTable edges = TableBinder.read(graph.edges());
    for (String end : List.of(Graph.FROM, Graph.TO)) {
      BoundTable ends = TableBinder.read(nodes);
      SqlExpr same = Sql.equal(Graph.value(edges, end), Graph.value(ends, Graph.ID));
      edges = edges.over(new Plan.Join(Plan.Join.Kind.SEMI, edges.plan(), ends.plan(), same));
    }
    return BoundTable.of(new Graph(nodes, share("edges", edges)));
  }

  /**
   * Pairs of nodes of which the second can be reached from the first.
   *
   * @param anyWay whether edges can be walked against their direction
   */
  private BoundTable reachable(Graph graph, boolean anyWay) {
    SqlColumn from = new SqlColumn("from");
    SqlColumn to = new SqlColumn("to");
    BoundTable nodes = TableBinder.read(graph.nodes());
    SqlExpr id = Graph.value(nodes, Graph.ID);
    SqlColumn name = new SqlColumn("reach");
    SqlColumn selfFrom = new SqlColumn("from");
    SqlColumn selfTo = new SqlColumn("to");
    Plan self =
        new Plan.Self(
            name,
            List.of(new Plan.SharedColumn(selfFrom, from), new Plan.SharedColumn(selfTo, to)));
    BoundTable edges = GraphPaths.directed(tables, graph, anyWay, false);
    Plan step =
        new Plan.Join(
            Plan.Join.Kind.INNER,
            self,
            edges.plan(),
            Sql.equal(Sql.column(selfTo), Graph.value(edges, Graph.FROM)));
    Plan reach =
        new Plan.Recursive(
            name,
            List.of(from, to),
            List.of("VARCHAR", "VARCHAR"),
            new Plan.Branch(nodes.plan(), List.of(id, id)),
            new Plan.Branch(step, List.of(Sql.column(selfFrom), Graph.value(edges, Graph.TO))),
            true);
    return BoundTable.of(
        reach,
        List.of(
            new TableColumn(Graph.FROM, STRING, Sql.column(from)),
            new TableColumn(Graph.TO, STRING, Sql.column(to))));
  }

  private BoundTable markComponents(GraphOperator.GraphMarkComponents mark, Graph graph) {
    boolean strong = "strong".equalsIgnoreCase(mark.options().text("kind"));
    Binding.Table pairs = share("reach", reachable(graph, !strong));
    BoundTable reach = TableBinder.read(pairs);
    if (strong) {
      BoundTable back = TableBinder.read(pairs);
      SqlExpr mutual =
          Sql.and(
              Sql.equal(Graph.value(reach, Graph.FROM), Graph.value(back, Graph.TO)),
              Sql.equal(Graph.value(reach, Graph.TO), Graph.value(back, Graph.FROM)));
      reach = reach.over(new Plan.Join(Plan.Join.Kind.SEMI, reach.plan(), back.plan(), mutual));
    }
    BoundTable others = TableBinder.read(graph.nodes());
    Plan joined =
        new Plan.Join(
            Plan.Join.Kind.INNER,
            reach.plan(),
            others.plan(),
            Sql.equal(Graph.value(reach, Graph.TO), Graph.value(others, Graph.ID)));
    SqlColumn key = new SqlColumn(Graph.ID);
    SqlColumn least = new SqlColumn("least");
    SqlColumn part = new SqlColumn(Graph.PARTITION);
    Plan components =
        new Plan.Aggregate(
            joined,
            List.of(new Computed(key, Graph.value(reach, Graph.FROM))),
            List.of(
                new Computed(least, Sql.aggregate("min", Graph.value(others, Graph.PLACE))),
                new Computed(
                    part,
                    Sql.aggregate(
                        "any_value",
                        graph.isPartitioned()
                            ? Graph.value(others, Graph.PARTITION)
                            : Sql.EMPTY))));
    SqlColumn number = new SqlColumn("component");
    SqlExpr rank =
        new SqlExpr.Window(
            Sql.call("dense_rank"),
            List.of(Sql.column(part)),
            List.of(SortKey.ascending(Sql.column(least))),
            null);
    Plan numbered =
        new Plan.Compute(components, List.of(new Computed(number, Sql.template("{0} - 1", rank))));
    BoundTable nodes = TableBinder.read(graph.nodes());
    Plan marked =
        new Plan.Join(
            Plan.Join.Kind.INNER,
            nodes.plan(),
            numbered,
            Sql.binary(Graph.value(nodes, Graph.ID), BinaryOperator.EQUAL, Sql.column(key)));
    String name = mark.options().text("with_component_id");
    List<TableColumn> columns = new ArrayList<>(nodes.columns());
    columns.add(new TableColumn(name == null ? "ComponentId" : name, LONG, Sql.column(number)));
    return BoundTable.of(
        new Graph(share("nodes", nodes.over(marked).showing(columns)), graph.edges()));
  }

  // ---------------------------------------------------------------- graph-to-table

  private BoundTable toTable(GraphOperator.GraphToTable operator, Graph graph, Scope scope) {
    BoundTable first = null;
    for (GraphOperator.GraphOutput output : operator.outputs()) {
      BoundTable table = output.edges() ? edges(output, graph) : nodes(output, graph);
      Name name = output.name();
      if (name != null) {
        Binding.Table named = TableBinder.share(name.text(), table, false);
        scope.declare(name.text(), named);
        table = TableBinder.read(named);
      }
      if (first == null) {
        first = table;
      }
    }
    return Objects.requireNonNull(first);
  }

  private static BoundTable nodes(GraphOperator.GraphOutput output, Graph graph) {
    BoundTable nodes = TableBinder.read(graph.nodes());
    Rows rows = new Rows(nodes);
    List<TableColumn> columns = new ArrayList<>();
    SqlExpr id = graph.ownId(nodes, Graph.value(nodes, Graph.ID));
    addHash(columns, rows, output.options().text("with_node_id"), id);
    columns.addAll(Graph.properties(nodes));
    return rows.table().showing(columns);
  }

  private static BoundTable edges(GraphOperator.GraphOutput output, Graph graph) {
    BoundTable edges = TableBinder.read(graph.edges());
    Rows rows = new Rows(edges);
    List<TableColumn> columns = new ArrayList<>();
    SqlExpr from = graph.ownId(edges, Graph.value(edges, Graph.FROM));
    SqlExpr to = graph.ownId(edges, Graph.value(edges, Graph.TO));
    addHash(columns, rows, output.options().text("with_source_id"), from);
    addHash(columns, rows, output.options().text("with_target_id"), to);
    columns.addAll(Graph.properties(edges));
    return rows.table().showing(columns);
  }

  private static void addHash(
      List<TableColumn> columns, Rows rows, @Nullable String name, SqlExpr id) {
    if (name != null) {
      String hash =
          Objects.requireNonNull(FunctionLibrary.scalar("hash")).java().getFirst().sqlName();
      columns.add(new TableColumn(name, LONG, rows.compute(name, Sql.call(hash, id))));
    }
  }
}
