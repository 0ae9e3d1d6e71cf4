package io.vedette.kql.binder;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.syntax.Expr;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the dot of {@code workspace("x").T}: there is only this workspace, so any
 * other name is refused. Source: Kusto documentation, "Cross-cluster and cross-database queries";
 * Azure Monitor documentation, "Query across resources".
 */
final class DatabaseNames {
  private static final Set<String> FUNCTIONS =
      Set.of("database", "cluster", "workspace", "app", "resource", "adx", "arg");

  private final TableBinder tables;

  DatabaseNames(TableBinder tables) {
    this.tables = tables;
  }

  /** Whether the expression names a database, whose members are tables. */
  static boolean isDatabase(@Nullable Expr expr) {
    return expr instanceof Expr.Call call && FUNCTIONS.contains(call.function().text());
  }

  /** Whether this workspace is meant; when not, that is reported. */
  boolean isOwn(Expr.Call call, Scope scope) {
    if (call.qualifier() != null
        && !(call.qualifier() instanceof Expr.Call outer && isOwn(outer, scope))) {
      return false;
    }
    String function = call.function().text();
    Argument name =
        call.arguments().size() == 1
            ? tables.constants(scope).bind(call.arguments().getFirst().value())
            : null;
    if (name == null || name.text() == null) {
      tables.session.diagnostics.error(
          "KS129",
          call.span(),
          "The function '" + function + "' expects one constant string.",
          null);
      return false;
    }
    boolean takesOwnName = function.equals("workspace") || function.equals("database");
    String wanted = name.text();
    if (function.equals("database") && tables.session.aliases.contains(wanted)) {
      return true;
    }
    if (takesOwnName
        && tables.session.schema.ownNames().stream().anyMatch(n -> n.equalsIgnoreCase(wanted))) {
      return true;
    }
    refuse(function, wanted, name);
    return false;
  }

  private void refuse(String function, String wanted, Argument name) {
    String own = String.join("' or '", tables.session.schema.ownNames().stream().sorted().toList());
    boolean isCluster = function.equals("cluster");
    tables.session.diagnostics.error(
        isCluster ? "KS207" : "KS208",
        name.span(),
        String.format(
            Locale.ROOT, "The name '%s' does not refer to any known %s.", wanted, kind(function)),
        isCluster || own.isEmpty()
            ? "Queries see this workspace only: leave " + function + "(...) out."
            : "Queries see this workspace only: leave "
                + function
                + "(...) out, or write workspace('"
                + own
                + "').");
  }

  private static String kind(String function) {
    return switch (function) {
      case "cluster", "adx", "arg" -> "cluster";
      case "workspace" -> "workspace";
      case "app" -> "application";
      case "resource" -> "resource";
      default -> "database";
    };
  }
}
