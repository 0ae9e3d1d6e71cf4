package io.vedette.kql.binder;

import io.vedette.kql.Span;
import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Invocation;
import io.vedette.kql.sql.SortKey;
import io.vedette.kql.sql.SqlExpr;
import java.util.List;

/** What surrounds the call of an aggregate. */
record GroupSurroundings(ExpressionBinder binder) implements Invocation.Surroundings {
  @Override
  public long now() {
    return binder.session.now;
  }

  @Override
  public List<SortKey> order() {
    return binder.rows == null ? List.of() : binder.rows.table().order();
  }

  @Override
  public SqlExpr computeBefore(String name, SqlExpr expression) {
    return binder.rows == null ? expression : binder.rows.compute(name, expression);
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
