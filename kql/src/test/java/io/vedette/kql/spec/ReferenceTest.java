package io.vedette.kql.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.kql.KqlReference;
import io.vedette.kql.binder.QueryBinder;
import io.vedette.kql.functions.FunctionLibrary;
import io.vedette.kql.syntax.Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/kql.md is what the function registry, the notes and the specs give. */
final class ReferenceTest {
  static final String COMMAND = "mvn -pl kql test -Dtest=ReferenceTest -Dvedette.reference=write";

  private static final Path FILE = Path.of("../docs/kql.md");

  private static final String TEXT = new ReferenceWriter().write();
  private static final KqlReference REFERENCE = KqlReference.of(TEXT);

  /** consume gives no columns, and what is not supported has nothing to show. */
  private static final List<String> WITHOUT_EXAMPLE = List.of("consume");

  private static Set<String> known() {
    Set<String> known = new TreeSet<>(Parser.operatorNames());
    known.addAll(QueryBinder.plugins());
    Stream.of(
            FunctionLibrary.scalarNames(),
            FunctionLibrary.aggregateNames(),
            FunctionLibrary.windowNames())
        .forEach(known::addAll);
    return known;
  }

  @Test
  void theFileIsUpToDate() throws IOException {
    if ("write".equals(System.getProperty("vedette.reference"))) {
      Files.writeString(FILE, TEXT);
    }
    assertThat(Files.exists(FILE) ? Files.readString(FILE) : "")
        .as("docs/kql.md is not what the specs give now; renew it: %s", COMMAND)
        .isEqualTo(TEXT);
  }

  @Test
  void writesTheSameEveryTime() {
    assertThat(new ReferenceWriter().write()).isEqualTo(TEXT);
  }

  @Test
  void everythingKnownHasAnEntry() {
    Set<String> missing = known();
    missing.removeAll(REFERENCE.names());
    assertThat(missing).as("without an entry; operators need one in reference-notes.txt").isEmpty();
  }

  @Test
  void everyEntryHasSyntaxAndSaysWhatItDoes() {
    assertThat(REFERENCE.names()).hasSizeGreaterThan(480);
    assertThat(REFERENCE.names())
        .allSatisfy(
            name -> {
              String entry = REFERENCE.entry(name).orElseThrow();
              assertThat(entry)
                  .as(name)
                  .matches("(?s)### \\S+\n\n```\n.+\n```\n\n[^\n]+\\.(\n.*)?");
            });
  }

  @Test
  void everyEntryHasAnExample() {
    assertThat(
            REFERENCE.names().stream()
                .filter(n -> !REFERENCE.entry(n).orElseThrow().contains("```kusto"))
                .sorted())
        .containsExactlyElementsOf(WITHOUT_EXAMPLE);
  }

  @Test
  void findsTheNameThatWasMeant() {
    assertThat(REFERENCE.entry("sumarize")).isEmpty();
    assertThat(REFERENCE.suggestion("sumarize")).hasValue("Did you mean summarize?");
    assertThat(REFERENCE.entry("count").orElseThrow()).contains("T | count", "count(expr)");
    assertThat(REFERENCE.entry("limit")).isEqualTo(REFERENCE.entry("take"));
  }
}
