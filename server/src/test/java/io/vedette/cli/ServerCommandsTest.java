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
