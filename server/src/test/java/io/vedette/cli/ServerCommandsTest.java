package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.RunningServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands against a running server, over its HTTPS and with its token file. */
class ServerCommandsTest {
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String run(int expected, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] all = java.util.Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--data";
    all[args.length + 1] = server.directory().toString();
    int exitCode =
        VedetteCommand.commandLine(settings -> new ServerStart.Outcome.Refused("no"))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all);
    assertThat(exitCode).as("%s%s", out, err).isEqualTo(expected);
    return exitCode == ExitCode.OK ? out.toString() : err.toString();
  }

  @Test
  void a_reset_password_signs_in() {
    String printed = run(ExitCode.OK, "admin", "reset-password", "--json");
    String password = printed.replaceAll("(?s).*\"password\":\"([^\"]+)\".*", "$1");
    server.signIn("admin", password);
    assertThat(server.get("/api/session").status()).isEqualTo(200);
  }

  /** The same query printed without a server must look the same. */
  @ParameterizedTest
  @ValueSource(strings = {"table", "json", "csv", "kusto"})
  void the_server_answers_queries_with_every_type(String format) {
    String query =
        """
        print b = true, i = int(5), l = 9007199254740993, r = 1.5, nan = real(nan), low = real(-inf),
          d = decimal(1.25), s = "a,\\"b", t = datetime(2026-11-24 07:00:00.1234567),
          old = datetime(1601-01-01), span = timespan(-1.02:03:04.5), g = guid(74be27de-1e4e-49d9-b579-fe0b331d3642),
          o = dynamic({"a": [1, "x"]}), none = int(null)
        """;
    StringWriter here = new StringWriter();
    int exitCode =
        VedetteCommand.commandLine(settings -> new ServerStart.Outcome.Refused("no"))
            .setOut(new PrintWriter(here))
            .execute("kql", query, "--format", format);

    assertThat(exitCode).isEqualTo(ExitCode.OK);
    assertThat(here.toString()).contains("9007199254740993");
    assertThat(run(ExitCode.OK, "kql", query, "--format", format)).isEqualTo(here.toString());
  }

  @Test
  void what_is_wrong_in_a_query_is_shown_at_its_place_by_the_server_too() {
    assertThat(run(ExitCode.FAILED, "kql", "SecurityEvent | where EventIdd == 4625"))
        .contains("KS142", "1:23", "^^^^^^^^");
  }

  @Test
  void a_rule_is_explained_by_the_server_over_what_it_holds() {
    assertThat(run(ExitCode.OK, "rules", "explain", "Security log cleared"))
        .contains("SecurityEvent", "| where EventID == 1102", "0 rows: no alert");
    assertThat(run(ExitCode.OK, "rules", "explain", "Security log cleared", "--json"))
        .contains("\"verdict\":\"0 rows: no alert, which takes more than 0 rows\"");
    assertThat(
            run(
                ExitCode.FAILED,
                "rules",
                "explain",
                "Security log cleared",
                "--event",
                "Nope == 1"))
        .contains("Nope");
  }

  @Test
  void an_unknown_account_is_named() {
    assertThat(run(ExitCode.FAILED, "admin", "reset-password", "nobody")).contains("nobody");
  }

  @Test
  void the_authority_is_shown_with_ways_to_trust_it() {
    assertThat(run(ExitCode.OK, "ca")).contains("ca.pem", "update-ca-certificates", "Firefox");
    assertThat(run(ExitCode.OK, "ca", "--pem")).startsWith("-----BEGIN CERTIFICATE-----");
  }

  @Test
  void a_second_server_on_the_same_directory_is_refused_by_name() {
    assertThat(io.vedette.VedetteServer.start(io.vedette.platform.Settings.in(server.directory())))
        .isInstanceOfSatisfying(
            ServerStart.Outcome.Refused.class,
            refused ->
                assertThat(refused.message())
                    .contains(server.directory().toString(), "Another Vedette server"));
  }

  @Test
  void an_import_goes_to_the_server(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("door & window.jsonl"),
            "{\"TimeGenerated\":\"2020-01-01T00:00:00Z\",\"Door\":\"front\"}\nbroken\n");

    String printed =
        run(
            ExitCode.FAILED,
            "import",
            "--json",
            "--rebase-time",
            "--table",
            "Doors_CL",
            file.toString());

    assertThat(printed).isEmpty();
    var answer =
        server.post(
            "/api/query", Map.of("query", "Doors_CL | where TimeGenerated > ago(1h)", "id", "x"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.text()).contains("front");
  }
}
