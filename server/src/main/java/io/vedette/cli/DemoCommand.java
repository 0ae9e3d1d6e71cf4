package io.vedette.cli;

import io.vedette.analytics.Alert;
import io.vedette.connectors.demo.AttackStory;
import io.vedette.incidents.IncidentDetails;
import io.vedette.incidents.IncidentFilter;
import io.vedette.incidents.IncidentSummary;
import io.vedette.incidents.Incidents;
import io.vedette.ingestion.Ingestion;
import io.vedette.ingestion.IngestionOutcome;
import io.vedette.ingestion.IngestionRequest;
import io.vedette.platform.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays an attack in a throw-away workspace and prints each incident as it is raised. */
@Command(
    name = "demo",
    description = "See an attack on a small office become incidents, in a throw-away workspace.",
    footer = {
      "",
      "With --once it ends by itself: exit code 0 when all expected incidents were raised, else 1.",
      "",
      "Examples:",
      "  vedette demo",
      "  vedette demo --fast --once"
    })
final class DemoCommand implements Callable<Integer> {
  private static final Duration PACE = Duration.ofSeconds(4);
  private static final Duration FAST_PACE = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(100);

  @Option(names = "--fast", description = "Play the story in seconds instead of two minutes.")
  private boolean fast;

  @Option(names = "--once", description = "End when the story was told.")
  private boolean once;

  @Option(names = "--port", paramLabel = "PORT", description = "Port; 0 takes any free one (0).")
  private int port;

  @Spec private @Nullable CommandSpec spec;

  private final ServerStart server;
  private final InstantSource clock;
  private final Set<Long> shown = new HashSet<>();
  private final Set<String> missing = new TreeSet<>(AttackStory.EXPECTED_RULES);

  DemoCommand(ServerStart server, InstantSource clock) {
    this.server = server;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Output output = Output.of(spec);
    try (ThrowAwayFolder folder = ThrowAwayFolder.make("vedette-demo")) {
      return switch (server.start(settings(folder.path()))) {
        case ServerStart.Outcome.Refused(String message) -> {
          output.error(message);
          yield ExitCode.FAILED;
        }
        case ServerStart.Outcome.Started(ServerStart.Running running) -> {
          Runnable stop = running::close;
          Runnable remove = folder::close;
          Thread end =
              new Thread(
                  () -> {
                    stop.run();
                    remove.run();
                  },
                  "shutdown");
          Runtime.getRuntime().addShutdownHook(end);
          try (running) {
            yield run(running, output);
          }
        }
      };
    }
  }

  private Settings settings(Path folder) {
    return Settings.in(folder).withPort(port).asDemo();
  }

  private int run(ServerStart.Running running, Output output) throws InterruptedException {
    output.line("Vedette's demo is at " + output.styled("bold", running.address().toString()));
    running
        .firstPassword()
        .ifPresent(
            password ->
                output.line(
                    "Sign in as admin with the password " + output.styled("bold", password)));
    output.line("");
    play(running, output);
    if (!once) {
      output.line("");
      output.line("The story is told; the server goes on until Ctrl+C.");
      running.awaitStop();
    }
    if (!missing.isEmpty()) {
      output.error(
          "Not raised within " + PATIENCE.toSeconds() + " s: " + String.join("; ", missing));
      return ExitCode.FAILED;
    }
    output.line("All expected incidents were raised.");
    return ExitCode.OK;
  }

  private void play(ServerStart.Running running, Output output) throws InterruptedException {
    Ingestion ingestion = running.part(Ingestion.class);
    Incidents incidents = running.part(Incidents.class);
    AttackStory story = new AttackStory(clock);
    for (int i = 0; i < story.length(); i++) {
      AttackStory.Scene scene = story.scene(i);
      if (!scene.title().isEmpty()) {
        output.line("  " + scene.title());
      }
      store(ingestion, scene);
      show(incidents, output);
      Thread.sleep(fast ? FAST_PACE : PACE);
    }
    long tries = PATIENCE.dividedBy(LOOK);
    for (long i = 0; i < tries && !missing.isEmpty(); i++) {
      Thread.sleep(LOOK);
      show(incidents, output);
    }
  }

  private static void store(Ingestion ingestion, AttackStory.Scene scene)
      throws InterruptedException {
    IngestionRequest request = new IngestionRequest("demo", "SecurityEvent", scene.rows());
    IngestionOutcome outcome = ingestion.ingest(request);
    while (outcome instanceof IngestionOutcome.Overloaded overloaded) {
      Thread.sleep(overloaded.retryAfter());
      outcome = ingestion.ingest(request);
    }
  }

  /** Prints the incidents that were not printed yet, the oldest first. */
  private void show(Incidents incidents, Output output) {
    incidents.list(IncidentFilter.ALL).value().stream()
        .sorted(Comparator.comparingLong(IncidentSummary::number))
        .filter(incident -> shown.add(incident.number()))
        .flatMap(incident -> incidents.find(incident.number()).stream())
        .forEach(incident -> show(incident, output));
  }

  private void show(IncidentDetails incident, Output output) {
    IncidentSummary summary = incident.summary();
    StringBuilder latency = new StringBuilder();
    for (Alert alert : incident.alerts()) {
      missing.remove(alert.ruleName());
      if (latency.isEmpty() && alert.latency().stored() != null) {
        latency
            .append(", ")
            .append(Duration.between(alert.latency().stored(), alert.latency().raised()).toMillis())
            .append(" ms after its events were stored");
      }
    }
    output.line(
        output.styled("bold", "Incident " + summary.number())
            + "  "
            + summary.severity()
            + "  "
            + Output.printable(summary.title())
            + latency);
  }
}
