package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.platform.PrivateFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the command says when it cannot run; that it runs is told by the sensor's own test. */
class SensorCommandTest {
  private static final String SERVER = "https://127.0.0.1:1";

  @TempDir private Path folder;
  private Path token = Path.of("");

  private record Run(int exitCode, String err) {}

  @BeforeEach
  void writeToken() throws IOException {
    token = folder.resolve("token");
    PrivateFiles.write(token, "a".repeat(43) + "\n");
  }

  private Run run(String... options) {
    List<String> args = new ArrayList<>(List.of("sensor", "--data", folder.resolve("data") + ""));
    args.addAll(List.of(options));
    StringWriter err = new StringWriter();
    int exitCode =
        VedetteCommand.commandLine(settings -> new ServerStart.Outcome.Refused("no server here"))
            .setOut(new PrintWriter(new StringWriter()))
            .setErr(new PrintWriter(err))
            .execute(args.toArray(String[]::new));
    return new Run(exitCode, err.toString());
  }

  @Test
  void aTokenOnTheCommandLineIsSpoilt() {
    Run run = run("--server", SERVER, "--token", "secret");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("lists processes", "--token-file", SensorToken.VARIABLE);
  }

  @ParameterizedTest
  @CsvSource({
    "http://soc.example, 1g, --server is an address",
    "soc.example, 1g, --server is an address",
    "https://soc.example, 12, --buffer is a size",
    "https://soc.example, 1t, --buffer is a size",
  })
  void wrongValuesAreErrorsOfUse(String server, String buffer, String message) {
    Run run = run("--server", server, "--buffer", buffer, "--token-file", token.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(message);
  }

  @Test
  void withoutATokenItSaysWhereToGetOne() {
    Run run = run("--server", SERVER);
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("sensor.token is not there", "vedette admin add-sensor");
  }

  @Test
  void aTokenThatOthersCanReadIsRefused() throws IOException {
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
    Run run = run("--server", SERVER, "--token-file", token.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("chmod 600 " + token);
  }

  @Test
  void filesThatAreNotThereAreNamed() {
    Run authority =
        run("--server", SERVER, "--token-file", token.toString(), "--ca", "/nowhere/ca.pem");
    assertThat(authority.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(authority.err()).contains("/nowhere/ca.pem", "vedette ca --pem");
    Run config =
        run("--server", SERVER, "--token-file", token.toString(), "--config", "/nowhere/s.yaml");
    assertThat(config.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(config.err()).contains("/nowhere/s.yaml");
  }

  @Test
  void aTakenPortIsToldWithTheWayOut() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Run run =
          run(
              "--server",
              SERVER,
              "--token-file",
              token.toString(),
              "--port",
              Integer.toString(taken.getLocalPort()));
      assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED);
      assertThat(run.err()).contains("port " + taken.getLocalPort(), "--port");
    }
  }
}
