package io.vedette.kql.plan.rules;

import io.vedette.kql.plan.Columns;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Output;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.plan.SharedTable;
import io.vedette.kql.sql.SortKey;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Leaves out what nobody reads: stored columns, computed ones, and whole computations. */
public final class PruneColumns {
  private final Set<SqlColumn> needed = new HashSet<>();
  private final Map<SharedTable, SharedTable> rewritten = new HashMap<>();
  private final Set<Plan> walked = Collections.newSetFromMap(new IdentityHashMap<>());

  private PruneColumns() {}

  public static Output apply(Output output) {
    PruneColumns rule = new PruneColumns();
    output.columns().forEach(c -> rule.need(c.value()));
    output.order().forEach(k -> rule.need(k.expression()));
    // Readings of shared tables may ask for more later: walk until nothing new is needed.
    int before = -1;
    while (before != rule.needed.size()) {
      before = rule.needed.size();
      rule.walked.clear();
      rule.walk(output.plan());
      output.columns().forEach(c -> rule.walkRelations(c.value()));
      output.order().forEach(k -> rule.walkRelations(k.expression()));
    }
    return new Output(
        rule.prune(output.plan()),
        output.columns().stream()
            .map(c -> new Computed(c.column(), rule.pruneRelations(c.value())))
            .toList(),
        output.order().stream()
            .map(
                k ->
                    new SortKey(
                        rule.pruneRelations(k.expression()), k.descending(), k.nullsFirst()))
            .toList());
  }

  private void need(SqlExpr expression) {
    Columns.collect(expression, needed);
    needOfRelations(expression);
  }

  private void needOfRelations(SqlExpr expression) {
    switch (expression) {
      case SqlExpr.ScalarRelation s -> needed.add(s.column());
      case SqlExpr.InRelation i -> {
        needed.add(i.column());
        needOfRelations(i.operand());
      }
      default -> expression.children().forEach(this::needOfRelations);
    }
  }

  /** Notes what the needed columns of the plan need in turn. */
  private void walk(Plan plan) {
    if (!walked.add(plan)) {
      return;
    }
    switch (plan) {
      case Plan.Scan p -> {}
      case Plan.Values p -> {}
      case Plan.Series p -> p.expressions().forEach(this::use);
      case Plan.Filter p -> use(p.predicate());
      case Plan.Compute p -> useNeeded(p.added());
      case Plan.Aggregate p -> {
        p.keys().forEach(k -> use(k.value()));
        useNeeded(p.values());
      }
      case Plan.Join p -> use(p.condition());
      case Plan.Union p -> {
        for (int i = 0; i < p.columns().size(); i++) {
          if (needed.contains(p.columns().get(i))) {
            for (Plan.Branch branch : p.branches()) {
              use(branch.values().get(i));
            }
          }
        }
      }
      case Plan.Limit p -> {
        p.order().forEach(k -> use(k.expression()));
        use(p.count());
      }
      case Plan.Unnest p -> p.lists().forEach(c -> use(c.value()));
      case Plan.Lateral p -> {}
      case Plan.Recursive p -> {
        for (int i = 0; i < p.columns().size(); i++) {
          if (p.distinct() || needed.contains(p.columns().get(i))) {
            needed.add(p.columns().get(i));
            use(p.first().values().get(i));
            use(p.next().values().get(i));
          }
        }
      }
      case Plan.Self p -> needOf(p.read());
      case Plan.Shared p -> {
        needOf(p.read());
        walk(p.table().plan());
      }
    }
    plan.inputs().forEach(this::walk);
  }

  private void needOf(List<Plan.SharedColumn> read) {
    for (Plan.SharedColumn c : read) {
      if (needed.contains(c.column())) {
        needed.add(c.of());
      }
    }
  }

  private void useNeeded(List<Computed> computed) {
    for (Computed c : computed) {
      if (needed.contains(c.column())) {
        use(c.value());
      }
    }
  }

  private void use(SqlExpr expression) {
    need(expression);
    walkRelations(expression);
  }

