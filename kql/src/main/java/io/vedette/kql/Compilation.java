package io.vedette.kql;

import java.util.List;

/** What compiling a query gives: SQL, or the reasons why not. */
public sealed interface Compilation permits CompiledQuery, Compilation.Rejected {
  /** The query cannot run; at least one diagnostic is an error. */
  record Rejected(List<Diagnostic> diagnostics) implements Compilation {
    public Rejected {
      diagnostics = List.copyOf(diagnostics);
    }
  }
}
