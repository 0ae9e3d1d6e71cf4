package io.vedette.kql.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.kql.Diagnostic;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Queries that Microsoft's own parser accepts must be read without a complaint. */
class CorpusTest {
  @Test
  void readsEveryRule() {
    List<SharedQueries.Text> texts = SharedQueries.rules();
    assertThat(texts).hasSizeGreaterThanOrEqualTo(3149);
    assertThat(failures(texts)).isEmpty();
  }

  @Test
  void readsEveryDocumentedExample() {
    List<SharedQueries.Text> texts = SharedQueries.documented();
    assertThat(texts).hasSizeGreaterThanOrEqualTo(479);
    assertThat(failures(texts)).isEmpty();
  }

  @Test
  void readsEveryWorkspaceFunction() {
    List<SharedQueries.Text> texts = SharedQueries.functions();
    assertThat(texts).hasSizeGreaterThanOrEqualTo(629);
    List<String> failures = new ArrayList<>();
    for (SharedQueries.Text text : texts) {
      int split = text.kql().indexOf('\u0001');
      String parameters = text.kql().substring(0, split);
      String body = text.kql().substring(split + 1);
      describe(text.id(), parameters + body, Parser.parseFunction(parameters, body), failures);
    }
    assertThat(failures).isEmpty();
  }

  private static List<String> failures(List<SharedQueries.Text> texts) {
    List<String> failures = new ArrayList<>();
    for (SharedQueries.Text text : texts) {
      describe(text.id(), text.kql(), Parser.parse(text.kql()), failures);
    }
    return failures;
  }

  private static void describe(
      String id, String kql, ParseResult<?> result, List<String> failures) {
    if (result.failed()) {
      Diagnostic first = result.diagnostics().getFirst();
      int start = first.span().start();
      failures.add(
          "%s: %s %s %s near <<%s>>"
              .formatted(
                  id,
                  first.code(),
                  new Problems(kql).place(start),
                  first.message(),
                  kql.substring(Math.max(0, start - 60), Math.min(kql.length(), start + 40))));
    }
  }
}