  private void walkRelations(SqlExpr expression) {
    switch (expression) {
      case SqlExpr.ScalarRelation s -> walk((Plan) s.relation());
      case SqlExpr.InRelation i -> {
        walk((Plan) i.relation());
        walkRelations(i.operand());
      }
      default -> expression.children().forEach(this::walkRelations);
    }
  }

  private List<Computed> keep(List<Computed> computed) {
    return computed.stream().filter(c -> needed.contains(c.column())).toList();
  }

  private Plan prune(Plan plan) {
    if (plan instanceof Plan.Compute c && keep(c.added()).isEmpty()) {
      return prune(c.input());
    }
    Plan kept =
        switch (plan) {
          case Plan.Scan p ->
              new Plan.Scan(
                  p.table(),
                  p.stored().stream().filter(c -> needed.contains(c.column())).toList(),
                  p.events());
          case Plan.Values p -> values(p);
          case Plan.Series p -> p;
          case Plan.Filter p -> p;
          case Plan.Compute p -> new Plan.Compute(p.input(), keep(p.added()));
          case Plan.Aggregate p -> new Plan.Aggregate(p.input(), p.keys(), keep(p.values()));
          case Plan.Join p -> p;
          case Plan.Union p -> union(p);
          case Plan.Limit p -> p;
          case Plan.Unnest p -> p;
          case Plan.Lateral p -> p;
          case Plan.Recursive p -> recursive(p);
          case Plan.Self p ->
              new Plan.Self(
                  p.name(), p.read().stream().filter(c -> needed.contains(c.column())).toList());
          case Plan.Shared p ->
              new Plan.Shared(
                  shared(p.table()),
                  p.read().stream().filter(c -> needed.contains(c.column())).toList());
        };
    return kept.mapInputs(this::prune).mapExpressions(this::pruneRelations);
  }

  private Plan.Values values(Plan.Values values) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < values.columns().size(); i++) {
      if (needed.contains(values.columns().get(i))) {
        places.add(i);
      }
    }
    if (places.isEmpty() && values.rows().size() > 1) {
      places.add(0);
    }
    return new Plan.Values(
        places.stream().map(values.columns()::get).toList(),
        places.stream().map(values.sqlTypes()::get).toList(),
        values.rows().stream().map(r -> places.stream().map(r::get).toList()).toList());
  }

  private Plan.Union union(Plan.Union union) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < union.columns().size(); i++) {
      if (needed.contains(union.columns().get(i))) {
        places.add(i);
      }
    }
    return new Plan.Union(
        union.branches().stream()
            .map(b -> new Plan.Branch(b.input(), places.stream().map(b.values()::get).toList()))
            .toList(),
        places.stream().map(union.columns()::get).toList(),
        places.stream().map(union.sqlTypes()::get).toList());
  }

  private Plan.Recursive recursive(Plan.Recursive plan) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < plan.columns().size(); i++) {
      if (needed.contains(plan.columns().get(i))) {
        places.add(i);
      }
    }
    return new Plan.Recursive(
        plan.name(),
        places.stream().map(plan.columns()::get).toList(),
        places.stream().map(plan.sqlTypes()::get).toList(),
        branch(plan.first(), places),
        branch(plan.next(), places),
        plan.distinct());
  }

  private static Plan.Branch branch(Plan.Branch branch, List<Integer> places) {
    return new Plan.Branch(branch.input(), places.stream().map(branch.values()::get).toList());
  }

  private SharedTable shared(SharedTable table) {
    SharedTable known = rewritten.get(table);
    if (known == null) {
      known = new SharedTable(table.name(), table.materialized(), prune(table.plan()));
      rewritten.put(table, known);
    }
    return known;
  }

  private SqlExpr pruneRelations(SqlExpr expression) {
    return switch (expression) {
      case SqlExpr.ScalarRelation s ->
          new SqlExpr.ScalarRelation(prune((Plan) s.relation()), s.column());
      case SqlExpr.InRelation i ->
          new SqlExpr.InRelation(
              pruneRelations(i.operand()), prune((Plan) i.relation()), i.column());
      default -> expression.mapChildren(this::pruneRelations);
    };
  }
}
