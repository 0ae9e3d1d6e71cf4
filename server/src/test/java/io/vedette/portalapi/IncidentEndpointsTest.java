package io.vedette.portalapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Attack;
import io.vedette.testing.RunningServer;
import io.vedette.testing.RunningServer.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The queue over HTTP, on incidents that rules have made of events. */
class IncidentEndpointsTest {
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start();
    for (int i = 1; i <= 6; i++) {
      Attack.clearLog(server, "srv" + i + ".corp.example", "mallory");
    }
    Attack.signInOverRdp(server, "srv1.corp.example", "anna", "10.1.2.77");
    Attack.await("incidents", () -> page("").path("total").asInt() == 7);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode page(String query) {
    Answer answer = server.get("/api/incidents?top=100" + query);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private static List<String> titles(String query) {
    List<String> titles = new ArrayList<>();
    page(query).path("value").forEach(incident -> titles.add(incident.path("title").asString()));
    return titles;
  }

  /** The number of the incident about that computer's log. */
  private static long ofServer(int number) {
    for (JsonNode incident : page("&severity=High").path("value")) {
      if (incident.path("title").asString().contains("srv" + number + ".")) {
        return incident.path("number").asLong();
      }
    }
    throw new AssertionError("no incident of srv" + number);
  }

  private static JsonNode incident(long number) {
    return server.get("/api/incidents/" + number).json();
  }

  private static Answer patch(long number, Map<String, Object> change) {
    return server.patch("/api/incidents/" + number, change);
  }

  private static List<String> ask(String kql) {
    Answer answer = server.post("/api/query", Map.of("id", "audit", "query", kql));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    List<String> rows = new ArrayList<>();
    answer.json().at("/tables/0/rows").forEach(row -> rows.add(row.get(0).asString()));
    return rows;
  }

  @Test
  void theQueueIsFilteredSortedAndPaged() {
    assertThat(page("&severity=Informational").path("total").asInt()).isEqualTo(1);
    assertThat(titles("&severity=Informational"))
        .containsExactly("RDP sign-in by CORP\\anna on srv1.corp.example");
    assertThat(titles("&severity=High,Informational")).hasSize(7);
    assertThat(titles("&search=10.1.2.77")).as("by entity").hasSize(1);
    assertThat(titles("&search=srv3.corp")).hasSize(1);
    assertThat(titles("&search=" + "%25")).as("a wildcard is a character").isEmpty();
    assertThat(titles("&from=2000-01-01T00:00:00Z&to=2000-01-02T00:00:00Z")).isEmpty();
    assertThat(titles("&sort=title").getFirst()).startsWith("RDP sign-in");
    assertThat(titles("&sort=-severity").getLast()).startsWith("RDP sign-in");
    JsonNode second = server.get("/api/incidents?sort=number&skip=1&top=2").json();
    assertThat(second.path("total").asInt()).isEqualTo(7);
    assertThat(second.at("/value/0/number").asInt()).isEqualTo(2);
    assertThat(second.path("value")).hasSize(2);
    JsonNode counts = second.path("counts");
    assertThat(counts.path("open").asInt())
        .isEqualTo(counts.path("new").asInt() + counts.path("active").asInt());
    assertThat(counts.at("/bySeverity/Informational").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"status=Open", "severity=high", "from=yesterday", "top=-1", "skip=x"})
  void aFilterThatMakesNoSenseIsRefused(String query) {
    Answer answer = server.get("/api/incidents?" + query);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().path("detail").asString())
        .contains(query.substring(query.indexOf('=') + 1));
  }

