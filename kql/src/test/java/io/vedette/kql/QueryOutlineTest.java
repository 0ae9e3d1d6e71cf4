package io.vedette.kql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QueryOutlineTest {

  private static QueryOutline outline(String text) {
    return QueryOutline.of(text).orElseThrow();
  }

  private static List<String> texts(QueryOutline outline) {
    return outline.steps().stream().map(QueryOutline.Step::text).toList();
  }

  private static List<String> conditions(String predicate) {
    return outline("T | where " + predicate).steps().getFirst().conditions().stream()
        .map(QueryOutline.Condition::text)
        .toList();
  }

  @Test
  void aPipeIsItsSourceAndItsOperators() {
    String text = "SecurityEvent\n| where EventID == 4625\n| summarize n = count() by Account";
    QueryOutline outline = outline(text);
    assertThat(outline.source()).isEqualTo("SecurityEvent");
    assertThat(texts(outline))
        .containsExactly("where EventID == 4625", "summarize n = count() by Account");
    assertThat(outline.steps().get(1).span())
        .isEqualTo(new Span(text.indexOf("summarize"), text.length()));
    assertThat(outline.before(0)).isEqualTo("SecurityEvent");
    assertThat(outline.before(1)).isEqualTo("SecurityEvent\n| where EventID == 4625");
    assertThat(outline.pipe("U", 1, 2)).isEqualTo("U\n| summarize n = count() by Account");
  }

  @Test
  void tablesOfLetAreFollowedToTheirRows() {
    QueryOutline outline =
        outline(
            """
            let limit = 3;
            let failed = materialize(SecurityEvent | where EventID == 4625);
            let many = failed | summarize n = count() by IpAddress;
            many | where n > limit""");
    assertThat(outline.source()).isEqualTo("SecurityEvent");
    assertThat(texts(outline))
        .containsExactly(
            "where EventID == 4625", "summarize n = count() by IpAddress", "where n > limit");
    assertThat(outline.statements())
        .startsWith("let limit = 3;\nlet failed = ")
        .endsWith("by IpAddress;\n");
    assertThat(outline.query(outline.before(1)))
        .endsWith(";\nSecurityEvent\n| where EventID == 4625");
  }

  @Test
  void aLetThatNamesItselfEnds() {
    assertThat(outline("let T = T | where a; T | take 1").source()).isEqualTo("T");
    assertThat(outline("let A = B; let B = A; A | take 1").steps()).hasSize(1);
  }

  @Test
  void conditionsAreSplitWhereTheyStandAlone() {
    assertThat(conditions("a == 1 and b has 'and' and c"))
        .containsExactly("a == 1", "b has 'and'", "c");
    assertThat(conditions("(a == 1 or b) and (c)")).containsExactly("(a == 1 or b)", "(c)");
    assertThat(conditions("(a + 1) * 2 > 3 and not(b and c)"))
        .containsExactly("(a + 1) * 2 > 3", "not(b and c)");
    assertThat(conditions("(a and b) and c")).containsExactly("(a and b)", "c");
    assertThat(conditions("a or b and c")).containsExactly("a or b and c");
    assertThat(conditions("((a == 1) and (b == 2))")).containsExactly("((a == 1) and (b == 2))");
    assertThat(conditions("a between (1 .. 2) and b in ('x', 'y')"))
        .containsExactly("a between (1 .. 2)", "b in ('x', 'y')");
  }

  @Test
  void keysAreTakenAsWritten() {
    assertThat(outline("T | summarize count() by bin(t, 1h), (a), b = c").steps().getFirst())
        .extracting(QueryOutline.Step::groupedBy)
        .isEqualTo("bin(t, 1h), (a), b = c");
    assertThat(outline("T | summarize count()").steps().getFirst().groupedBy()).isEmpty();
    assertThat(outline("T | distinct (a), b").steps().getFirst().groupedBy()).isEqualTo("(a), b");
    assertThat(outline("T | take 1").steps().getFirst().groupedBy()).isNull();
  }

  @Test
  void otherSourcesStandAsTheyAre() {
    assertThat(outline("union A, (B | where x) | where y").source())
        .isEqualTo("union A, (B | where x)");
    assertThat(outline("(A | where x) | where y").before(2)).isEqualTo("A\n| where x\n| where y");
    assertThat(outline("f(1, 2) | take 3").source()).isEqualTo("f(1, 2)");
    assertThat(outline("print x = 1").steps()).isEmpty();
  }

  @Test
  void whatCannotBeReadHasNone() {
    assertThat(QueryOutline.of("T | where (")).isEmpty();
    assertThat(QueryOutline.of("")).isEmpty();
    assertThat(QueryOutline.of("let x = 1;")).isEmpty();
  }
}
