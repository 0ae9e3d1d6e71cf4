package io.vedette.kql;

import io.vedette.kql.functions.FunctionLibrary;
import io.vedette.kql.functions.JavaFunction;
import io.vedette.kql.syntax.ParseResult;
import io.vedette.kql.syntax.Parser;
import io.vedette.kql.syntax.Script;
import java.util.List;

/** Compiles KQL to SQL for DuckDB. Stateless and safe on many threads. */
public final class KqlCompiler {
  private KqlCompiler() {}

  /**
   * Compiles one query text, which may hold several statements. Never throws for any text: what is
   * wrong comes back as {@link Compilation.Rejected}.
   */
  public static Compilation compile(String query, Schema schema, CompileOptions options) {
    ParseResult<Script> parsed = Parser.parse(query);
    if (parsed.failed()) {
      return new Compilation.Rejected(parsed.diagnostics());
    }
    return new Compilation.Rejected(
        List.of(
            new Diagnostic(
                "VK000",
                Diagnostic.Severity.ERROR,
                new Span(0, query.length()),
                "the compiler is not there yet",
                null)));
  }

  /** The functions that the engine must know before it runs compiled queries. */
  public static List<JavaFunction> javaFunctions() {
    return FunctionLibrary.javaFunctions();
  }
}
