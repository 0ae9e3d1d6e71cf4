package io.vedette.ingestion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What the engine's own reader loads is what {@link RowConversion} would have stored. */
class StagedLinesTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final List<Column> OWN =
      List.of(new Column("D", ScalarType.DYNAMIC), new Column("G", ScalarType.GUID));

  @TempDir private Path folder;

  /** Lines that the engine takes, each with values of several forms. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        {"TimeGenerated":"2026-11-24T06:00:00.1234567Z","Computer":"dc1","EventID":4625}
        {"TimeGenerated":"2026-11-24 06:00:01","Computer":"","EventID":4624}
        {"Computer":"dc3","EventID":null}
        {"TimeGenerated":"","Computer":"dc4"}
        """,
        """
        {"Account":"CONTOSO\\\\zoë 🦊","Activity":"tab\\there","EventID":"4625"}
        {"Account":"\\u00e9\\n","EventID":""}
        """,
        """
        {"EventID":4625,"EventData":"<x a=\\"1\\"/>","LogonType":10,"NoSuchColumn":5}
        {"EventID":2147483647,"LogonType":-1,"NoSuchColumn":""}
        """,
        """
        {"computer":"case differs","LogonType":3}

          { "LogonType" : 3 , "computer" : "spaces" }\t
        """,
        """
        {"Type":"SecurityEvent","TenantId":"00000000-0000-0000-0000-000000000000","Computer":"x"}
        """
      })
  void storesPlainLinesAsTheOtherWayDoes(String lines) {
    assertThat(staged("SecurityEvent", lines)).isEqualTo(oneByOne("SecurityEvent", lines));
  }

  @Test
  void storesEveryTypeAsTheOtherWayDoes() {
    String lines =
        """
        {"A":true,"B":1,"C":1.5,"D":{"a":[1,"x\\\\y",null,{"b":false}]},"E":"text","F":12,"G":"AAAAAAAA-bbbb-CCCC-dddd-EEEEEEEEEEEE"}
        {"A":false,"B":-9,"C":2,"D":[],"E":"more","F":0,"G":""}
        {"A":null,"B":null,"C":null,"D":null,"E":null,"F":7}
        """;

    assertThat(staged("Own_CL", lines)).isEqualTo(oneByOne("Own_CL", lines));
  }

  /** Lines of which at least one has something that the engine would read otherwise. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Computer\":\"a\"}\n{\"Computer\":\"b\"",
        "{\"Computer\":\"a\"}\n[1]",
        "{\"Computer\":\"a\"}\nnot json",
        "{\"Computer\":\"a\",\"Computer\":\"b\"}",
        "{\"Computer\":\"a\",\"computer\":\"b\"}",
        "{\"Computer\":\"a\"}\n{}",
        "{\"Computer\":\"a\"}\n{\"Computer\":null}",
        "{\"Computer\":{\"a\":1}}",
        "{\"Computer\":1.50}",
        "{\"EventID\":4625.0}",
        "{\"EventID\":\"0x10\"}",
        "{\"EventID\":99999999999}",
        "{\"EventID\":\"many\"}",
        "{\"TimeGenerated\":\"24.11.2026\",\"Computer\":\"a\"}",
        "{\"TimeGenerated\":\"2026-11-24T06:00:00+01:00\",\"Computer\":\"a\"}",
        "{\"TimeGenerated\":1700000000,\"Computer\":\"a\"}",
        "{\"Computer\":\"\\ud800\"}",
        "{\"Comp\\u0075ter\":\"a\"}"
      })
  void leavesWhatItIsNotSureOf(String lines) {
    try (Store store = Store.withSpool(folder)) {
      assertThat(stage(store, "SecurityEvent", lines)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"D\":{ \"a\":1}}",
        "{\"D\":[1.5]}",
        "{\"D\":[1e3]}",
        "{\"D\":[-0]}",
        "{\"D\":[\"\\u0041\"]}",
        "{\"G\":\"no guid\"}"
      })
  void leavesOtherTypesThatAreWrittenOtherwise(String lines) {
    try (Store store = Store.withSpool(folder)) {
      store.workspace.defineCustomTable("Own_CL", OWN);
      assertThat(stage(store, "Own_CL", lines)).isEmpty();
    }
  }

  @Test
  void looksAtTheTypeWhereItMust() {
    String same = "{\"Type\":\"SecurityEvent\",\"Computer\":\"a\"}\n";
    String other = "{\"Type\":\"Syslog\",\"Computer\":\"b\"}\n";
    String none = "{\"Computer\":\"c\"}\n";
    try (Store store = Store.withSpool(folder)) {
      assertThat(byType(store, same + same)).isPresent();
      assertThat(byType(store, same + other)).isEmpty();
      assertThat(byType(store, same + none)).isEmpty();
    }
  }

  @Test
  void countsInTheLedgerAndTellsListeners() {
    try (Store store = Store.withSpool(folder)) {
      List<Commit> commits = new ArrayList<>();
      store.ingestion.onCommit(commits::add);
      store.ingest("SecurityEvent", Map.of("Computer", "first"));
      String lines = "{\"Computer\":\"a\",\"Nowhere\":1}\n{\"Computer\":\"b\",\"Nowhere\":2}\n";
      StagedLines staged = stage(store, "SecurityEvent", lines).orElseThrow();

      store.ingestion.store("file", staged);

      assertThat(staged.warnings()).containsExactly(Map.entry("no column Nowhere", 2L));
      assertThat(commits.getLast().rows()).isEqualTo(2);
      assertThat(commits.getLast().table()).isEqualTo("SecurityEvent");
      assertThat(
              store.rows(
                  "SELECT Computer FROM SecurityEvent WHERE _Sequence BETWEEN %d AND %d ORDER BY _Sequence"
                      .formatted(
                          commits.getLast().firstSequence(), commits.getLast().lastSequence())))
          .containsExactly("a", "b");
      assertThat(
              store.rows(
                  """
                  SELECT "Table", Received, Stored, Refused, Warnings, Reason FROM VedetteIngestion
                  WHERE Source = 'file' ORDER BY Warnings
                  """))
          .containsExactly("SecurityEvent|2|2|0|0|null", "SecurityEvent|0|0|0|2|no column Nowhere");
      assertThat(store.rows("SELECT count(*) FROM duckdb_tables() WHERE database_name = 'staging'"))
          .containsExactly("0");
    }
  }

  private List<Map<String, Object>> staged(String table, String lines) {
    try (Store store = Store.withSpool(folder)) {
      defineOwn(store, table);
      StagedLines staged = stage(store, table, lines).orElseThrow();
      store.ingestion.store("test", staged);
      return content(store, table);
    }
  }

  private static void defineOwn(Store store, String table) {
    if (table.endsWith("_CL")) {
      store.workspace.defineCustomTable(table, OWN);
    }
  }

  private List<Map<String, Object>> oneByOne(String table, String lines) {
    try (Store store = Store.inMemory()) {
      defineOwn(store, table);
      List<Map<String, Object>> rows = new ArrayList<>();
      lines.lines().filter(line -> !line.isBlank()).forEach(line -> rows.add(object(line)));
      store.ingestion.ingest(new IngestionRequest("test", table, rows));
      return content(store, table);
    }
  }

  @SuppressWarnings("unchecked") // Jackson's untyped form of an object
  private static Map<String, Object> object(String line) {
    return JSON.readValue(line, Map.class);
  }

  private static Optional<StagedLines> stage(Store store, String table, String lines) {
    return store.ingestion.stage(lines(lines), table, _ -> Belonging.ALL);
  }

  private static Optional<StagedLines> byType(Store store, String lines) {
    Optional<StagedLines> staged =
        store.ingestion.stage(lines(lines), "SecurityEvent", _ -> Belonging.BY_TYPE);
    staged.ifPresent(ready -> store.ingestion.store("test", ready));
    return staged;
  }

  private static JsonLines lines(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return new JsonLines(bytes, bytes.length, 1);
  }

  /** All rows in their order, each cell by its column, without those that are null. */
  private static List<Map<String, Object>> content(Store store, String table) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (String json :
        store.rows("SELECT to_json(t) FROM \"" + table + "\" t ORDER BY _Sequence")) {
      Map<String, Object> cells = new TreeMap<>(object(json));
      cells.values().removeIf(java.util.Objects::isNull);
      rows.add(cells);
    }
    return rows;
  }
}
