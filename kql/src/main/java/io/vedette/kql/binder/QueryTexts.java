package io.vedette.kql.binder;

import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.Parser;
import io.vedette.kql.syntax.Statement;

/** Plugins that are written as queries themselves. */
final class QueryTexts {
  private QueryTexts() {}

  /** The result of a query text that sees the names of a scope; errors are placed at the call. */
  static BoundTable bind(TableBinder tables, Scope inside, String text, Expr.Call call) {
    tables.session.diagnostics.enter(call.function().text(), call.span());
    var parsed = Parser.parse(text);
    tables.session.diagnostics.addAll(parsed.diagnostics());
    BoundTable result = BoundTable.failed();
    for (Statement statement : parsed.tree().statements()) {
      Expr expression = StatementBinder.declare(tables, inside, statement);
      if (expression != null) {
        result = tables.bind(expression, inside);
      }
    }
    tables.session.diagnostics.leave();
    return result;
  }
}
