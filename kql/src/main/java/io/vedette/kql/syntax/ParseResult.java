package io.vedette.kql.syntax;

import io.vedette.kql.Diagnostic;
import java.util.List;

/**
 * What parsing gives: always a tree, and what was wrong.
 *
 * @param tree the tree; it holds {@link Expr.Missing} and {@link Operator.Unreadable} only when
 *     there is an error among the diagnostics
 */
public record ParseResult<T extends Node>(T tree, List<Diagnostic> diagnostics) {
  public ParseResult {
    diagnostics = List.copyOf(diagnostics);
  }

  /** Whether the text is no valid KQL. */
  public boolean failed() {
    return diagnostics.stream().anyMatch(d -> d.severity() == Diagnostic.Severity.ERROR);
  }
}
