package io.vedette.cli;

import io.vedette.platform.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The training run of the JDK's ahead-of-time cache: starts a throw-away server and uses what every
 * start uses, so that those classes are in the cache.
 */
@Command(
    name = "warmup",
    hidden = true,
    description = "Exercise a start, for the launcher's cache.")
final class WarmupCommand implements Callable<Integer> {
  private static final String QUERY =
      "SecurityEvent | where EventID == 4625 | summarize count() by bin(TimeGenerated, 1h)";

  private static final Duration SERVER_STARTS_WITHIN = Duration.ofMinutes(1);

  @Option(
      names = "--client",
      description = "Exercise the commands that ask a running server, instead of the server.")
  private boolean client;

  @Spec private @Nullable CommandSpec spec;

  private final ServerStart server;

  WarmupCommand(ServerStart server) {
    this.server = server;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (ThrowAwayFolder folder = ThrowAwayFolder.make("vedette-warmup")) {
      return client ? exerciseCommands(folder.path()) : exerciseServer(folder.path());
    }
  }

  private int exerciseServer(Path directory) {
    return switch (server.start(Settings.in(directory).withPort(0))) {
      case ServerStart.Outcome.Refused(String message) -> {
        Output.of(spec).error(message);
        yield ExitCode.FAILED;
      }
      case ServerStart.Outcome.Started(ServerStart.Running running) -> {
        try (running) {
          yield exercise(directory, running);
        }
      }
    };
  }

  /** The server runs in a process of its own: its classes have no place in the commands' cache. */
  private int exerciseCommands(Path directory) throws IOException, InterruptedException {
    String data = directory.toString();
    Process other =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "io.vedette.Vedette",
                "serve",
                "--data",
                data,
                "--port",
                "0")
            .inheritIO()
            .start();
    try {
      long deadline = System.nanoTime() + SERVER_STARTS_WITHIN.toNanos();
      while (ServerClient.find(directory).isEmpty()) {
        if (!other.isAlive() || System.nanoTime() > deadline) {
          Output.of(spec).error("The server of the training run did not start.");
          return ExitCode.FAILED;
        }
        Thread.sleep(50);
      }
      for (List<String> command :
          List.of(
              List.of("--help"),
              List.of("status", "--data", data),
              List.of("incidents", "list", "--data", data))) {
        int code = VedetteCommand.run(server, command.toArray(String[]::new));
        if (code != ExitCode.OK) {
          Output.of(spec).error("A command of the training run failed: " + command);
          return code;
        }
      }
      return ExitCode.OK;
    } finally {
      other.destroy();
      other.waitFor();
    }
  }

  private int exercise(Path directory, ServerStart.Running running) {
    try (ServerClient client = ServerClient.find(directory).orElseThrow()) {
      List<ServerClient.Reply> replies =
          List.of(
              client.send(
                  "POST",
                  "/api/session",
                  Map.of("username", "admin", "password", running.firstPassword().orElseThrow())),
              client.get("/health"),
              client.get("/api/session"),
              client.get("/api/status"),
              client.send("POST", "/api/query", Map.of("id", "warmup", "query", QUERY)));
      for (ServerClient.Reply reply : replies) {
        if (!(reply instanceof ServerClient.Reply.Done)) {
          Output.of(spec).error("A request of the training run failed: " + reply);
          return ExitCode.FAILED;
        }
      }
      return ExitCode.OK;
    }
  }
}
