package io.vedette.kql.binder;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.Literal;
import io.vedette.kql.syntax.Tabular;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What expressions over a graph's pattern ask for: variables, their properties, and calls. */
final class GraphNames {
  private static final Set<String> OVER_PATHS = Set.of("map", "any", "all");

  /**
   * {@code map(edge, expression)} and its like, over the edges of a path or its inner nodes.
   *
   * @param variable the edge of the pattern
   */
  record OverPath(Expr.Call call, String variable, boolean innerNodes, Expr expression) {}

  final List<OverPath> overPaths = new ArrayList<>();

  /** Calls of {@code node_degree_in} and {@code node_degree_out}. */
  final List<Expr.Call> degrees = new ArrayList<>();

  /** Calls of {@code labels}, which graphs that are made on the way do not have. */
  final List<Expr.Call> labels = new ArrayList<>();

  /** Names that stand alone. */
  final Set<String> alone = new LinkedHashSet<>();

  /** Names before a dot. */
  final Set<String> owners = new LinkedHashSet<>();

  /** What the calls of {@code labels} give: an empty array. */
  Map<Expr.Call, Argument> noLabels() {
    Map<Expr.Call, Argument> none = new HashMap<>();
    for (Expr.Call call : labels) {
      none.put(call, new Argument(ScalarType.DYNAMIC, Sql.text("[]"), null, call.span()));
    }
    return none;
  }

  void collect(Expr expr) {
    switch (expr) {
      case Expr.NameRef ref -> alone.add(ref.name().text());
      case Expr.Path p -> {
        if (p.target() instanceof Expr.NameRef ref) {
          owners.add(ref.name().text());
        } else {
          collect(p.target());
        }
      }
      case Expr.Element e -> {
        collect(e.target());
        collect(e.index());
      }
      case Expr.Negate n -> collect(n.operand());
      case Expr.Binary b -> {
        collect(b.left());
        collect(b.right());
      }
      case Expr.InList i -> {
        collect(i.left());
        i.items().forEach(this::collect);
      }
      case Expr.Between b -> {
        collect(b.left());
        collect(b.low());
        collect(b.high());
      }
      case Expr.Call c -> call(c);
      case Literal l -> {}
      case Tabular t -> {}
      case Expr.Missing m -> {}
      case Expr.Wildcard w -> {}
      case Expr.Star s -> {}
      case Expr.TypeOf t -> {}
      case Expr.TypeOfRow t -> {}
      case Expr.EntityGroup e -> {}
    }
  }

  private void call(Expr.Call call) {
    String name = call.function().text();
    if (name.startsWith("node_degree_")) {
      degrees.add(call);
      return;
    }
    if (name.equals("labels")) {
      labels.add(call);
      return;
    }
    if (OVER_PATHS.contains(name) && call.arguments().size() == 2) {
      Expr over = call.arguments().getFirst().value();
      Expr expression = call.arguments().get(1).value();
      boolean inner = false;
      if (over instanceof Expr.Call c
          && c.function().text().equals("inner_nodes")
          && c.arguments().size() == 1) {
        over = c.arguments().getFirst().value();
        inner = true;
      }
      if (over instanceof Expr.NameRef ref) {
        overPaths.add(new OverPath(call, ref.name().text(), inner, expression));
        GraphNames within = new GraphNames();
        within.collect(expression);
        degrees.addAll(within.degrees);
        labels.addAll(within.labels);
        return;
      }
    }
    call.arguments().forEach(a -> collect(a.value()));
  }
}
