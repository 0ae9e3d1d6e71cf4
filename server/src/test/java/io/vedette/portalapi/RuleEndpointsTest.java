package io.vedette.portalapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.Attack;
import io.vedette.testing.RunningServer;
import io.vedette.testing.RunningServer.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The rules over HTTP. */
class RuleEndpointsTest {
  private static final String BROKEN =
      """
      id: 0b9d1a52-3c53-4a34-9a39-6a2f3f5a0004
      name: Broken
      kind: Scheduled
      severity: Low
      queryFrequency: 1h
      queryPeriod: 1d
      query: |
        SecurityEvent
        | where Nonsense == 1
      """;

  private static RunningServer server;

  @BeforeAll
  static void start() throws IOException {
    server = RunningServer.start();
    Path rules = Files.createDirectories(server.directory().resolve("rules"));
    Files.writeString(rules.resolve("Broken.yaml"), BROKEN);
    Attack.clearLog(server, "srv1", "mallory");
    Attack.await("an alert", () -> rule("Security log cleared").path("alerts7d").asInt() == 1);
    Attack.await("the broken rule", () -> !rule("Broken").isMissingNode());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode rule(String name) {
    for (JsonNode rule : server.get("/api/rules").json()) {
      if (rule.path("name").asString().equals(name)) {
        return rule;
      }
    }
    return MissingNode.getInstance();
  }

  private static String id(String name) {
    return rule(name).path("id").asString();
  }

  private static List<String> ask(String kql) {
    Answer answer = server.post("/api/query", Map.of("id", "audit", "query", kql));
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    List<String> rows = new ArrayList<>();
    answer.json().at("/tables/0/rows").forEach(row -> rows.add(row.get(0).asString()));
    return rows;
  }

  @Test
  void theListSaysHowEachRuleDoes() {
    assertThat(server.get("/api/rules").json()).hasSizeGreaterThanOrEqualTo(15);
    JsonNode rule = rule("Security log cleared");
    assertThat(rule.path("kind").asString()).isEqualTo("NRT");
    assertThat(rule.path("severity").asString()).isEqualTo("High");
    assertThat(rule.path("source").asString()).isEqualTo("Content");
    assertThat(rule.path("enabled").asBoolean()).isTrue();
    assertThat(rule.path("lastRunStatus").asString()).isEqualTo("Success");
    assertThat(rule.path("lastMatchAt").asString()).isNotEmpty();
    assertThat(rule.path("alerts30d").asInt()).isEqualTo(1);
    assertThat(rule.path("diagnostics")).isEmpty();
  }

  @Test
  void aBrokenRuleSaysWhereItIsBroken() {
    Attack.await("compiled", () -> !rule("Broken").path("diagnostics").isEmpty());
    JsonNode broken = rule("Broken");
    assertThat(broken.path("source").asString()).isEqualTo("Workspace");
    assertThat(broken.path("queryFrequency").asString()).isEqualTo("PT1H");
    assertThat(broken.path("nextRunAt").asString()).isNotEmpty();
    JsonNode diagnostic = broken.at("/diagnostics/0");
    assertThat(diagnostic.path("code").asString()).isEqualTo("KS142");
    assertThat(diagnostic.path("line").asInt()).isEqualTo(2);
    assertThat(diagnostic.path("column").asInt()).isEqualTo(9);
  }

  @Test
  void aRuleComesWithItsQueryMappingsAndRuns() {
    JsonNode rule = server.get("/api/rules/" + id("Security log cleared")).json();
    assertThat(rule.path("query").asString()).contains("EventID == 1102");
    assertThat(rule.at("/entityMappings/0/entityType").asString()).isEqualTo("Account");
    assertThat(rule.at("/customDetails/ClearedBy").asString()).isEqualTo("By");
    assertThat(rule.path("eventGrouping").asString()).isEqualTo("AlertPerResult");
    assertThat(rule.path("yaml").asString()).contains("relevantTechniques");
    JsonNode run = MissingNode.getInstance();
    for (JsonNode one : rule.path("runs")) {
      run = one.path("alerts").asInt() == 1 ? one : run;
    }
    assertThat(run.path("status").asString()).isEqualTo("Success");
    assertThat(run.path("rows").asInt()).isEqualTo(1);
    assertThat(run.path("durationMillis").asDouble()).isPositive();
    assertThat(run.path("windowFrom").asString()).isLessThan(run.path("windowTo").asString());
    assertThat(server.get("/api/rules/nothing").status()).isEqualTo(404);
  }

  @Test
  void aRuleIsExplained() {
    String id = id("Security log cleared");
    JsonNode explained = server.post("/api/rules/explain", Map.of("id", id)).json();
    assertThat(explained.path("source").asString()).isEqualTo("SecurityEvent");
    assertThat(explained.at("/clauses/0/text").asString()).startsWith("where EventID");
    Answer none =
        server.post("/api/rules/explain", Map.of("id", id, "event", "Computer == 'nowhere'"));
    assertThat(none.status()).isEqualTo(400);
    assertThat(none.json().path("detail").asString()).contains("No row of SecurityEvent");
    Answer broken = server.post("/api/rules/explain", Map.of("yaml", "id: 1"));
    assertThat(broken.status()).isEqualTo(400);
    assertThat(broken.json().path("detail").asString()).contains("must be a GUID");
    assertThat(server.post("/api/rules/explain", Map.of("id", "nothing")).status()).isEqualTo(404);
  }

  @Test
  void aRuleIsSwitchedOffAndOnAndThatIsWrittenDown() {
    String id = id("RDP sign-in through a tunnel");
    Answer off = server.post("/api/rules/" + id + "/disable", Map.of());
    assertThat(off.status()).isEqualTo(200);
    assertThat(off.json().path("enabled").asBoolean()).isFalse();
    assertThat(server.post("/api/rules/" + id + "/disable", Map.of()).status())
        .as("once more changes nothing")
        .isEqualTo(200);
    Answer on = server.post("/api/rules/" + id + "/enable", Map.of());
    assertThat(on.json().path("enabled").asBoolean()).isTrue();
    assertThat(server.post("/api/rules/nothing/enable", Map.of()).status()).isEqualTo(404);
    assertThat(
            ask(
                "SentinelAudit | where SentinelResourceType == 'Analytics Rule' | order by"
                    + " TimeGenerated asc | project strcat(OperationName, ' ',"
                    + " SentinelResourceName, ' ', ExtendedProperties.CallerName, ' ',"
                    + " ExtendedProperties.EnabledBefore, ' ', ExtendedProperties.EnabledAfter)"))
        .containsExactly(
            "Disable analytics rule RDP sign-in through a tunnel admin true false",
            "Enable analytics rule RDP sign-in through a tunnel admin false true");
  }

  @Test
  void aRuleThatIsOffRaisesNothing() {
    String id = id("Successful RDP sign-in");
    server.post("/api/rules/" + id + "/disable", Map.of());
    Attack.signInOverRdp(server, "srv2", "anna", "10.1.2.5");
    server.post("/api/rules/" + id + "/enable", Map.of());
    Attack.signInOverRdp(server, "srv3", "anna", "10.1.2.5");
    Attack.await("the second", () -> rule("Successful RDP sign-in").path("alerts7d").asInt() > 0);
    assertThat(rule("Successful RDP sign-in").path("alerts7d").asInt()).isEqualTo(1);
  }
}
