package io.vedette.kql.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.kql.functions.FunctionLibrary;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every function, and the operators that rules use most, stand in a spec with their results. */
final class CompletenessTest {
  private static final Pattern CALL = Pattern.compile("\\b([a-z_][a-z_0-9]*)\\s*\\(");

  private static final List<String> OPERATORS =
      List.of(
          "where",
          "extend",
          "summarize",
          "project",
          "join",
          "sort",
          "mv-expand",
          "distinct",
          "union",
          "project-reorder",
          "top",
          "project-away",
          "parse",
          "project-rename",
          "render",
          "evaluate",
          "mv-apply",
          "invoke",
          "take",
          "lookup",
          "make-series",
          "as",
          "print",
          "search",
          "serialize",
          "count",
          "parse-where",
          "find",
          "getschema",
          "range",
          "parse-kv",
          "scan",
          "partition",
          "project-keep",
          "top-nested",
          "top-hitters",
          "sample",
          "project-by-names",
          "sample-distinct",
          "datatable",
          "fork",
          "facet",
          "make-graph",
          "graph-match",
          "graph-shortest-paths",
          "graph-mark-components",
          "graph-where-nodes",
          "graph-where-edges",
          "graph-to-table",
          "macro-expand",
          "assert-schema",
          "reduce");

  private static final List<String> WORDS =
      List.of(
          "==",
          "!=",
          "=~",
          "!~",
          "has",
          "!has",
          "has_any",
          "has_all",
          "has_cs",
          "hasprefix",
          "hassuffix",
          "contains",
          "!contains",
          "contains_cs",
          "startswith",
          "!startswith",
          "endswith",
          "!endswith",
          "startswith_cs",
          "endswith_cs",
          "matches regex",
          "in",
          "!in",
          "in~",
          "!in~",
          "between",
          "!between",
          "%");

  private static List<SpecCase> cases() {
    return SpecTest.cases().stream().filter(c -> c.expectation() instanceof SpecCase.Rows).toList();
  }

  private static String queries() {
    return cases().stream().map(SpecCase::query).collect(Collectors.joining("\n\n"));
  }

  private static Set<String> called() {
    Set<String> called = new TreeSet<>();
    Matcher call = CALL.matcher(queries());
    while (call.find()) {
      called.add(call.group(1));
    }
    return called;
  }

  private static List<String> withoutSpec() throws IOException, URISyntaxException {
    Path list =
        Path.of(
            Objects.requireNonNull(
                    CompletenessTest.class.getResource("/functions-without-spec.txt"))
                .toURI());
    return Files.readAllLines(list).stream()
        .filter(l -> !l.isBlank() && !l.startsWith("#"))
        .toList();
  }

  /** The list of functions without a spec may only become shorter. */
  @Test
  void everyFunctionHasASpec() throws IOException, URISyntaxException {
    Set<String> missing =
        Stream.of(
                FunctionLibrary.scalarNames(),
                FunctionLibrary.aggregateNames(),
                FunctionLibrary.windowNames())
            .flatMap(names -> names.stream())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(missing).as("functions seen").hasSizeGreaterThan(410);
    missing.removeAll(called());
    assertThat(missing)
        .as("functions without a spec, against functions-without-spec.txt")
        .containsExactlyElementsOf(withoutSpec());
  }

  @Test
  void everyOperatorHasASpec() {
    String queries = queries();
    assertThat(OPERATORS)
        .allSatisfy(
            operator ->
                assertThat(
                        Pattern.compile("(^|[|(;]|\\n)\\s*" + Pattern.quote(operator) + "\\b")
                            .matcher(queries)
                            .find())
                    .as(operator)
                    .isTrue());
  }

  @Test
  void everyWordBetweenValuesHasASpec() {
    String queries = queries();
    assertThat(WORDS)
        .allSatisfy(word -> assertThat(queries.contains(" " + word + " ")).as(word).isTrue());
  }
}
