package io.vedette.kql.plan;

import io.vedette.kql.sql.SqlExpr;
import java.util.LinkedHashMap;
import java.util.Map;

/** How shared tables are used in a plan. */
final class SharedTables {
  private final Map<SharedTable, Integer> uses = new LinkedHashMap<>();

  private SharedTables() {}

  /** How often each shared table is read, the inside of each counted once. */
  static Map<SharedTable, Integer> count(Output output) {
    SharedTables counter = new SharedTables();
    counter.plan(output.plan());
    output.columns().forEach(c -> counter.expression(c.value()));
    output.order().forEach(k -> counter.expression(k.expression()));
    return counter.uses;
  }

  private void plan(Plan plan) {
    if (plan instanceof Plan.Shared shared) {
      if (uses.merge(shared.table(), 1, Integer::sum) == 1) {
        plan(shared.table().plan());
      }
      return;
    }
    plan.expressions().forEach(this::expression);
    plan.inputs().forEach(this::plan);
  }

  private void expression(SqlExpr expression) {
    switch (expression) {
      case SqlExpr.ScalarRelation s -> plan((Plan) s.relation());
      case SqlExpr.InRelation i -> {
        plan((Plan) i.relation());
        expression(i.operand());
      }
      default -> expression.children().forEach(this::expression);
    }
  }

  /**
   * Whether the plan only reads, filters and computes row by row, so that repeating it is cheap.
   */
  static boolean isPlain(Plan plan) {
    return switch (plan) {
      case Plan.Scan s -> true;
      case Plan.Values v -> true;
      case Plan.Series s -> false;
      case Plan.Filter f -> !Columns.hasRelation(f.predicate()) && isPlain(f.input());
      case Plan.Compute c ->
          c.added().stream()
                  .noneMatch(a -> Columns.hasRelation(a.value()) || Columns.hasWindow(a.value()))
              && isPlain(c.input());
      case Plan.Aggregate a -> false;
      case Plan.Join j -> false;
      case Plan.Union u -> false;
      case Plan.Limit l -> false;
      case Plan.Unnest u -> false;
      case Plan.Lateral l -> false;
      case Plan.Recursive r -> false;
      case Plan.Self s -> false;
      case Plan.Shared s -> false;
    };
  }
}
