package io.vedette.portalapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.ingestion.Ingestion;
import io.vedette.ingestion.IngestionRequest;
import io.vedette.testing.RunningServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class QueryEndpointsTest {
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start();
    server
        .part(Ingestion.class)
        .ingest(
            new IngestionRequest(
                "test",
                "SecurityEvent",
                List.of(
                    Map.of("TimeGenerated", "2026-01-01T00:00:00.5Z", "EventID", 4625),
                    Map.of("TimeGenerated", "2026-01-02T00:00:00Z", "EventID", 4624))));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void answersWithTablesAsLogAnalyticsDoes() {
    JsonNode answer =
        query("SecurityEvent | where EventID == 4625 | project TimeGenerated, EventID", Map.of());
    JsonNode table = answer.at("/tables/0");
    assertThat(table.path("name").asString()).isEqualTo("PrimaryResult");
    assertThat(table.path("columns"))
        .hasToString(
            """
            [{"name":"TimeGenerated","type":"datetime"},{"name":"EventID","type":"int"}]\
            """);
    assertThat(table.path("rows")).hasToString("[[\"2026-01-01T00:00:00.5Z\",4625]]");
    assertThat(answer.at("/statistics/rows").asInt()).isEqualTo(1);
    assertThat(answer.at("/statistics/truncated").asBoolean()).isFalse();
  }

  @Test
  void cutsRowsAndSaysSo() {
    JsonNode answer = query("SecurityEvent | project EventID", Map.of("maxRows", 1));
    assertThat(answer.at("/tables/0/rows")).hasSize(1);
    assertThat(answer.at("/statistics/truncated").asBoolean()).isTrue();
  }

  @Test
  void appliesTheTimespanOnlyWhenTheQueryDoesNot() {
    Map<String, Object> day =
        Map.of("timespan", Map.of("from", "2026-01-02T00:00:00Z", "to", "2026-01-03T00:00:00Z"));
    JsonNode bounded = query("SecurityEvent | project EventID", day);
    assertThat(bounded.at("/tables/0/rows")).hasToString("[[4624]]");
    assertThat(bounded.path("timeSetInQuery").asBoolean()).isFalse();
    JsonNode own = query("SecurityEvent | where TimeGenerated > datetime(2020-01-01) | count", day);
    assertThat(own.at("/tables/0/rows")).hasToString("[[2]]");
    assertThat(own.path("timeSetInQuery").asBoolean()).isTrue();
  }

  @Test
  void saysWhereAQueryIsWrong() {
    RunningServer.Answer answer =
        server.post("/api/query", Map.of("query", "SecurityEvent\n| where Nope == 1"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    JsonNode mistake = answer.json().at("/errors/0");
    assertThat(mistake.path("code").asString()).isEqualTo("KS142");
    assertThat(mistake.path("start").asInt()).isEqualTo(22);
    assertThat(mistake.path("end").asInt()).isEqualTo(26);
    assertThat(mistake.path("line").asInt()).isEqualTo(2);
    assertThat(mistake.path("column").asInt()).isEqualTo(9);
  }

  @Test
  void cancellingWhatDoesNotRunDoesNothing() {
    assertThat(server.delete("/api/query/none").status()).isEqualTo(204);
  }

  @Test
  void showsTablesWithTheirRows() {
    JsonNode tables = server.get("/api/schema").json().path("tables");
    assertThat(tables)
        .anySatisfy(
            table -> {
              assertThat(table.path("name").asString()).isEqualTo("SecurityEvent");
              assertThat(table.path("rows").asInt()).isEqualTo(2);
              assertThat(table.path("columns").size()).isGreaterThan(100);
            });
    JsonNode kusto = server.get("/api/schema/kusto").json();
    assertThat(
            kusto
                .at("/Databases/workspace/Tables/SecurityEvent/OrderedColumns/0/CslType")
                .asString())
        .isEqualTo("string");
  }

  @Test
  void previewsATable() {
    JsonNode preview = server.get("/api/tables/SecurityEvent/preview").json();
    assertThat(preview.path("rows")).hasSize(2);
    assertThat(server.get("/api/tables/Nope/preview").status()).isEqualTo(404);
  }

  private static JsonNode query(String kql, Map<String, Object> more) {
    Map<String, Object> body = new java.util.TreeMap<>(more);
    body.put("query", kql);
    RunningServer.Answer answer = server.post("/api/query", body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }
}
