package io.vedette.kql.binder;

import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.SubqueryOperator;
import java.util.ArrayList;
import java.util.List;

/** Operators that hand their rows to a subquery, a function or a plugin. */
final class SubqueryOperators {
  private final TableBinder tables;

  SubqueryOperators(TableBinder tables) {
    this.tables = tables;
  }

  BoundTable bind(SubqueryOperator operator, BoundTable table, Scope scope) {
    return switch (operator) {
      case SubqueryOperator.Invoke o -> invoke(o.call(), table, scope);
      case SubqueryOperator.Evaluate o -> new Plugins(tables).evaluate(o, table, scope);
      case SubqueryOperator.Partition o -> Partition.bind(tables, o, table, scope);
      case SubqueryOperator.Fork o -> notLast("fork", o);
      case SubqueryOperator.Facet o -> notLast("facet", o);
      case SubqueryOperator.MacroExpand o -> MacroExpand.bind(tables, o, scope);
    };
  }

  /** As the last operator of a query they are read by {@link SeveralResults}. */
  private BoundTable notLast(String name, SubqueryOperator operator) {
    tables.session.diagnostics.error(
        "VK034",
        operator.span(),
        "'" + name + "' gives several tables, so that nothing can be done with them here.",
        "Let it be the last operator of the query.");
    return BoundTable.failed();
  }

  private String hint(String name, Scope scope) {
    List<String> names = new ArrayList<>(tables.session.schema.functionNames());
    scope
        .visible()
        .forEach(
            (declared, binding) -> {
              if (binding instanceof Binding.Function) {
                names.add(declared);
              }
            });
    String near = Suggestions.didYouMean(name, names);
    return near == null ? "Declare it before: let " + name + " = (T:(*)) { T | ... };" : near;
  }

  private BoundTable invoke(Expr.Call call, BoundTable table, Scope scope) {
    String name = call.function().text();
    Binding.Function function =
        scope.find(name) instanceof Binding.Function f
            ? f
            : tables.functions.workspaceFunction(name, call.span());
    if (function == null) {
      tables.session.diagnostics.error(
          "KS211",
          call.function().span(),
          "The name '" + name + "' does not refer to any known function.",
          hint(name, scope));
      return BoundTable.failed();
    }
    return FunctionCalls.tabular(tables, scope, function, call.arguments(), table, call.span());
  }
}
