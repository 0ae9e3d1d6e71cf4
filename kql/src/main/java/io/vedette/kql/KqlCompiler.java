package io.vedette.kql;

import io.vedette.kql.binder.QueryBinder;
import io.vedette.kql.functions.FunctionLibrary;
import io.vedette.kql.functions.JavaFunction;
import io.vedette.kql.plan.PlanWriter;
import io.vedette.kql.plan.rules.Optimizer;
import io.vedette.kql.sql.DuckDbDialect;
import io.vedette.kql.syntax.ParseResult;
import io.vedette.kql.syntax.Parser;
import io.vedette.kql.syntax.Script;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
    try {
      return compile(parsed, schema, options);
    } catch (StackOverflowError tooDeep) {
      return new Compilation.Rejected(
          List.of(
              new Diagnostic(
                  "VK011",
                  Diagnostic.Severity.ERROR,
                  new Span(0, query.length()),
                  "the query is nested too deeply",
                  "Split it with let statements.")));
    }
  }

  private static Compilation compile(
      ParseResult<Script> parsed, Schema schema, CompileOptions options) {
    QueryBinder.Bound bound = QueryBinder.bind(parsed.tree(), schema, options);
    List<Diagnostic> diagnostics = new ArrayList<>(parsed.diagnostics());
    diagnostics.addAll(bound.diagnostics());
    if (diagnostics.stream().anyMatch(d -> d.severity() == Diagnostic.Severity.ERROR)) {
      return new Compilation.Rejected(diagnostics);
    }
    List<CompiledQuery.ResultTable> results = new ArrayList<>();
    Set<String> tables = new LinkedHashSet<>();
    Set<String> driving = new LinkedHashSet<>();
    for (QueryBinder.Result result : bound.results()) {
      Optimizer.Optimized optimized = Optimizer.optimize(result.output(), options);
      tables.addAll(optimized.tables());
      driving.addAll(optimized.drivingTables());
      results.add(
          new CompiledQuery.ResultTable(
              result.name(),
              PlanWriter.write(optimized.output(), new DuckDbDialect()),
              result.columns(),
              result.visualization()));
    }
    return new CompiledQuery(results, tables, driving, diagnostics);
  }

  /** The functions that the engine must know before it runs compiled queries. */
  public static List<JavaFunction> javaFunctions() {
    return FunctionLibrary.javaFunctions();
  }
}
