package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

/** Importing without a server, and asking for what was imported. */
class ImportCommandTest {
  @TempDir private Path folder;

  private record Run(int exitCode, String out, String err) {}

  private Run run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--data";
    all[args.length + 1] = folder.resolve("data").toString();
    int exitCode =
        VedetteCommand.commandLine(settings -> new ServerStart.Outcome.Refused("no"))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all);
    return new Run(exitCode, out.toString(), err.toString());
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void rowsOfLinesAreThereAfterwards() throws IOException {
    String file =
        file(
            "events.jsonl",
            """
            {"Type":"SecurityEvent","TimeGenerated":"2026-01-01T00:00:00Z","EventID":4625}
            {"Type":"SecurityEvent","TimeGenerated":"2026-01-01T00:00:01Z","EventID":4624}
            """);

    Run imported = run("import", file);

    assertThat(imported.exitCode()).as(imported.err()).isEqualTo(ExitCode.OK);
    assertThat(imported.out())
        .contains("No server is running; importing straight into " + folder.resolve("data"))
        .contains("events.jsonl (jsonl): 2 rows of SecurityEvent")
        .contains("2 rows stored, 0 refused");
    assertThat(run("kql", "--format", "csv", "SecurityEvent | count").out()).contains("2");
  }

  @Test
  void aScriptGetsTheSummaryAndTheExitCode() throws IOException {
    String file = file("x.jsonl", "{\"Type\":\"Heartbeat\",\"Computer\":\"a\"}\nbroken\n");

    Run imported = run("import", "--json", file);

    assertThat(imported.exitCode()).isEqualTo(ExitCode.FAILED);
    JsonNode summary = new JsonMapper().readTree(imported.out());
    assertThat(summary.path("received").asInt()).isEqualTo(2);
    assertThat(summary.path("stored").asInt()).isEqualTo(1);
    assertThat(summary.path("refused").asInt()).isEqualTo(1);
    assertThat(summary.path("complete").asBoolean()).isFalse();
    assertThat(summary.at("/problems/0/where").asString()).isEqualTo("x.jsonl, line 2");
    assertThat(summary.at("/problems/0/reason").asString()).isEqualTo("not a JSON object");
  }

  @Test
  void aTextFileThatIsNamedAsAnEventLogIsExplained() throws IOException {
    Run imported = run("import", file("notes.evtx", "Just notes.\n"));

    assertThat(imported.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(imported.out())
        .contains("notes.evtx (evtx): nothing stored")
        .contains("the file does not begin with ElfFile");
  }

  @Test
  void aFolderIsSearchedAndTimesMoveToNow() throws IOException {
    Files.createDirectories(folder.resolve("logs/deep"));
    file("logs/a.jsonl", "{\"Type\":\"Heartbeat\",\"TimeGenerated\":\"2020-01-01T00:00:00Z\"}\n");
    file("logs/deep/b.json", "{\"Type\":\"Heartbeat\",\"TimeGenerated\":\"2020-01-01T01:00:00Z\"}");
    file("logs/readme.txt", "no events");

    Run imported = run("import", "--rebase-time", folder.resolve("logs").toString());

    assertThat(imported.exitCode()).as(imported.out() + imported.err()).isEqualTo(ExitCode.OK);
    assertThat(
            run(
                    "kql",
                    "--format",
                    "csv",
                    "Heartbeat | where TimeGenerated between (ago(61m) .. now()) | summarize"
                        + " n = count(), d = max(TimeGenerated) - min(TimeGenerated)")
                .out())
        .contains("2,01:00:00");
  }

  @Test
  void whatIsNotThereIsNamed() {
    Run imported = run("import", folder.resolve("nothing.evtx").toString());

    assertThat(imported.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(imported.err()).contains("nothing.evtx is not there");
  }

  @Test
  void anEventLogFindsItsTable() {
    Path sample =
        Path.of(
            System.getProperty("vedette.shared", "../shared"),
            "evtx/smb-password-guessing-security.evtx");
    assumeTrue(Files.exists(sample), () -> "no sample file " + sample);

    Run imported = run("import", "--rebase-time", sample.toString());

    assertThat(imported.exitCode()).as(imported.out() + imported.err()).isEqualTo(ExitCode.OK);
    assertThat(imported.out()).contains("3,561 rows of SecurityEvent");
    assertThat(
            run(
                    "kql",
                    "--format",
                    "csv",
                    "SecurityEvent | where TimeGenerated > ago(1h) and EventID == 4625 | count")
                .out())
        .containsPattern("[1-9]");
  }
}
