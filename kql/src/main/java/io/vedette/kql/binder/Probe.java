package io.vedette.kql.binder;

import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Output;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.plan.PlanWriter;
import io.vedette.kql.plan.rules.Optimizer;
import io.vedette.kql.sql.DuckDbDialect;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import java.util.List;

/** Asks the data what result columns depend on. */
final class Probe {
  private Probe() {}

  /** The values of an expression over a plan's rows, as text; none after an error. */
  static List<String> values(Session session, Plan plan, SqlExpr value) {
    if (session.diagnostics.hasErrors()) {
      return List.of();
    }
    Output output =
        new Output(plan, List.of(new Computed(new SqlColumn("value"), value)), List.of());
    String sql =
        PlanWriter.write(Optimizer.optimize(output, session.options).output(), new DuckDbDialect());
    return session.options.probe().firstColumn(sql);
  }
}
