package io.vedette.kql.binder;

import io.vedette.kql.Span;
import io.vedette.kql.WorkspaceFunction;
import io.vedette.kql.syntax.FunctionDeclaration;
import io.vedette.kql.syntax.ParseResult;
import io.vedette.kql.syntax.Parser;
import io.vedette.kql.syntax.Script;
import io.vedette.kql.syntax.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The functions saved in the workspace, read when first called. */
final class WorkspaceFunctions {
  private final TableBinder tables;
  private final Map<String, Binding.Function> read = new HashMap<>();
  private final Map<String, Boolean> tabular = new HashMap<>();
  private final Set<String> failed = new HashSet<>();
  private final Set<String> looking = new HashSet<>();

  WorkspaceFunctions(TableBinder tables) {
    this.tables = tables;
  }

  /** The workspace function of that name, or null; what is wrong in its text is reported. */
  Binding.@Nullable Function workspaceFunction(String name, Span callSite) {
    Binding.Function known = read.get(name);
    if (known != null || failed.contains(name)) {
      return known;
    }
    WorkspaceFunction saved = tables.session.schema.function(name);
    if (saved == null) {
      return null;
    }
    String parameters = saved.parameters().isBlank() ? "()" : saved.parameters();
    String text = "let f = " + parameters + " " + saved.body() + ";";
    ParseResult<Script> result = Parser.parse(text);
    tables.session.diagnostics.enter(name, callSite);
    // Beside the function there is nothing in the text.
    tables.session.diagnostics.addAll(
        result.diagnostics().stream().filter(d -> !d.code().equals("VK004")).toList());
    tables.session.diagnostics.leave();
    List<Statement> statements = result.tree().statements();
    if (result.failed()
        || statements.isEmpty()
        || !(statements.getFirst() instanceof Statement.LetFunction let)) {
      failed.add(name);
      if (!result.failed()) {
        tables.session.diagnostics.error(
            "VK022", callSite, "The text of the function '" + name + "' is no function.", null);
      }
      return null;
    }
    FunctionDeclaration declaration = let.function();
    Binding.Function function = new Binding.Function(name, declaration, new Scope(null));
    read.put(name, function);
    return function;
  }

  /** Whether the functions of the workspace have that name and it gives a table. */
  boolean isTabularWorkspaceFunction(String name) {
    Boolean known = tabular.get(name);
    if (known != null) {
      return known;
    }
    if (tables.session.schema.function(name) == null || !looking.add(name)) {
      return false;
    }
    Binding.Function function = workspaceFunction(name, new Span(0, 0));
    boolean isTabular = function != null && Tabularity.isTabular(tables, function);
    looking.remove(name);
    tabular.put(name, isTabular);
    return isTabular;
  }

  /** Whether a function of the workspace (not a let statement's) is meant. */
  boolean isSaved(Binding.Function function) {
    return function.equals(read.get(function.name()));
  }
}
