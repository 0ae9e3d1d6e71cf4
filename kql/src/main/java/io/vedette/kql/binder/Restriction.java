package io.vedette.kql.binder;

import io.vedette.kql.syntax.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code restrict access to} leaves to the statements that follow: the entities that it names.
 * Those that are declared later can be used, and functions that were declared before still read
 * what they are made of. Source: Kusto documentation, "restrict statement".
 */
final class Restriction {
  /**
   * A name, or a pattern of names.
   *
   * @param stored whether only what the workspace has is meant, not what statements declare
   */
  private record Entity(String pattern, boolean stored) {}

  private final List<Entity> entities = new ArrayList<>();
  private final Set<String> declaredBefore;

  private Restriction(Scope scope) {
    this.declaredBefore = scope.names();
  }

  /** The restriction that a statement asks for; null, with an error, when it names no entities. */
  static @Nullable Restriction of(TableBinder tables, List<Expr> entities, Scope scope) {
    Restriction restriction = new Restriction(scope);
    for (Expr entity : entities) {
      if (!restriction.add(tables, entity, scope)) {
        return null;
      }
    }
    return restriction;
  }

  private boolean add(TableBinder tables, Expr entity, Scope scope) {
    switch (entity) {
      case Expr.NameRef ref -> entities.add(new Entity(ref.name().text(), false));
      case Expr.Wildcard wildcard -> entities.add(new Entity(wildcard.pattern(), false));
      case Expr.Star ignored -> entities.add(new Entity("*", false));
      case Expr.Path path
          when path.target() instanceof Expr.Call call && DatabaseNames.isDatabase(call) -> {
        boolean own =
            (call.arguments().isEmpty() && call.qualifier() == null)
                || tables.sources().isOwn(call, scope);
        if (!own) {
          return false;
        }
        entities.add(new Entity(path.member().text(), true));
      }
      default -> {
        tables.session.diagnostics.error(
            "KS109",
            entity.span(),
            "The name of a table or function expected.",
            "Write restrict access to (View1, database().Table1).");
        return false;
      }
    }
    return true;
  }

  /** Whether a name that the scope or the workspace has is not to be seen. */
  boolean hides(String name, Scope scope) {
    boolean declared = scope.find(name) != null;
    if (declared && !declaredBefore.contains(name)) {
      return false;
    }
    return entities.stream()
        .noneMatch(e -> !(declared && e.stored()) && Wildcards.matches(e.pattern(), name));
  }
}