  @Test
  void anIncidentComesWithItsAlertsEntitiesAndReason() {
    JsonNode incident = incident(ofServer(2));
    assertThat(incident.path("title").asString())
        .isEqualTo("Security log cleared on srv2.corp.example");
    assertThat(incident.path("severity").asString()).isEqualTo("High");
    assertThat(incident.path("tactics")).hasToString("[\"DefenseEvasion\"]");
    assertThat(incident.path("techniques")).hasToString("[\"T1070.001\"]");
    assertThat(incident.path("groupingReason").asString()).contains("the same Host (srv2.corp");
    assertThat(incident.path("etag").asString()).isNotEmpty();
    JsonNode alert = incident.at("/alerts/0");
    assertThat(alert.path("description").asString())
        .isEqualTo("CORP\\mallory cleared the Security log of srv2.corp.example.");
    assertThat(alert.at("/customDetails/ClearedBy")).hasToString("[\"CORP\\\\mallory\"]");
    assertThat(alert.path("query").asString()).contains("EventID == 1102");
    assertThat(alert.at("/latency/stored").asString()).isNotEmpty();
    assertThat(alert.at("/latency/acknowledgedToRaisedMillis").isNumber()).isTrue();
    List<String> entities = new ArrayList<>();
    incident
        .path("entities")
        .forEach(e -> entities.add(e.path("type").asString() + " " + e.path("label").asString()));
    assertThat(entities)
        .containsExactlyInAnyOrder("Account CORP\\mallory", "Host srv2.corp.example");
    assertThat(incident.path("similar")).as("the others by mallory").hasSizeGreaterThan(3);
    assertThat(server.get("/api/incidents/99999").status()).isEqualTo(404);
  }

  @Test
  void aChangeNeedsTheEtagOfWhatWasSeen() {
    long number = ofServer(3);
    String etag = incident(number).path("etag").asString();

    Answer changed =
        patch(
            number,
            Map.of("status", "Active", "owner", "admin", "labels", List.of("x"), "etag", etag));
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.json().path("owner").asString()).isEqualTo("admin");

    Answer stale = patch(number, Map.of("severity", "Low", "etag", etag));
    assertThat(stale.status()).isEqualTo(409);
    assertThat(stale.json().path("detail").asString()).contains("Somebody changed the incident");
    assertThat(incident(number).path("severity").asString()).isEqualTo("High");

