package io.vedette.cli;

import io.vedette.platform.Settings;
import java.io.PrintWriter;
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
    Settings settings = Settings.in(globals.dataDirectory());
    if (port != null) {
      settings = settings.withPort(port);
    }
    if (bind != null) {
      settings = settings.withAddress(bind);
    }
    PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
    return switch (server.start(settings)) {
      case ServerStart.Outcome.Refused(String message) -> {
        spec.commandLine().getErr().println(message);
        yield ExitCode.FAILED;
      }
      case ServerStart.Outcome.Started(ServerStart.Running running) -> {
        Runtime.getRuntime().addShutdownHook(new Thread(running::close, "shutdown"));
        running
            .firstPassword()
            .ifPresent(
                password -> out.println("First start. Sign in as admin with password " + password));
        out.println("Vedette is ready at " + running.address());
        out.flush();
        running.awaitStop();
        yield ExitCode.OK;
      }
    };
  }
}
