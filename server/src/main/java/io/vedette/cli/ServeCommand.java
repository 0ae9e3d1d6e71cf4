package io.vedette.cli;

import io.vedette.platform.Settings;
import io.vedette.platform.SettingsFile;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the server until it is interrupted. */
@Command(
    name = "serve",
    description = "Start the server and run it until Ctrl+C.",
    footer = {
      "",
      "Examples:",
      "  vedette serve",
      "  vedette serve --port 0 --data /tmp/trial",
      "  vedette serve --bind 0.0.0.0 --port 443"
    })
final class ServeCommand implements Callable<Integer> {
  @Option(names = "--port", paramLabel = "PORT", description = "Port; 0 takes any free one (8443).")
  private @Nullable Integer port;

  @Option(
      names = "--bind",
      paramLabel = "ADDRESS",
      description = "Address to listen on; 0.0.0.0 is every one (127.0.0.1).")
  private @Nullable String bind;

  @Spec private @Nullable CommandSpec spec;

  private final Globals globals;
  private final ServerStart server;

  ServeCommand(Globals globals, ServerStart server) {
    this.globals = globals;
    this.server = server;
  }

  @Override
  public Integer call() throws InterruptedException {
    Output output = Output.of(spec);
    return switch (SettingsFile.read(globals.dataDirectory())) {
      case SettingsFile.Reading.Unusable(String message) -> {
        output.error(message);
        yield ExitCode.FAILED;
      }
      case SettingsFile.Reading.Read(Settings settings) -> serve(withOptions(settings), output);
    };
  }

  private Settings withOptions(Settings settings) {
    Settings chosen = settings;
    if (port != null) {
      chosen = chosen.withPort(port);
    }
    if (bind != null) {
      chosen = chosen.withAddress(bind);
    }
    return chosen;
  }

  private int serve(Settings settings, Output output) throws InterruptedException {
    return switch (server.start(settings)) {
      case ServerStart.Outcome.Refused(String message) -> {
        output.error(message);
        yield ExitCode.FAILED;
      }
      case ServerStart.Outcome.Started(ServerStart.Running running) -> {
        Runtime.getRuntime().addShutdownHook(new Thread(running::close, "shutdown"));
        if (globals.json()) {
          output.json(readyForScripts(running));
        } else {
          sayReady(settings, running, output);
        }
        running.awaitStop();
        yield ExitCode.OK;
      }
    };
  }

  private static Map<String, String> readyForScripts(ServerStart.Running running) {
    Map<String, String> ready = new LinkedHashMap<>();
    ready.put("address", running.address().toString());
    running
        .firstPassword()
        .ifPresent(
            password -> {
              ready.put("user", "admin");
              ready.put("password", password);
            });
    return ready;
  }

  private static void sayReady(Settings settings, ServerStart.Running running, Output output) {
    running
        .firstPassword()
        .ifPresent(
            password ->
                output.line(
                    "First start: sign in as "
                        + output.styled("bold", "admin")
                        + " with the password "
                        + output.styled("bold", password)
                        + "\n(shown this once; 'vedette admin reset-password' makes another)."
                        + "\nThe browser warns until it trusts the local authority: see 'vedette ca'."));
    output.line(
        "Vedette is ready at "
            + output.styled("bold", running.address().toString())
            + "  (data in "
            + settings.dataDirectory()
            + ")");
  }
}