    assertThat(titles("&status=Active&owner=ADMIN&tag=x")).hasSize(1);
    assertThat(incident(number).path("activity").toString())
        .contains("Status: New → Active", "Owner: none → admin", "Tags: none → x");
    assertThat(patch(99999, Map.of("status", "Active")).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          none           | none               | Closing takes a classification
          TruePositive   | InaccurateData     | is no reason for TruePositive
          FalsePositive  | none               | takes a classificationReason
          Undetermined   | SuspiciousActivity | is no reason for Undetermined
          """)
  void closingTakesAClassification(String classification, String reason, String words) {
    long number = ofServer(4);
    Map<String, Object> change = new java.util.LinkedHashMap<>();
    change.put("status", "Closed");
    change.put("classification", classification.equals("none") ? null : classification);
    change.put("classificationReason", reason.equals("none") ? null : reason);

    Answer refused = patch(number, change);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().path("detail").asString()).contains(words);
    assertThat(incident(number).path("status").asString()).isEqualTo("New");
  }

  @Test
  void anUnknownValueIsRefused() {
    assertThat(patch(ofServer(4), Map.of("status", "Done")).status()).isEqualTo(400);
    assertThat(patch(ofServer(4), Map.of("title", " ")).status()).isEqualTo(400);
  }

  @Test
  void closingAndCommentingLeaveTraces() {
    long number = ofServer(5);
    Answer comment = server.post("/api/incidents/" + number + "/comments", Map.of("message", "Hm"));
    assertThat(comment.status()).isEqualTo(201);
    assertThat(comment.json().path("author").asString()).isEqualTo("admin");
    assertThat(
            server.post("/api/incidents/" + number + "/comments", Map.of("message", "")).status())
        .isEqualTo(400);

    Answer closed =
        patch(
            number,
            Map.of(
                "status", "Closed",
                "classification", "BenignPositive",
                "classificationComment", "A drill."));
    assertThat(closed.status()).as(closed.text()).isEqualTo(200);
    assertThat(closed.json().path("classificationReason").asString())
        .as("the only one there is")
        .isEqualTo("SuspiciousButExpected");
    JsonNode incident = incident(number);
    assertThat(incident.at("/comments/0/message").asString()).isEqualTo("Hm");
    assertThat(incident.path("commentCount").asInt()).isEqualTo(1);

    assertThat(
            ask(
                "SentinelAudit | where SentinelResourceType == 'Incident' and SentinelResourceName"
                    + " == '"
                    + number
                    + "' | order by TimeGenerated asc | project strcat(OperationName, ' ', Status,"
                    + " ' ', ExtendedProperties.CallerName, ' ', ExtendedProperties.StatusBefore,"
                    + " ' ', ExtendedProperties.StatusAfter)"))
        .containsExactly(
            "Comment on incident Success admin  ", "Change incident Success admin New Closed");
    Attack.await(
        "row of SecurityIncident",
        () ->
            ask("SecurityIncident | where IncidentNumber == "
                    + number
                    + " | summarize arg_max(TimeGenerated, *) | project strcat(Status, ' ',"
                    + " Classification, ' ', ModifiedBy)")
                .equals(List.of("Closed BenignPositive admin")));
  }

  @Test
  void manyAreChangedAtOnceAndEachFailureIsNamed() {
    long one = ofServer(1);
    long other = ofServer(6);
    Answer answer =
        server.post(
            "/api/incidents/bulk",
            Map.of("numbers", List.of(one, 4711, other), "change", Map.of("owner", "admin")));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("changed")).hasToString("[" + one + "," + other + "]");
    assertThat(answer.json().at("/failed/0/number").asInt()).isEqualTo(4711);
    assertThat(answer.json().at("/failed/0/detail").asString()).isNotEmpty();
    assertThat(incident(one).path("owner").asString()).isEqualTo("admin");

    Answer refused =
        server.post(
            "/api/incidents/bulk",
            Map.of("numbers", List.of(one), "change", Map.of("status", "Closed")));
    assertThat(refused.json().path("changed")).isEmpty();
    assertThat(refused.json().at("/failed/0/detail").asString()).contains("classification");
    assertThat(server.post("/api/incidents/bulk", Map.of()).status()).isEqualTo(400);
  }

  @Test
  void theOverviewCountsWhatIsThere() {
    Attack.await(
        "alerts in the event store",
        () -> ask("SecurityAlert | distinct SystemAlertId | count").equals(List.of("7")));
    Answer answer = server.get("/api/overview?hours=24");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    JsonNode overview = answer.json();
    assertThat(overview.at("/events/count").asInt()).as(answer.text()).isEqualTo(7);
    assertThat(overview.at("/events/previous").asInt()).isZero();
    assertThat(overview.at("/incidents/count").asInt()).isEqualTo(7);
    JsonNode byStatus = overview.path("incidentsByStatus");
    assertThat(
            byStatus.path("New").asInt()
                + byStatus.path("Active").asInt()
                + byStatus.path("Closed").asInt())
        .isEqualTo(7);
    assertThat(overview.at("/incidentsBySeverity/Informational").asInt()).isEqualTo(1);
    assertThat(overview.path("recentIncidents")).hasSize(7);
    int events = 0;
    for (JsonNode point : overview.at("/timeline/0/points")) {
      events += point.path("count").asInt();
    }
    assertThat(events).isEqualTo(7);
    assertThat(overview.at("/sources/0/table").asString()).isEqualTo("SecurityEvent");
    assertThat(overview.at("/sources/0/rows24h").asInt()).isEqualTo(7);
    assertThat(overview.path("geoData").asBoolean(true)).isFalse();
    for (String tile : List.of("events", "alerts", "incidents")) {
      assertThat(ask(overview.at("/queries/" + tile).asString() + " | count"))
          .as("the query of the tile " + tile)
          .hasSize(1);
    }
    assertThat(server.get("/api/overview?hours=0").status()).isEqualTo(400);
  }
}
