package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.LONG;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.SortKey;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.BinaryOperator;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.GraphOperator.Direction;
import io.vedette.kql.syntax.GraphOperator.EdgePattern;
import io.vedette.kql.syntax.GraphOperator.GraphPattern;
import io.vedette.kql.syntax.GraphOperator.NodePattern;
import io.vedette.kql.syntax.Name;
import io.vedette.kql.syntax.NamedExpr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code graph-match} and {@code graph-shortest-paths}: the pattern becomes joins of the tables of
 * nodes and edges, with a table of paths for each edge of several hops. Source: Kusto
 * documentation, "graph-match operator", "graph-shortest-paths operator".
 */
final class GraphMatching {
  private final TableBinder tables;
  private final Scope scope;
  private final Graph graph;
  private final List<GraphPattern> patterns;
  private final List<Expr> conditions = new ArrayList<>();
  private final List<NamedExpr> project;
  private final GraphNames names = new GraphNames();

  private @Nullable Plan plan;
  private final Map<String, BoundTable> rows = new LinkedHashMap<>();
  private final Map<String, SqlExpr> nodeIds = new LinkedHashMap<>();
  private final Map<String, SqlExpr> edgeIds = new LinkedHashMap<>();
  private final Map<String, GraphPaths.Paths> paths = new LinkedHashMap<>();
  private String cycles = "unique_edges";
  private int unnamed;

  GraphMatching(
      TableBinder tables,
      Scope scope,
      Graph graph,
      List<GraphPattern> patterns,
      @Nullable Expr where,
      List<NamedExpr> project) {
    this.tables = tables;
    this.scope = scope;
    this.graph = graph;
    this.patterns = patterns;
    this.project = project;
    if (where != null) {
      split(where);
    }
    conditions.forEach(names::collect);
    project.forEach(p -> names.collect(p.value()));
  }

  private void split(Expr condition) {
    if (condition instanceof Expr.Binary b && b.operator() == BinaryOperator.AND) {
      split(b.left());
      split(b.right());
    } else {
      conditions.add(condition);
    }
  }

  BoundTable match(String wantedCycles) {
    cycles = wantedCycles;
    Rows matches = matches();
    return shown(matches);
  }

  /** Of the matches between two nodes those of the fewest hops, or one of them. */
  BoundTable shortest(boolean all) {
    cycles = "none";
    Rows matches = matches();
    List<SqlExpr> ends = new ArrayList<>();
    SqlExpr hops = Sql.number((long) edgeIds.size());
    List<SortKey> order = new ArrayList<>();
    for (GraphPattern pattern : patterns) {
      for (NodePattern node : List.of(pattern.nodes().getFirst(), pattern.nodes().getLast())) {
        SqlExpr id = node.name() == null ? null : nodeIds.get(node.name().text());
        if (id != null) {
          ends.add(id);
        }
      }
    }
    for (GraphPaths.Paths path : paths.values()) {
      hops = Sql.template("{0} + {1}", hops, path.hops());
    }
    order.add(SortKey.ascending(hops));
    if (!all) {
      paths.values().forEach(p -> order.add(SortKey.ascending(p.edges())));
      edgeIds.values().forEach(e -> order.add(SortKey.ascending(e)));
    }
    SqlExpr rank =
        matches.compute(
            "rank", new SqlExpr.Window(Sql.call(all ? "rank" : "row_number"), ends, order, null));
    Rows kept = new Rows(RowOperators.filtered(matches.table(), Sql.equal(rank, Sql.number(1L))));
    prepare(kept);
    return shown(kept);
  }

  // ---------------------------------------------------------------- the pattern

  private Rows matches() {
    for (GraphPattern pattern : patterns) {
      pattern(pattern);
    }
    BoundTable table =
        BoundTable.of(plan == null ? tables.sources().nothing().plan() : plan, List.of());
    Rows matches = new Rows(table);
    for (SqlExpr condition : uniqueness()) {
      matches = new Rows(RowOperators.filtered(matches.table(), condition));
    }
    prepare(matches);
    for (Expr condition : conditions) {
      SqlExpr bound = tables.over(matches, scope).filter(condition);
      Rows filtered = new Rows(RowOperators.filtered(matches.table(), bound));
      prepare(filtered);
      matches = filtered;
    }
    return matches;
  }

