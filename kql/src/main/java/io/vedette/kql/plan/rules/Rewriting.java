package io.vedette.kql.plan.rules;

import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Output;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.plan.SharedTable;
import io.vedette.kql.sql.SqlExpr;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Applies a step to every node of a query's plan from the inside out, those of subqueries and of
 * shared tables too.
 */
final class Rewriting {
  private final UnaryOperator<Plan> step;
  private final Map<SharedTable, SharedTable> rewritten = new HashMap<>();

  private Rewriting(UnaryOperator<Plan> step) {
    this.step = step;
  }

  static Output apply(Output output, UnaryOperator<Plan> step) {
    Rewriting rewriting = new Rewriting(step);
    return new Output(
        rewriting.plan(output.plan()),
        output.columns().stream()
            .map(c -> new Computed(c.column(), rewriting.relations(c.value())))
            .toList(),
        output.order());
  }

  private Plan plan(Plan plan) {
    return plan instanceof Plan.Shared shared
        ? new Plan.Shared(table(shared.table()), shared.read())
        : step.apply(plan.mapInputs(this::plan).mapExpressions(this::relations));
  }

  private SharedTable table(SharedTable table) {
    SharedTable known = rewritten.get(table);
    if (known == null) {
      known = new SharedTable(table.name(), table.materialized(), plan(table.plan()));
      rewritten.put(table, known);
    }
    return known;
  }

  private SqlExpr relations(SqlExpr expression) {
    return switch (expression) {
      case SqlExpr.ScalarRelation s ->
          new SqlExpr.ScalarRelation(plan((Plan) s.relation()), s.column());
      case SqlExpr.InRelation i ->
          new SqlExpr.InRelation(relations(i.operand()), plan((Plan) i.relation()), i.column());
      default -> expression.mapChildren(this::relations);
    };
  }
}
