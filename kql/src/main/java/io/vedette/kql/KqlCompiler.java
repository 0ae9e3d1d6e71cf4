package io.vedette.kql;

import io.vedette.kql.binder.QueryBinder;
import io.vedette.kql.functions.FunctionLibrary;
import io.vedette.kql.functions.IpPlaces;
import io.vedette.kql.functions.JavaFunction;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Output;
import io.vedette.kql.plan.PlanWriter;
import io.vedette.kql.plan.rules.Optimizer;
import io.vedette.kql.sql.DuckDbDialect;
import io.vedette.kql.sql.ExpressionWriter;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.ParseResult;
import io.vedette.kql.syntax.Parser;
import io.vedette.kql.syntax.Script;
import io.vedette.kql.types.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles KQL to SQL for DuckDB. Stateless and safe on many threads. */
public final class KqlCompiler {
  private static final Comparator<Diagnostic> BY_PLACE =
      Comparator.comparingInt(d -> d.span().start());

  /** Errors that hold whatever the parts that cannot be read would have been. */
  private static final Set<String> UNKNOWN_NAMES = Set.of("KS124", "KS142", "KS204", "KS211");

  private KqlCompiler() {}

  /**
   * What is wrong with the form of a text, and the names in its other parts that refer to nothing.
   */
  private static List<Diagnostic> withUnknownNames(
      String query, List<Diagnostic> form, QueryBinder.Bound bound) {
    List<Diagnostic> all = new ArrayList<>(form);
    for (Diagnostic d : bound.diagnostics()) {
      if (UNKNOWN_NAMES.contains(d.code())
          && form.stream().allMatch(f -> isApart(query, d.span(), f.span()))) {
        all.add(d);
      }
    }
    all.sort(BY_PLACE);
    return all;
  }

  /**
   * Whether a name has nothing to do with a place that cannot be read: what stands before such a
   * place, without a pipe or the end of a statement between them, may be no name at all.
   */
  private static boolean isApart(String query, Span name, Span unreadable) {
    if (name.start() >= unreadable.start()) {
      return name.start() >= unreadable.end();
    }
    String between = query.substring(name.end(), Math.max(name.end(), unreadable.start()));
    return between.indexOf('|') >= 0 || between.indexOf(';') >= 0;
  }

  /**
   * Compiles one query text, which may hold several statements. Never throws for any text: what is
   * wrong comes back as {@link Compilation.Rejected}.
   */
  public static Compilation compile(String query, Schema schema, CompileOptions options) {
    ParseResult<Script> parsed = Parser.parse(query);
    try {
      if (parsed.failed()) {
        return new Compilation.Rejected(
            withUnknownNames(
                query, parsed.diagnostics(), QueryBinder.bind(parsed.tree(), schema, options)));
      }
      return compile(parsed, schema, options);
    } catch (PlanWriter.TooManyJoinsException tooMany) {
      return tooMuch(
          query,
          "The query joins too many tables one inside the other.",
          "Leave some out; plugins that find patterns join once for each column, so project"
              + " those that matter.");
    } catch (StackOverflowError | ExpressionWriter.TooLongException tooDeep) {
      return tooMuch(query, "The query is nested too deeply.", "Split it with let statements.");
    }
  }

  private static Compilation tooMuch(String query, String message, String hint) {
    return new Compilation.Rejected(
        List.of(
            new Diagnostic(
                "VK011", Diagnostic.Severity.ERROR, new Span(0, query.length()), message, hint)));
  }

  private static Compilation compile(
      ParseResult<Script> parsed, Schema schema, CompileOptions options) {
    QueryBinder.Bound bound = QueryBinder.bind(parsed.tree(), schema, options);
    List<Diagnostic> diagnostics = new ArrayList<>(parsed.diagnostics());
    diagnostics.removeIf(
        d -> bound.diagnostics().stream().anyMatch(b -> b.code().equals(d.code())));
    diagnostics.addAll(bound.diagnostics());
    diagnostics.sort(BY_PLACE);
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
      Map<Integer, @Nullable Object> constants = constants(optimized.output(), result.columns());
      Output read = read(optimized.output(), constants);
      results.add(
          new CompiledQuery.ResultTable(
              result.name(),
              PlanWriter.write(read, new DuckDbDialect()),
              read.isFirstRows(),
              result.columns(),
              constants,
              nullTexts(optimized.output()),
              result.visualization()));
    }
    return new CompiledQuery(results, tables, driving, diagnostics);
  }

  private static Map<Integer, @Nullable Object> constants(Output output, List<Column> columns) {
    Map<Integer, @Nullable Object> constants = new HashMap<>();
    for (int i = 0; i < columns.size(); i++) {
      if (output.columns().get(i).value() instanceof SqlExpr.Literal(Object value, String sqlType)
          && (value == null || sqlType.equals(columns.get(i).type().expressionType()))) {
        constants.put(i, value);
      }
    }
    return constants;
  }

  private static Set<Integer> nullTexts(Output output) {
    Set<Integer> positions = new HashSet<>();
    for (int i = 0; i < output.columns().size(); i++) {
      if (output.columns().get(i).value() instanceof SqlExpr.Text) {
        positions.add(i);
      }
    }
    return positions;
  }

  /** What is left to the engine: no constants, and texts as they are stored. */
  private static Output read(Output output, Map<Integer, @Nullable Object> constants) {
    List<Computed> read = new ArrayList<>();
    for (int i = 0; i < output.columns().size(); i++) {
      Computed column = output.columns().get(i);
      if (!constants.containsKey(i)) {
        read.add(
            column.value() instanceof SqlExpr.Text(SqlExpr nullable)
                ? new Computed(column.column(), nullable)
                : column);
      }
    }
    return new Output(output.plan(), read, output.order());
  }

  /** The functions that the engine must know before it runs compiled queries. */
  public static List<JavaFunction> javaFunctions() {
    return javaFunctions(IpLocations.NONE);
  }

  /** The functions that the engine must know, with the data that they tell places from. */
  public static List<JavaFunction> javaFunctions(IpLocations locations) {
    JavaFunction places = IpPlaces.function(locations);
    return FunctionLibrary.javaFunctions().stream()
        .map(function -> function.sqlName().equals(places.sqlName()) ? places : function)
        .toList();
  }
}
