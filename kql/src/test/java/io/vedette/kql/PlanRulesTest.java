package io.vedette.kql;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TableSchema;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** In which queries the engine is spared work; that results stay the same is for the specs. */
final class PlanRulesTest {
  private static final TableSchema EVENTS =
      new TableSchema(
          "E",
          List.of(new Column("User", ScalarType.STRING), new Column("N", ScalarType.LONG)),
          true,
          Set.of("User", "N"),
          Map.of());

  private static String sql(String kql) {
    CompileOptions options =
        new CompileOptions(
            Instant.parse("2026-01-15T12:00:00Z"), null, RowScope.ALL, DataProbe.NONE);
    CompiledQuery compiled =
        (CompiledQuery)
            KqlCompiler.compile(kql, new FixedTables(Map.of("E", EVENTS), Map.of()), options);
    return compiled.results().getFirst().sql();
  }

  @Test
  void firstRowsAreFoundByTheirNumbers() {
    assertThat(sql("E | where N > 1 | summarize arg_max(N, *) by User"))
        .contains("rowid")
        .doesNotContain("row_number");
  }

  @Test
  void rowsThatAreOthersTheNextTimeAreReadOnce() {
    for (String rows :
        List.of(
            "where rand() < 0.5", "extend R = new_guid()", "take 3", "where N in ((E | take 1))")) {
      assertThat(sql("E | " + rows + " | summarize arg_max(N, *) by User"))
          .as(rows)
          .doesNotContain("rowid");
    }
  }

  @Test
  void firstRowsAreSortedOnce() {
    assertThat(sql("E | top 3 by N | extend M = N + 1 | project M, User"))
        .containsOnlyOnce("ORDER");
    assertThat(sql("E | top 3 by N | sort by N asc")).contains("DESC", "ASC");
    assertThat(sql("E | top 3 by N | join kind=inner E on User | sort by N desc"))
        .endsWith("NULLS LAST");
  }

  @Test
  void aDocumentOfWhichOnlyFieldsAreReadIsNotWrittenAnew() {
    assertThat(sql("E | extend D = parse_json(User) | project D.a")).doesNotContain("json(coal");
    assertThat(sql("E | extend D = parse_json(User) | project D.a, D")).contains("json(coal");
  }

  @Test
  void searchedTextIsLookedAtAsItIsStored() {
    assertThat(sql("E | where User has 'ann' | count")).doesNotContain("coalesce(\"User\"");
    assertThat(sql("E | where User == 'ann' or N == 1 | count"))
        .doesNotContain("coalesce(\"User\"");
    assertThat(sql("E | where User == '' | count")).contains("coalesce(\"User\"");
    assertThat(sql("E | where User !has 'ann' | count")).contains("coalesce(\"User\"");
  }
}
