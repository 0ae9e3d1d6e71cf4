package io.vedette.kql.binder;

import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.SubqueryOperator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code macro-expand}: a query for each member of an entity group, and their union. Source: Kusto
 * documentation, "macro-expand operator".
 */
final class MacroExpand {
  private MacroExpand() {}

  static BoundTable bind(TableBinder tables, SubqueryOperator.MacroExpand expand, Scope scope) {
    List<Expr> entities = entities(expand.entityGroup(), scope);
    if (entities.isEmpty()) {
      tables.session.diagnostics.error(
          "VK043",
          expand.entityGroup().span(),
          "An entity group expected.",
          "Write one, for example: entity_group [database('x')]");
      return BoundTable.failed();
    }
    List<UnionBinder.Part> parts = new ArrayList<>();
    for (Expr entity : entities) {
      Scope inside = new Scope(scope);
      if (expand.scope() != null) {
        inside.declare(expand.scope().text(), new Binding.Entities(List.of(entity)));
      }
      StatementBinder.declareAll(tables, inside, expand.body().statements());
      BoundTable table = tables.bind(expand.body().result(), inside);
      parts.add(new UnionBinder.Part("entity" + parts.size(), table));
    }
    boolean inner = "inner".equalsIgnoreCase(expand.options().text("kind"));
    return tables.unions().combine(parts, inner, null);
  }

  private static List<Expr> entities(Expr group, Scope scope) {
    return switch (group) {
      case Expr.EntityGroup written -> written.entities();
      case Expr.NameRef name
          when scope.find(name.name().text()) instanceof Binding.Entities(List<Expr> entities) ->
          entities;
      default -> List.of();
    };
  }

  /** The database that a name or an expression before a dot stands for, or null. */
  static Expr.@Nullable Call database(Scope scope, Expr target) {
    Expr meant =
        target instanceof Expr.NameRef name
                && scope.find(name.name().text()) instanceof Binding.Entities(List<Expr> entities)
                && entities.size() == 1
            ? entities.getFirst()
            : target;
    return meant instanceof Expr.Call call && DatabaseNames.isDatabase(call) ? call : null;
  }
}
