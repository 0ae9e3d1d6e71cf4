package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands of rules, none of which needs a server. */
class RulesCommandTest {
  private static final String BROKEN = "src/test/resources/rule-tests";
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir private Path folder;

  private record Run(int exitCode, String out, String err) {}

  private Run run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--data";
    all[args.length + 1] = folder.resolve("data").toString();
    int exitCode =
        VedetteCommand.commandLine(
                settings -> {
                  throw new AssertionError("no server may be started");
                })
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all);
    return new Run(exitCode, out.toString(), err.toString());
  }

  private void workspaceRule(String name, String text) throws IOException {
    Path rules = Files.createDirectories(folder.resolve("data/rules"));
    Files.writeString(rules.resolve(name), text);
  }

  @Test
  void failuresAreShownAsTapAndInTheReport() throws IOException {
    Path xml = folder.resolve("reports/rules.xml");

    Run run = run("rules", "test", BROKEN, "--junit", xml.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out())
        .startsWith("TAP version 14")
        .contains("\nok 1 - MustFail: right # time=")
        .contains("\nnot ok 2 - MustFail: expects an alert that is not raised # time=")
        .contains(
            "\n  ---\n  message: |-\n    src/test/resources/rule-tests/MustFail.test.yaml:11: ")
        .contains("\n1..11\n# 1 passed, 10 failed, 1 rules, ");
    assertThat(Files.readString(xml)).contains("tests=\"11\" failures=\"10\"");
    assertThat(folder.resolve("data")).as("no data directory is made").doesNotExist();
  }

  @Test
  void aScriptGetsOneObject() {
    Run run = run("rules", "test", "--json", BROKEN + "/MustFail.yaml");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    JsonNode report = JSON.readTree(run.out());
    assertThat(report.path("passed").asInt()).isEqualTo(1);
    assertThat(report.path("failed").asInt()).isEqualTo(10);
    JsonNode second = report.path("cases").get(1);
    assertThat(second.path("file").asString()).endsWith("MustFail.test.yaml");
    assertThat(second.path("line").asInt()).isEqualTo(11);
    assertThat(second.path("passed").asBoolean()).isFalse();
    assertThat(second.path("failure").asString()).contains("expected, not raised");
  }

  @Test
  void withoutNamesAllThatShipsAndTheWorkspacesOwnAreTested() throws IOException {
    workspaceRule("Own.yaml", "id: 7\n");

    Run run = run("rules", "test");

    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out())
        .contains("ok 1 - CommandAndControl/RdpTunnelToLoopback: ")
        .contains(" - Own: is readable")
        .containsPattern("# \\d\\d passed, 1 failed, 2[0-4] rules");
  }

  @Test
  void whatIsNotThereIsAUsageError() {
    Run missing = run("rules", "test", folder.resolve("nothing").toString());
    assertThat(missing.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(missing.err()).contains("nothing is not there");
    Run empty = run("rules", "test", folder.toString());
    assertThat(empty.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(empty.err()).contains("There is no rule in " + folder);
  }

  @Test
  void rulesAreListedFromTheFiles() throws IOException {
    workspaceRule("Own.yaml", "id: 7\n");

    Run run = run("rules", "list");

    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .containsPattern("(?m)^on +NRT +High +Content +Security log cleared$")
        .containsPattern("(?m)^broken +- +- +Workspace +Own.yaml$")
        .contains("no server was asked", "Own.yaml:1: id");
    JsonNode rules = JSON.readTree(run("rules", "list", "--json").out());
    assertThat(rules.size()).isGreaterThanOrEqualTo(15);
    assertThat(rules.get(0).path("kind").asString()).isIn("NRT", "Scheduled");
  }

  /** Five failures from one address and two from another, as the collector's JSON lines. */
  private Path events() throws IOException {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 7; i++) {
      lines.append(
          """
          {"TimeGenerated":"2026-03-01T10:00:0%dZ","EventID":4625,"IpAddress":"%s","EventRecordId":"%d"}
          """
              .formatted(i, i < 5 ? "198.51.100.9" : "203.0.113.7", 100 + i));
    }
    return Files.writeString(folder.resolve("SecurityEvent.jsonl"), lines);
  }

  private String version(int number, int least) throws IOException {
    String rule =
        """
          id: 3f9a2a52-6d3c-4e55-9a2b-1f0c8e9d7a10
          name: Guessing
          version: 1.0.%d
          description: Many failures from one address.
          severity: Medium
          kind: Scheduled
          queryFrequency: 5m
          queryPeriod: 10m
          triggerOperator: gt
          triggerThreshold: 0
          query: |
            SecurityEvent
            | where EventID == 4625
            | summarize Failures = count() by IpAddress
            | where Failures >= %d
          entityMappings:
            - entityType: IP
              fieldMappings:
                - identifier: Address
                  columnName: IpAddress
          """
            .formatted(number, least);
    return Files.writeString(folder.resolve("v" + number + ".yaml"), rule).toString();
  }

  @Test
  void twoVersionsAreComparedOverFiles() throws IOException {
    String events = events().toString();

    Run run =
        run(
            "rules",
            "replay",
            version(1, 5),
            "--against",
            version(2, 2),
            "--rows",
            "1",
            "--import",
            events);

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .contains("Guessing 1.0.1: 1 alert in 1 run", "Guessing 1.0.2: ")
        .contains("IP 203.0.113.7")
        .contains("> IpAddress = 203.0.113.7, Failures = 2")
        .contains("entities [198.51.100.9, 203.0.113.7], was [198.51.100.9]")
        .contains("0 added, 0 gone, 1 changed, 0 the same");
    Run differ =
        run(
            "rules",
            "replay",
            version(1, 5),
            "--against",
            version(2, 2),
            "--exit-code",
            "--json",
            "--import",
            events);
    assertThat(differ.exitCode()).isEqualTo(ExitCode.FAILED);
    JsonNode diff = JSON.readTree(differ.out());
    assertThat(diff.path("before").path("raised").asInt()).isEqualTo(1);
    assertThat(diff.path("added").size() + diff.path("changed").size()).isPositive();
    assertThat(folder.resolve("data")).as("no data directory is made").doesNotExist();
  }

  @Test
  void aNearMissIsExplained() throws IOException {
    Run run =
        run(
            "rules",
            "explain",
            version(1, 5),
            "--event",
            "EventRecordId == \"106\"",
            "--import",
            events().toString());

    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(run.out())
        .contains("           7  | where EventID == 4625")
        .contains("           2  | summarize Failures = count() by IpAddress")
        .contains("           1  | where Failures >= 5")
        .contains("in the group IpAddress = 203.0.113.7")
        .contains("does not hold: Failures >= 5")
        .contains("Failures = 2");
  }

  @Test
  void whatCannotBeReplayedOrExplainedSaysWhy() throws IOException {
    Run nothing = run("rules", "replay", version(1, 5));
    assertThat(nothing.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(nothing.err()).contains("holds no events yet");
    assertThat(run("rules", "explain", "no such rule").err()).contains("vedette rules list");
    assertThat(run("rules", "explain", "Missing.yaml").err()).contains("There is no file");
    assertThat(
            run("rules", "replay", version(1, 5), "--import", folder.resolve("no.evtx").toString())
                .err())
        .contains("There is no file");
    assertThat(run("rules", "replay", "x", "--from", "yesterday").exitCode())
        .isEqualTo(ExitCode.USAGE);
    assertThat(run("rules", "explain", "sign-in").err()).contains("may be any of these");
  }
}
