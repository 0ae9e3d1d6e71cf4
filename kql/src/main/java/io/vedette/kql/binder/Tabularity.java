package io.vedette.kql.binder;

import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.FunctionBody;
import io.vedette.kql.syntax.FunctionDeclaration;
import io.vedette.kql.syntax.Literal;
import io.vedette.kql.syntax.Parameter;
import io.vedette.kql.syntax.Statement;
import io.vedette.kql.syntax.Tabular;
import java.util.Set;

/** Tells tables from scalars by the form of an expression and by what its names stand for. */
final class Tabularity {
  /** The functions whose result is a table whatever they are given. */
  private static final Set<String> TABLE_FUNCTIONS =
      Set.of(
          "materialize",
          "table",
          "external_table",
          "materialized_view",
          "stored_query_result",
          "graph",
          "_GetWatchlist");

  private Tabularity() {}

  static boolean isTabular(TableBinder tables, Scope scope, Expr expr) {
    return switch (expr) {
      case Tabular t -> true;
      case Literal l -> false;
      case Expr.NameRef e -> isTabularName(tables, scope, e.name().text());
      case Expr.Call e -> isTabularCall(tables, scope, e);
      case Expr.Path e ->
          MacroExpand.database(scope, e.target()) != null
              || PatternCalls.pattern(scope, e.target()) != null;
      case Expr.Wildcard e -> true;
      case Expr.Scalar e -> false;
    };
  }

  private static boolean isTabularName(TableBinder tables, Scope scope, String name) {
    return switch (scope.find(name)) {
      case Binding.Table t -> true;
      case Binding.Scalar s -> false;
      case Binding.Failed f -> false;
      case Binding.Pattern p -> false;
      case Binding.Entities e -> false;
      case Binding.Function f -> isTabular(tables, f);
      case null ->
          tables.session.schema.table(name) != null
              || tables.functions.isTabularWorkspaceFunction(name);
    };
  }

  private static boolean isTabularCall(TableBinder tables, Scope scope, Expr.Call call) {
    String name = call.function().text();
    if (call.qualifier() != null) {
      return DatabaseNames.isDatabase(call.qualifier());
    }
    Binding binding = scope.find(name);
    if (binding instanceof Binding.Function function) {
      return isTabular(tables, function);
    }
    if (binding instanceof Binding.Table || binding instanceof Binding.Pattern) {
      return true;
    }
    return TABLE_FUNCTIONS.contains(name) || tables.functions.isTabularWorkspaceFunction(name);
  }

  static boolean isTabular(TableBinder tables, Binding.Function function) {
    return isTabular(tables, function.closure(), function.declaration());
  }

  /** Whether the body's result is a table, seen from inside the function. */
  static boolean isTabular(TableBinder tables, Scope closure, FunctionDeclaration declaration) {
    if (declaration.view()) {
      return true;
    }
    Scope inside = new Scope(closure);
    Binding.Scalar scalar = new Binding.Scalar(ExpressionBinder.failed(declaration.span()));
    for (Parameter p : declaration.parameters()) {
      switch (p.type()) {
        case Parameter.Tabular t -> inside.declare(p.name().text(), TableBinder.SOME_TABLE);
        case Parameter.Scalar s -> inside.declare(p.name().text(), scalar);
      }
    }
    FunctionBody body = declaration.body();
    for (Statement statement : body.statements()) {
      switch (statement) {
        case Statement.Let let ->
            inside.declare(
                let.name().text(),
                isTabular(tables, inside, let.value()) ? TableBinder.SOME_TABLE : scalar);
        case Statement.LetFunction let ->
            inside.declare(
                let.name().text(),
                isTabular(tables, inside, let.function()) ? TableBinder.SOME_TABLE : scalar);
        case Statement.Query q -> {}
        case Statement.SetOption q -> {}
        case Statement.DeclareQueryParameters q -> {}
        case Statement.DeclarePattern q -> {}
        case Statement.AliasDatabase q -> {}
        case Statement.RestrictAccess q -> {}
      }
    }
    return isTabular(tables, inside, body.result());
  }
}
