package io.vedette.cli;

import io.vedette.analytics.Alert;
import io.vedette.connectors.demo.AttackStory;
import io.vedette.connectors.rdp.OwnSensor;
import io.vedette.incidents.IncidentDetails;
import io.vedette.incidents.IncidentFilter;
import io.vedette.incidents.IncidentSummary;
import io.vedette.incidents.Incidents;
import io.vedette.ingestion.Ingestion;
import io.vedette.ingestion.IngestionRequest;
import io.vedette.platform.RdpSettings;
import io.vedette.platform.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
  private static final String DECOY = "scanner";
  private static final String DECOY_PASSWORD = "Summer2026!";
  private static final Duration LOOK = Duration.ofMillis(100);

  @Option(names = "--fast", description = "Play the story in seconds instead of two minutes.")
  private boolean fast;

  @Option(names = "--once", description = "End when the story was told.")
  private boolean once;

  @Option(names = "--port", paramLabel = "PORT", description = "Port; 0 takes any free one (0).")
  private int port;

  @Option(
      names = "--geo",
      paramLabel = "FILE",
      description = "A file such as GeoLite2-City.mmdb, for the map of attacks.")
  private @Nullable Path geo;

  @Spec private @Nullable CommandSpec spec;

  private final ServerStart server;
  private final InstantSource clock;
  private final Duration patience;
  private final Set<Long> shown = new HashSet<>();
  private final Set<String> missing;
  private long events;

  DemoCommand(ServerStart server, InstantSource clock) {
    this(server, clock, AttackStory.EXPECTED, PATIENCE);
  }

  /**
   * @param expected what must be found, as in {@link AttackStory#EXPECTED}
   * @param patience how long to wait for it when the story was told
   */
  DemoCommand(ServerStart server, InstantSource clock, Set<String> expected, Duration patience) {
    this.server = server;
    this.clock = clock;
    this.patience = patience;
    this.missing = new TreeSet<>(expected);
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
    Settings settings =
        Settings.in(folder)
            .withPort(port)
            .withRdp(
                RdpSettings.of(
                    "127.0.0.1", 0, "RDP01", Map.of(DECOY, RdpSettings.Decoy.of(DECOY_PASSWORD))))
            .asDemo();
    return geo == null ? settings : settings.withGeoData(geo);
  }

  private int run(ServerStart.Running running, Output output) throws InterruptedException {
    output.line("Vedette's demo is at " + output.styled("bold", running.address().toString()));
    running
        .firstPassword()
        .ifPresent(
            password ->
                output.line(
                    "Sign in as admin with the password " + output.styled("bold", password)));
    sayHowToAttack(running.part(OwnSensor.class), output);
    output.line("");
    play(running, output);
    if (!once) {
      output.line("");
      output.line("The story is told; the server goes on until Ctrl+C.");
      running.awaitStop();
    }
    if (!missing.isEmpty()) {
      output.error(
          "Not found within " + patience.toSeconds() + " s: " + String.join("; ", missing));
      return ExitCode.FAILED;
    }
    output.line("All expected incidents were raised.");
    return ExitCode.OK;
  }

  private static void sayHowToAttack(OwnSensor sensor, Output output) {
    sensor
        .address()
        .ifPresent(
            address -> {
              String port = Integer.toString(address.getPort());
              output.line("Attack its RDP sensor, which has a decoy account, for example with");
              output.line(
                  "  hydra -l %s -p %s -s %s rdp://127.0.0.1"
                      .formatted(DECOY, DECOY_PASSWORD, port));
              output.line(
                  "  xfreerdp /cert-ignore /v:127.0.0.1:%s /u:%s /p:wrong".formatted(port, DECOY));
            });
  }

  private void play(ServerStart.Running running, Output output) throws InterruptedException {
    Ingestion ingestion = running.part(Ingestion.class);
    Incidents incidents = running.part(Incidents.class);
    AttackStory story = new AttackStory(clock);
    tell(ingestion, story.before(), output);
    for (int i = 0; i < story.length(); i++) {
      tell(ingestion, story.scene(i), output);
      long looks = (fast ? FAST_PACE : PACE).dividedBy(LOOK);
      for (long look = 0; look < looks; look++) {
        showNew(incidents, output);
        DemoProgress.show(i + 1, story.length(), events, shown.size());
        Thread.sleep(LOOK);
      }
    }
    for (long i = 0; i < patience.dividedBy(LOOK) && !missing.isEmpty(); i++) {
      showNew(incidents, output);
      Thread.sleep(LOOK);
    }
    showNew(incidents, output);
    DemoProgress.end();
  }

  private void tell(Ingestion ingestion, AttackStory.Scene scene, Output output)
      throws InterruptedException {
    if (!scene.title().isEmpty()) {
      DemoProgress.end();
      output.line("  " + output.styled("faint", time()) + "  " + scene.title());
    }
    store(ingestion, scene);
    events += scene.rows().size();
  }

  private String time() {
    return LocalTime.ofInstant(clock.instant(), ZoneId.systemDefault())
        .truncatedTo(ChronoUnit.SECONDS)
        .format(DateTimeFormatter.ISO_LOCAL_TIME);
  }

  private static void store(Ingestion ingestion, AttackStory.Scene scene)
      throws InterruptedException {
    IngestionRequest request = new IngestionRequest("demo", "SecurityEvent", scene.rows());
    var _ = ingestion.ingestPatiently(request, Integer.MAX_VALUE);
  }

  /** Prints the incidents that were not printed yet, the oldest first. */
  private void showNew(Incidents incidents, Output output) {
    for (IncidentSummary incident : incidents.list(IncidentFilter.ALL).value().reversed()) {
      boolean fresh = shown.add(incident.number());
      if (fresh || !missing.isEmpty()) {
        incidents.find(incident.number()).ifPresent(details -> note(details, fresh, output));
      }
    }
  }

  private void note(IncidentDetails incident, boolean fresh, Output output) {
    for (Alert alert : incident.alerts()) {
      alert.entities().forEach(entity -> missing.remove(alert.ruleName() + ": " + entity.label()));
    }
    if (fresh) {
      DemoProgress.end();
      show(incident.summary(), incident.alerts(), output);
    }
  }

  private void show(IncidentSummary incident, List<Alert> alerts, Output output) {
    String severity = incident.severity().name();
    String style =
        switch (incident.severity()) {
          case High -> "bold,red";
          case Medium -> "bold,yellow";
          case Low, Informational -> "bold";
        };
    output.line(
        "  %s  %s%s %s%s"
            .formatted(
                output.styled("faint", time()),
                output.styled(style, severity),
                " ".repeat(Math.max(0, 13 - severity.length())),
                output.styled(
                    "bold",
                    "Incident " + incident.number() + ": " + Output.printable(incident.title())),
                latency(alerts)));
  }

  private static String latency(List<Alert> alerts) {
    for (Alert alert : alerts) {
      if (alert.latency().stored() != null) {
        long millis =
            Duration.between(alert.latency().stored(), alert.latency().raised()).toMillis();
        return ", %d ms after its event was stored".formatted(Math.max(0, millis));
      }
    }
    return "";
  }
}