  private void pattern(GraphPattern pattern) {
    List<String> variables = new ArrayList<>();
    pattern.nodes().forEach(n -> variables.add(name(n.name())));
    node(variables.getFirst());
    for (int i = 0; i < pattern.edges().size(); i++) {
      edge(pattern.edges().get(i), variables.get(i), variables.get(i + 1));
    }
  }

  private String name(@Nullable Name name) {
    return name == null ? "$" + unnamed++ : name.text();
  }

  /** The id of a node of the pattern, which is joined to the others when it is new. */
  private SqlExpr node(String variable) {
    SqlExpr known = nodeIds.get(variable);
    if (known != null) {
      return known;
    }
    BoundTable nodes = nodes(variable);
    if (plan == null) {
      plan = nodes.plan();
    } else if (graph.isPartitioned()) {
      BoundTable other = rows.get(nodeIds.keySet().iterator().next());
      SqlExpr samePart =
          Sql.equal(
              Graph.value(nodes, Graph.PARTITION),
              Graph.value(Objects.requireNonNull(other), Graph.PARTITION));
      plan = new Plan.Join(Plan.Join.Kind.INNER, plan, nodes.plan(), samePart);
    } else {
      plan = new Plan.Join(Plan.Join.Kind.CROSS, plan, nodes.plan(), Sql.TRUE);
    }
    return declare(variable, nodes);
  }

  private SqlExpr declare(String variable, BoundTable nodes) {
    rows.put(variable, nodes);
    SqlExpr id = Graph.value(nodes, Graph.ID);
    nodeIds.put(variable, id);
    return id;
  }

  /** The nodes that a variable can stand for, by the conditions on it alone. */
  private BoundTable nodes(String variable) {
    BoundTable nodes = GraphPaths.nodes(graph, !names.degrees.isEmpty());
    for (Expr condition : conditions) {
      if (isAbout(condition, variable)) {
        Rows row = new Rows(BoundTable.of(nodes.plan(), List.of()));
        row.naming(Map.of(variable, nodes));
        SqlExpr bound = tables.over(row, scope).filter(condition);
        nodes = nodes.over(new Plan.Filter(row.table().plan(), bound));
      }
    }
    return nodes;
  }

  private boolean hasCondition(String variable) {
    return conditions.stream().anyMatch(c -> isAbout(c, variable));
  }

  private static boolean isAbout(Expr condition, String variable) {
    GraphNames used = new GraphNames();
    used.collect(condition);
    return used.owners.equals(Set.of(variable))
        && used.overPaths.isEmpty()
        && used.degrees.isEmpty()
        && used.labels.isEmpty()
        && used.alone.isEmpty();
  }

  private void edge(EdgePattern edge, String left, String right) {
    String variable = name(edge.name());
    SqlExpr leftId = node(left);
    SqlExpr from;
    SqlExpr to;
    Plan steps;
    if (edge.range() == null) {
      BoundTable edges =
          GraphPaths.directed(
              tables,
              graph,
              edge.direction() == Direction.ANY,
              edge.direction() == Direction.BACKWARD);
      rows.put(variable, edges);
      edgeIds.put(variable, Graph.value(edges, Graph.EDGE));
      from = Graph.value(edges, Graph.FROM);
      to = Graph.value(edges, Graph.TO);
      steps = edges.plan();
    } else {
      boolean fromRight =
          !hasCondition(left) && (nodeIds.containsKey(right) || hasCondition(right));
      BoundTable seeds = nodes(fromRight ? right : left);
      GraphPaths.Paths walked =
          new GraphPaths(tables, scope, graph, cycles, names)
              .walk(variable, edge, seeds, fromRight);
      paths.put(variable, walked);
      from = walked.left();
      to = walked.right();
      steps = walked.plan();
    }
    Plan before = Objects.requireNonNull(plan);
    plan = new Plan.Join(Plan.Join.Kind.INNER, before, steps, Sql.equal(leftId, from));
    SqlExpr rightId = nodeIds.get(right);
    if (rightId != null) {
      plan = new Plan.Filter(plan, Sql.equal(rightId, to));
    } else {
      BoundTable nodes = nodes(right);
      SqlExpr id = declare(right, nodes);
      plan = new Plan.Join(Plan.Join.Kind.INNER, plan, nodes.plan(), Sql.equal(id, to));
    }
  }

