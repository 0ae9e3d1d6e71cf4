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
}
