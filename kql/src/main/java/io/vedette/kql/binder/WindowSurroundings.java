package io.vedette.kql.binder;

import io.vedette.kql.Span;
import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Invocation;
import io.vedette.kql.sql.SortKey;
import io.vedette.kql.sql.SqlExpr;
import java.util.List;

/** What surrounds the call of a window function: rows in an order without ties. */
record WindowSurroundings(ExpressionBinder binder, Rows rows) implements Invocation.Surroundings {
  @Override
  public long now() {
    return binder.session.now;
  }

  @Override
  public List<SortKey> order() {
    return rows.numberedOrder();
  }

  @Override
  public SqlExpr computeBefore(String name, SqlExpr expression) {
    return rows.compute(name, expression);
  }

  @Override
  public List<Argument> columns() {
    return binder.columns();
  }

  @Override
  public void refuse(String code, Span span, String message, String hint) {
    binder.session.diagnostics.error(code, span, message, hint);
  }
}