  /** What different parts of a match must not have in common. */
  private List<SqlExpr> uniqueness() {
    List<SqlExpr> distinct = new ArrayList<>();
    if (cycles.equals("all")) {
      return distinct;
    }
    List<SqlExpr> edges = new ArrayList<>();
    edgeIds.values().forEach(e -> edges.add(new SqlExpr.ListOf(List.of(e))));
    paths.values().forEach(p -> edges.add(p.edges()));
    addPairs(distinct, edges, "NOT list_has_any({0}, {1})");
    if (cycles.equals("none")) {
      addPairs(distinct, List.copyOf(nodeIds.values()), "{0} <> {1}");
    }
    return distinct;
  }

  private static void addPairs(List<SqlExpr> into, List<SqlExpr> values, String template) {
    for (int i = 0; i < values.size(); i++) {
      for (int k = 0; k < i; k++) {
        into.add(Sql.template(template, values.get(k), values.get(i)));
      }
    }
  }

  // ---------------------------------------------------------------- expressions

  /** Makes the pattern's variables known to expressions over the matches. */
  private void prepare(Rows matches) {
    matches.naming(rows);
    matches.prefixing();
    Map<Expr.Call, Argument> known = new HashMap<>(names.noLabels());
    for (GraphPaths.Paths path : paths.values()) {
      path.values().forEach(known::put);
    }
    for (Expr.Call call : names.degrees) {
      BoundTable node =
          call.arguments().size() == 1
                  && call.arguments().getFirst().value() instanceof Expr.NameRef ref
              ? rows.get(ref.name().text())
              : null;
      TableColumn degree = node == null ? null : node.column("$" + call.function().text());
      if (degree != null) {
        known.put(call, new Argument(LONG, degree.value(), null, call.span()));
      }
    }
    matches.knowing(known);
  }

  private BoundTable shown(Rows matches) {
    List<TableColumn> variables = new ArrayList<>();
    rows.forEach(
        (name, table) -> {
          if (names.alone.contains(name)) {
            SqlExpr bag = ScopeFunctions.pack(Graph.properties(table), false);
            variables.add(new TableColumn(name, DYNAMIC, matches.compute(name, bag)));
          }
        });
    paths.forEach(
        (name, path) ->
            path.bags()
                .ifPresent(
                    bags ->
                        variables.add(
                            new TableColumn(name, DYNAMIC, matches.compute(name, bags)))));
    if (project.isEmpty()) {
      return all(matches);
    }
    Rows named = new Rows(matches.table().showing(variables));
    prepare(named);
    BoundTable result = new ColumnOperators(tables).project(project, named, scope);
    return BoundTable.of(result.plan(), result.columns());
  }

  /** All properties of the pattern's named nodes and edges. */
  private BoundTable all(Rows matches) {
    List<TableColumn> columns = new ArrayList<>();
    Set<String> taken = new LinkedHashSet<>();
    rows.forEach(
        (name, table) -> {
          if (!name.startsWith("$")) {
            for (TableColumn column : Graph.properties(table)) {
              String full = name + "_" + column.name();
              if (taken.add(full)) {
                columns.add(column.named(full));
              }
            }
          }
        });
    return BoundTable.of(matches.table().plan(), columns);
  }
}
