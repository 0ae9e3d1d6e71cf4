package io.vedette.cli;

import io.vedette.platform.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
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

  @Spec private @Nullable CommandSpec spec;

  private final ServerStart server;

  WarmupCommand(ServerStart server) {
    this.server = server;
  }

  @Override
  public Integer call() throws IOException {
    try (ThrowAwayFolder folder = ThrowAwayFolder.make("vedette-warmup")) {
      return switch (server.start(Settings.in(folder.path()).withPort(0))) {
        case ServerStart.Outcome.Refused(String message) -> {
          Output.of(spec).error(message);
          yield ExitCode.FAILED;
        }
        case ServerStart.Outcome.Started(ServerStart.Running running) -> {
          try (running) {
            yield exercise(folder.path(), running);
          }
        }
      };
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
