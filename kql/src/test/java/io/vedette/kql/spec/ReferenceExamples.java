package io.vedette.kql.spec;

import io.vedette.kql.Compilation;
import io.vedette.kql.CompileOptions;
import io.vedette.kql.CompiledQuery;
import io.vedette.kql.KqlCompiler;
import io.vedette.kql.functions.FunctionLibrary;
import io.vedette.kql.functions.JavaFunction;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds and writes the example of a function or operator: the shortest fitting spec case. */
final class ReferenceExamples {
  private static final int MOST_ROWS = 8;

  private final List<SpecCase> cases;
  private final Map<String, SpecFile> files = new HashMap<>();

  ReferenceExamples() {
    SpecTest.specFiles().forEach(f -> f.cases().forEach(c -> files.put(c.file(), f)));
    cases =
        SpecTest.specFiles().stream()
            .flatMap(f -> f.cases().stream())
            .filter(c -> c.expectation() instanceof SpecCase.Rows r && fits(r))
            .sorted(
                Comparator.<SpecCase>comparingInt(c -> c.query().length() + tableCost(c))
                    .thenComparing(SpecCase::file)
                    .thenComparingInt(SpecCase::line))
            .toList();
  }

  private static boolean fits(SpecCase.Rows rows) {
    return rows.rows().size() <= MOST_ROWS;
  }

  private int tableCost(SpecCase specCase) {
    return tables(specCase).stream().mapToInt(t -> 40 + 40 * t.rows().size()).sum();
  }

  private List<SpecFile.Table> tables(SpecCase specCase) {
    SpecFile file = files.get(specCase.file());
    return file == null
        ? List.of()
        : file.tables().stream()
            .filter(
                t ->
                    Pattern.compile("\\b" + Pattern.quote(t.name()) + "\\b")
                        .matcher(specCase.query())
                        .find())
            .toList();
  }

  Optional<SpecCase> ofCall(String name) {
    return first("(?<![\\w.\"'-])" + Pattern.quote(name) + "\\s*\\(");
  }

  Optional<SpecCase> ofPlugin(String name) {
    return first("\\bevaluate\\s+" + Pattern.quote(name) + "\\s*\\(");
  }

  /** Best in the main pipe of a query, else in a subquery or as the last operator. */
  Optional<SpecCase> ofOperator(String name) {
    String operator = "\\s*" + Pattern.quote(name) + "(?![\\w-])(?!\\()(?!\\s*[=,;)|\\[]).";
    return first("(?:^|\\||;|\\n)" + operator)
        .or(() -> first("\\|\\s*" + Pattern.quote(name) + "\\s*(?:$|[)|;])"))
        .or(() -> first("[(=]" + operator));
  }

  private Optional<SpecCase> first(String pattern) {
    Pattern compiled = Pattern.compile(pattern);
    return cases.stream().filter(c -> compiled.matcher(c.query()).find()).findFirst();
  }

  /** The example in Markdown: the tables that it reads, the query and what it gives. */
  String write(SpecCase example) {
    StringBuilder text = new StringBuilder();
    for (SpecFile.Table table : tables(example)) {
      text.append("With the table `").append(table.name()).append("`:\n\n");
      text.append(table(table.columns(), table.rows())).append('\n');
    }
    text.append("```kusto\n").append(example.query()).append("\n```\n\n");
    SpecCase.Rows rows = (SpecCase.Rows) example.expectation();
    return text.append(
            rows.columns().isEmpty() ? "No columns.\n" : table(rows.columns(), rows.rows()))
        .toString();
  }

  private static String table(List<String> columns, List<List<String>> rows) {
    StringBuilder text = new StringBuilder();
    text.append(row(columns)).append(row(columns.stream().map(c -> "---").toList()));
    rows.forEach(r -> text.append(row(r)));
    return text.toString();
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(c -> c.replace("|", "\\|").replace("<", "\\<"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** Whether the SQL of the example calls Java functions over several rows. */
  boolean callsJava(SpecCase example) {
    SpecFile file = files.get(example.file());
    Compilation compilation =
        KqlCompiler.compile(
            example.query(),
            SpecSchema.of(file == null ? List.of() : file.tables()),
            CompileOptions.at(SpecRunner.NOW));
    return compilation instanceof CompiledQuery compiled
        && FunctionLibrary.overRows().stream()
            .map(JavaFunction::sqlName)
            .anyMatch(n -> compiled.results().stream().anyMatch(r -> r.sql().contains(n + "(")));
  }
}
