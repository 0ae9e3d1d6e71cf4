package io.vedette.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.incidents.IncidentFilter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RuleEvaluationTest {
  private static final String EACH_ONE =
      SmallSoc.nearRealTime(
          1, "SecurityEvent | where EventID == 1 | project TimeGenerated, Computer");
  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

  @Test
  void eachRowIsEvaluatedOnceAlsoAcrossRestarts() {
    SmallSoc.rule(folder, "each", EACH_ONE);
    try (SmallSoc soc = SmallSoc.start(folder, InstantSource.system())) {
      soc.store(1, "a", "b");
      soc.store(2, "x");
      soc.store(1, "c");
      soc.awaitEvaluated(1);
      assertThat(soc.computers(1)).containsExactlyInAnyOrder("a", "b", "c");
      Alert.Latency latency = soc.alerts.ofRule(SmallSoc.id(1)).getFirst().latency();
      assertThat(
              List.of(latency.received(), latency.stored(), latency.evaluated(), latency.raised()))
          .isSorted();
    }
    try (SmallSoc soc = SmallSoc.withoutRules(folder, InstantSource.system())) {
      soc.store(1, "d");
    }
    try (SmallSoc soc = SmallSoc.start(folder, InstantSource.system())) {
      soc.store(1, "e");
      soc.awaitEvaluated(1);
      assertThat(soc.computers(1)).containsExactlyInAnyOrder("a", "b", "c", "d", "e");
      assertThat(soc.ask("SecurityAlert | project tostring(parse_json(Entities)[0].HostName)"))
          .containsExactlyInAnyOrder("a", "b", "c", "d", "e");
      assertThat(soc.ask("SecurityIncident | project IncidentNumber"))
          .containsExactlyInAnyOrder("1", "2", "3", "4", "5");
      assertThat(soc.incidents.list(IncidentFilter.ALL).total()).isEqualTo(5);
    }
  }

  @Test
  void aRunThatBreaksOffWhileWritingIsRepeatedWhole() {
    SmallSoc.rule(folder, "each", EACH_ONE);
    AtomicInteger calls = new AtomicInteger();
    try (SmallSoc soc =
        SmallSoc.start(
            folder,
            InstantSource.system(),
            sink ->
                (rule, alerts) -> {
                  sink.raised(rule, alerts);
                  if (calls.incrementAndGet() == 1) {
                    throw new IllegalStateException("breaks off before the commit");
                  }
                })) {
      soc.store(1, "a", "b");
      soc.awaitEvaluated(1);
      assertThat(calls.get()).isGreaterThanOrEqualTo(2);
      assertThat(soc.computers(1)).containsExactlyInAnyOrder("a", "b");
      assertThat(soc.ask("SecurityAlert | count")).containsExactly("2");
      assertThat(soc.incidents.list(IncidentFilter.ALL).total()).isEqualTo(2);
    }
  }

  @Test
  void aBrokenRuleIsVisibleAndLeavesTheOthersAlone() {
    SmallSoc.rule(folder, "each", EACH_ONE);
    SmallSoc.rule(
        folder, "broken", SmallSoc.nearRealTime(2, "SecurityEvent | where Computr == 'a'"));
    SmallSoc.rule(folder, "unreadable", "id: 7\n");
    try (SmallSoc soc = SmallSoc.start(folder, InstantSource.system())) {
      soc.store(1, "a");
      soc.awaitEvaluated(1);
      assertThat(soc.computers(1)).containsExactly("a");
      SmallSoc.await(
          "failure", () -> state(soc, 2).stream().anyMatch(state -> state.failures() > 0));
      RuleView broken = soc.rules.find(SmallSoc.id(2)).orElseThrow();
      assertThat(state(soc, 2).orElseThrow().lastError()).contains("Computr");
      assertThat(broken.diagnostics()).extracting(RuleDiagnostic::line).containsExactly(1);
      assertThat(soc.rules.find("unreadable.yaml").orElseThrow().diagnostics()).isNotEmpty();
      SmallSoc.await(
          "health",
          () ->
              !soc.ask(
                      "SentinelHealth | where Status == 'Failure' and SentinelResourceName =="
                          + " 'Rule 2' | project Reason")
                  .isEmpty());
      // Mended, it goes on where it stopped: the row that it missed is still new to it.
      SmallSoc.rule(
          folder,
          "broken",
          SmallSoc.nearRealTime(2, "SecurityEvent | project TimeGenerated, Computer"));
      SmallSoc.await("mended", () -> soc.computers(2).equals(List.of("a")));
    }
  }

  @Test
  void aRuleWhoseWatchlistIsMissingRunsAndSaysSo() {
    SmallSoc.rule(
        folder,
        "listed",
        SmallSoc.nearRealTime(
            1,
            "SecurityEvent | where Computer !in ((_GetWatchlist('nobody') | project SearchKey))"
                + " | project TimeGenerated, Computer"));
    try (SmallSoc soc = SmallSoc.start(folder, InstantSource.system())) {
      soc.store(1, "a");
      soc.awaitEvaluated(1);
      assertThat(soc.computers(1)).containsExactly("a");
      assertThat(soc.rules.find(SmallSoc.id(1)).orElseThrow().diagnostics())
          .extracting(RuleDiagnostic::code)
          .containsExactly("VK032");
    }
  }

  private static Optional<RuleState> state(SmallSoc soc, int rule) {
    return Optional.ofNullable(soc.rules.find(SmallSoc.id(rule)).orElseThrow().state());
  }

  @Test
  void rulesComeChangeAndGoWhileTheServerRuns() throws Exception {
    try (SmallSoc soc = SmallSoc.start(folder, InstantSource.system())) {
      soc.store(1, "before");
      SmallSoc.rule(folder, "each", EACH_ONE);
      SmallSoc.await(
          "taken up",
          () -> soc.rules.find(SmallSoc.id(1)).isPresent() && state(soc, 1).isPresent());
      soc.store(1, "a");
      soc.awaitEvaluated(1);
      assertThat(soc.computers(1)).as("a new rule begins with what is new").containsExactly("a");

      SmallSoc.rule(folder, "each", "id: [broken\n");
      SmallSoc.await(
          "broken", () -> !soc.rules.find(SmallSoc.id(1)).orElseThrow().diagnostics().isEmpty());
      soc.store(1, "b");
      soc.awaitEvaluated(1);
      assertThat(soc.computers(1)).as("the last good version").containsExactly("a", "b");

      soc.rules.switchRule(SmallSoc.id(1), false);
      soc.store(1, "while off");
      soc.rules.switchRule(SmallSoc.id(1), true);
      soc.store(1, "c");
      soc.awaitEvaluated(1);
      assertThat(soc.computers(1)).containsExactly("a", "b", "c");

      Files.delete(folder.resolve("rules/each.yaml"));
      SmallSoc.await("gone", () -> soc.rules.find(SmallSoc.id(1)).isEmpty());
    }
  }

  private static String counting(String rest) {
    return """
    id: 00000000-0000-4000-8000-000000000003
    name: Counting
    severity: Low
    kind: Scheduled
    queryFrequency: 1m
    queryPeriod: 1m
    query: |
      SecurityEvent
      | where EventID == 1
      | summarize Rows = count(), Computers = make_set(Computer)
      | where Rows > 0
      | extend Clock = format_datetime(now(), 'HH:mm')
    customDetails:
      Rows: Rows
      Computers: Computers
      Clock: Clock
    """
        + rest;
  }

  private List<String> clocks(SmallSoc soc) {
    return soc.alerts.ofRule(SmallSoc.id(3)).stream()
        .map(
            alert ->
                alert.customDetails().get("Clock") + " " + alert.customDetails().get("Computers"))
        .toList();
  }

  private static void awaitWindow(SmallSoc soc, Instant end) {
    SmallSoc.await(
        "window to " + end,
        () -> state(soc, 3).stream().anyMatch(state -> end.equals(state.windowEnd())));
  }

  @Test
  void scheduledWindowsJoinAndMissedOnesAreMadeUpInOrder() {
    SmallSoc.rule(folder, "counting", counting(""));
    try (SmallSoc soc = SmallSoc.start(folder, now::get)) {
      SmallSoc.await("taken up", () -> state(soc, 3).isPresent());
      now.set(NOON.plusSeconds(30));
      soc.store(1, "a");
      now.set(NOON.plusSeconds(60));
      soc.store(1, "on the edge");
      now.set(NOON.plusSeconds(61));
      soc.store(1, "after the edge");
      awaitWindow(soc, NOON.plusSeconds(60));
      now.set(NOON.plusSeconds(150));
      awaitWindow(soc, NOON.plusSeconds(120));
      Alert.Latency latency = soc.alerts.ofRule(SmallSoc.id(3)).getFirst().latency();
      assertThat(latency.received()).as("the first new row").isEqualTo(NOON.plusSeconds(30));
      assertThat(latency.stored()).isEqualTo(NOON.plusSeconds(30));
      soc.store(1, "before the stop");
    }
    now.set(NOON.plus(Duration.ofMinutes(6)).plusSeconds(1));
    try (SmallSoc soc = SmallSoc.start(folder, now::get)) {
      awaitWindow(soc, NOON.plus(Duration.ofMinutes(6)));
      assertThat(clocks(soc))
          .containsExactly(
              "[12:01] [a, on the edge]", "[12:02] [after the edge]", "[12:03] [before the stop]");
      assertThat(soc.alerts.ofRule(SmallSoc.id(3)).getLast().latency().received())
          .as("not known of rows that a former process stored")
          .isNull();
      assertThat(soc.rules.runs(SmallSoc.id(3), 100))
          .extracting(RunRecord::windowTo)
          .containsExactly(
              NOON.plus(Duration.ofMinutes(6)),
              NOON.plus(Duration.ofMinutes(5)),
              NOON.plus(Duration.ofMinutes(4)),
              NOON.plus(Duration.ofMinutes(3)),
              NOON.plus(Duration.ofMinutes(2)),
              NOON.plus(Duration.ofMinutes(1)));
    }
  }

  @Test
  void aLongAbsenceIsMadeUpInPartAndSaysSo() {
    SmallSoc.rule(folder, "counting", counting(""));
    try (SmallSoc soc = SmallSoc.start(folder, now::get)) {
      SmallSoc.await("taken up", () -> state(soc, 3).isPresent());
    }
    now.set(NOON.plus(Duration.ofMinutes(150)).plusSeconds(1));
    try (SmallSoc soc = SmallSoc.start(folder, now::get)) {
      awaitWindow(soc, NOON.plus(Duration.ofMinutes(150)));
      List<RunRecord> runs = soc.rules.runs(SmallSoc.id(3), 1000);
      assertThat(runs).hasSize(100);
      assertThat(runs.getLast().message()).contains("50 runs before this one were missed");
    }
  }

  @Test
  void thresholdAndSuppressionHoldAlertsBack() {
    SmallSoc.rule(
        folder,
        "counting",
        counting(
            "triggerOperator: gt\ntriggerThreshold: 0\nsuppressionEnabled: true\nsuppressionDuration: 2m\n"));
    SmallSoc.rule(
        folder,
        "high",
        counting("triggerOperator: gt\ntriggerThreshold: 1\n").replace("000000003", "000000004"));
    try (SmallSoc soc = SmallSoc.start(folder, now::get)) {
      SmallSoc.await("taken up", () -> state(soc, 3).isPresent());
      for (int minute = 1; minute <= 4; minute++) {
        now.set(NOON.plusSeconds(60L * minute - 30));
        soc.store(1, "m" + minute);
        now.set(NOON.plusSeconds(60L * minute + 1));
        awaitWindow(soc, NOON.plusSeconds(60L * minute));
      }
      assertThat(clocks(soc)).containsExactly("[12:01] [m1]", "[12:03] [m3]");
      assertThat(soc.rules.runs(SmallSoc.id(3), 10))
          .extracting(RunRecord::status)
          .containsExactly(
              RunStatus.Suppressed, RunStatus.Success, RunStatus.Suppressed, RunStatus.Success);
      assertThat(soc.alerts.ofRule(SmallSoc.id(4))).isEmpty();
    }
  }
}
