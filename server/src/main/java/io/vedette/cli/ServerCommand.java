package io.vedette.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** A command that asks the running server for something and prints the answer. */
abstract class ServerCommand implements Callable<Integer> {
  private final Globals globals;

  @Spec private @Nullable CommandSpec spec;

  ServerCommand(Globals globals) {
    this.globals = globals;
  }

  /** What to ask. */
  abstract ServerClient.Reply ask(ServerClient client);

  /** Prints the answer for people. */
  abstract void print(JsonNode answer, Output output);

  final Globals globals() {
    return globals;
  }

  @Override
  public final Integer call() {
    Output output = Output.of(spec);
    Optional<ServerClient> found = ServerClient.find(globals.dataDirectory());
    if (found.isEmpty()) {
      output.error(ServerClient.noServerMessage(globals.dataDirectory()));
      return ExitCode.NO_SERVER;
    }
    try (ServerClient client = found.get()) {
      return switch (ask(client)) {
        case ServerClient.Reply.Done(JsonNode body) -> {
          if (globals.json()) {
            output.json(body);
          } else {
            print(body, output);
          }
          yield ExitCode.OK;
        }
        case ServerClient.Reply.Refused(int _, String message, JsonNode _) -> {
          output.error(message);
          yield ExitCode.FAILED;
        }
        case ServerClient.Reply.NoServer(String message) -> {
          output.error(message);
          yield ExitCode.NO_SERVER;
        }
      };
    }
  }
}
