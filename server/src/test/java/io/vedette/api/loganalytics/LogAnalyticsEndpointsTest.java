package io.vedette.api.loganalytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.ingestion.Ingestion;
import io.vedette.ingestion.IngestionRequest;
import io.vedette.testing.RunningServer;
import io.vedette.testing.RunningServer.Answer;
import io.vedette.workspace.Workspace;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Shapes of answers; the clients of others are tested where they run. */
class LogAnalyticsEndpointsTest {
  private static RunningServer server;
  private static String path;

  @BeforeAll
  static void start() {
    server = RunningServer.start();
    path = "/v1/workspaces/" + server.part(Workspace.class).id() + "/query";
    Instant now = Instant.now();
    server
        .part(Ingestion.class)
        .ingest(
            new IngestionRequest(
                "test",
                "SecurityEvent",
                List.of(
                    Map.of("TimeGenerated", now, "EventID", 4625),
                    Map.of("TimeGenerated", now.minus(3, ChronoUnit.HOURS), "EventID", 4625))));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer post(Map<String, Object> body) {
    return server.post(path, body);
  }

  @Test
  void rowsComeInTables() {
    JsonNode answer =
        post(Map.of("query", "SecurityEvent | summarize N = count(), T = max(TimeGenerated)"))
            .json();

    assertThat(answer.path("tables").path(0).path("name").asString()).isEqualTo("PrimaryResult");
    assertThat(answer.path("tables").path(0).path("columns").toString())
        .isEqualTo("[{\"name\":\"N\",\"type\":\"long\"},{\"name\":\"T\",\"type\":\"datetime\"}]");
    assertThat(answer.path("tables").path(0).path("rows").path(0).path(0).asLong()).isEqualTo(2);
    assertThat(answer.has("statistics")).isFalse();
    assertThat(answer.has("render")).isFalse();
  }

  @Test
  void theTimespanBoundsTimeUnlessTheQueryDoes() {
    assertThat(count(Map.of("query", "SecurityEvent | count", "timespan", "PT1H"))).isEqualTo(1);
    assertThat(
            count(
                Map.of(
                    "query",
                    "SecurityEvent | where TimeGenerated > ago(1d) | count",
                    "timespan",
                    "PT1H")))
        .isEqualTo(2);
  }

  private static long count(Map<String, Object> body) {
    return post(body).json().path("tables").path(0).path("rows").path(0).path(0).asLong();
  }

  @Test
  void preferencesBringStatisticsAndVisualization() {
    JsonNode answer =
        server
            .send(
                server
                    .request(
                        path
                            + "?query="
                            + "range%20x%20from%201%20to%203%20step%201%20%7C%20render%20piechart")
                    .header("Prefer", "wait=30, include-statistics=true,include-render=true")
                    .GET())
            .json();

    assertThat(answer.path("render").path("visualization").asString()).isEqualTo("piechart");
    JsonNode statistics = answer.path("statistics").path("query");
    assertThat(statistics.path("executionTime").isNumber()).isTrue();
    assertThat(statistics.path("datasetStatistics").path(0).path("tableRowCount").asInt())
        .isEqualTo(3);
  }

  @Test
  void mistakesHaveTheirPlaceInTheInnermostError() {
    Answer answer = post(Map.of("query", "SecurityEvent\n| where EventIdd == 4625"));

    assertThat(answer.status()).isEqualTo(400);
    JsonNode error = answer.json().path("error");
    assertThat(error.path("code").asString()).isEqualTo("BadArgumentError");
    assertThat(error.path("correlationId").asString()).hasSize(36);
    JsonNode inner = error.path("innererror");
    assertThat(inner.path("code").asString()).isEqualTo("SemanticError");
    JsonNode place = inner.path("innererror");
    assertThat(place.path("code").asString()).isEqualTo("KS142");
    assertThat(place.path("message").asString()).contains("EventIdd", "EventID");
    assertThat(place.path("line").asInt()).isEqualTo(2);
    assertThat(place.path("pos").asInt()).isEqualTo(8);
    assertThat(place.path("token").asString()).isEqualTo("EventIdd");
    assertThat(post(Map.of("query", "print (")).json().at("/error/innererror/code").asString())
        .isEqualTo("SyntaxError");
  }

  @Test
  void requestsThatMakeNoSenseAreToldSo() {
    assertThat(post(Map.of("query", " ")).json().at("/error/innererror/message").asString())
        .contains("no query");
    assertThat(
            post(Map.of("query", "print 1", "timespan", "yesterday"))
                .json()
                .at("/error/innererror/message")
                .asString())
        .contains("yesterday", "PT1H");
    Answer elsewhere = server.post("/v1/workspaces/elsewhere/query", Map.of("query", "print 1"));
    assertThat(elsewhere.status()).isEqualTo(404);
    assertThat(elsewhere.json().at("/error/code").asString()).isEqualTo("WorkspaceNotFoundError");
    Answer noJson =
        server.send(
            server
                .request(path)
                .header("Authorization", "Bearer " + server.token())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{")));
    assertThat(noJson.status()).isEqualTo(400);
    assertThat(noJson.json().at("/error/code").asString()).isEqualTo("BadArgumentError");
  }

  private static Answer batch(List<Map<String, Object>> requests) {
    return server.post("/v1/$batch", Map.of("requests", requests));
  }

  @Test
  void aBatchTakesRequestsOfBothMethods() {
    String id = server.part(Workspace.class).id().toString();
    JsonNode responses =
        batch(
                List.of(
                    Map.of(
                        "id",
                        "posted",
                        "method",
                        "POST",
                        "path",
                        "/query",
                        "workspace",
                        id,
                        "headers",
                        Map.of("Prefer", "include-statistics=true"),
                        "body",
                        Map.of("query", "SecurityEvent | count", "timespan", "PT1H")),
                    Map.of(
                        "id", "got", "path", "/query?query=print%20a%3D%22%26%22", "workspace", id),
                    Map.of("id", "lost", "path", "/elsewhere", "workspace", id)))
            .json()
            .path("responses");

    assertThat(responses)
        .extracting(part -> part.path("id").asString() + " " + part.path("status").asInt())
        .containsExactly("posted 200", "got 200", "lost 404");
    assertThat(responses.path(0).at("/body/tables/0/rows").toString()).isEqualTo("[[1]]");
    assertThat(responses.path(0).path("body").has("statistics")).isTrue();
    assertThat(responses.path(1).at("/body/tables/0/rows").toString()).isEqualTo("[[\"&\"]]");
    assertThat(responses.path(2).at("/body/error/code").asString()).isEqualTo("PathNotFoundError");
  }

  @Test
  void aBatchNeedsIdsOfItsOwn() {
    Map<String, Object> request = Map.of("id", "1", "path", "/query?query=print%201");
    assertThat(batch(List.of(request, request)).status()).isEqualTo(400);
    assertThat(batch(List.of()).status()).isEqualTo(400);
    assertThat(server.post("/v1/$batch", Map.of()).status()).isEqualTo(400);
  }
}
