package io.vedette.kql.binder;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Conversions;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.Parameter;
import io.vedette.kql.syntax.Statement;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Calls of patterns: of the cases the one whose values are given is put in place. Source: Kusto
 * documentation, "pattern statement".
 */
final class PatternCalls {
  private PatternCalls() {}

  /** The pattern that a call is of, or null. */
  static Binding.@Nullable Pattern pattern(Scope scope, Expr expr) {
    return expr instanceof Expr.Call call
            && call.qualifier() == null
            && scope.find(call.function().text()) instanceof Binding.Pattern pattern
        ? pattern
        : null;
  }

  /**
   * The table of the case that is meant.
   *
   * @param path what follows the call after a dot, or null
   */
  static BoundTable bind(
      TableBinder tables,
      Scope scope,
      Binding.Pattern pattern,
      Expr.Call call,
      @Nullable String path) {
    List<Argument> given =
        call.arguments().stream().map(a -> tables.constants(scope).bind(a.value())).toList();
    for (Statement.PatternCase one : pattern.declaration().cases()) {
      if (isMeant(tables, pattern, one, given, path)) {
        return bind(tables, pattern, one, given, path, call);
      }
    }
    tables.session.diagnostics.error(
        "VK039",
        call.span(),
        "The pattern '" + call.function().text() + "' has no case for these values.",
        null);
    return BoundTable.failed();
  }

  private static boolean isMeant(
      TableBinder tables,
      Binding.Pattern pattern,
      Statement.PatternCase one,
      List<Argument> given,
      @Nullable String path) {
    if (one.arguments().size() != given.size()) {
      return false;
    }
    ExpressionBinder constants = tables.constants(pattern.closure());
    for (int i = 0; i < given.size(); i++) {
      Object wanted = constants.bind(one.arguments().get(i)).literal();
      if (wanted == null || !wanted.equals(given.get(i).literal())) {
        return false;
      }
    }
    String wantedPath = one.path() == null ? null : constants.bind(one.path()).text();
    return Objects.equals(wantedPath, path);
  }

  private static BoundTable bind(
      TableBinder tables,
      Binding.Pattern pattern,
      Statement.PatternCase one,
      List<Argument> given,
      @Nullable String path,
      Expr.Call call) {
    if (!tables.session.enter(call.function().text())) {
      tables.session.diagnostics.error(
          "VK023",
          call.span(),
          "The pattern '" + call.function().text() + "' stands in itself.",
          null);
      return BoundTable.failed();
    }
    Scope inside = new Scope(pattern.closure());
    List<Parameter> parameters = pattern.declaration().parameters();
    for (int i = 0; i < Math.min(parameters.size(), given.size()); i++) {
      declare(inside, parameters.get(i), given.get(i));
    }
    Parameter pathParameter = pattern.declaration().path();
    if (pathParameter != null && path != null && one.path() != null) {
      declare(inside, pathParameter, tables.constants(pattern.closure()).bind(one.path()));
    }
    StatementBinder.declareAll(tables, inside, one.body().statements());
    BoundTable table = tables.bind(one.body().result(), inside);
    tables.session.leave(call.function().text());
    return table;
  }

  private static void declare(Scope inside, Parameter parameter, Argument value) {
    if (parameter.type() instanceof Parameter.Scalar(var type)) {
      SqlExpr sql = Conversions.widen(value.type(), type, value.sql());
      inside.declare(
          parameter.name().text(),
          new Binding.Scalar(new Argument(type, sql, value.name(), value.span())));
    }
  }
}
