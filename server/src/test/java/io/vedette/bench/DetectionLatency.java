package io.vedette.bench;

import io.vedette.VedetteServer;
import io.vedette.analytics.Alert;
import io.vedette.analytics.AlertStore;
import io.vedette.analytics.AnalyticsRules;
import io.vedette.cli.ServerStart;
import io.vedette.incidents.IncidentSummary;
import io.vedette.ingestion.Ingestion;
import io.vedette.ingestion.IngestionOutcome;
import io.vedette.ingestion.IngestionRequest;
import io.vedette.platform.LiveEvent;
import io.vedette.platform.LiveEvents;
import io.vedette.platform.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Measures how long after an event is acknowledged its incident stands in the database: a whole
 * server with all shipped rules and one more near-real-time rule; events that match it, each sent
 * when the incident of the one before was stored. Beside them other events may come in at a steady
 * rate.
 *
 * <p>Arguments: number of events (1000), other events a second (0). An event whose incident does
 * not come within half a minute ends the program with an error.
 */
public final class DetectionLatency {
  private static final int WARM_UP = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String RULE_ID = "5b7f3e0a-6c1e-4a53-9d0b-0e64a1a3c001";
  private static final String RULE =
      """
      id: %s
      name: Benchmark
      kind: NRT
      severity: High
      query: |
        SecurityEvent
        | where EventID == 4625 and TargetUserName startswith "bench-"
        | project TimeGenerated, TargetUserName, Computer, IpAddress
      entityMappings:
        - entityType: Account
          fieldMappings: [{identifier: Name, columnName: TargetUserName}]
        - entityType: Host
          fieldMappings: [{identifier: HostName, columnName: Computer}]
        - entityType: IP
          fieldMappings: [{identifier: Address, columnName: IpAddress}]
      eventGroupingSettings: {aggregationKind: AlertPerResult}
      """
          .formatted(RULE_ID);

  private final Ingestion ingestion;
  private final LiveEvents live;
  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong others = new AtomicLong();

  private DetectionLatency(ServerStart.Running server) {
    this.ingestion = server.part(Ingestion.class);
    this.live = server.part(LiveEvents.class);
  }

  /** Runs it and prints the figures. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int events = args.length > 0 ? Integer.parseInt(args[0]) : 1000;
    int rate = args.length > 1 ? Integer.parseInt(args[1]) : 0;
    Path folder = Files.createTempDirectory("vedette-latency");
    try {
      Files.createDirectories(folder.resolve("rules"));
      Files.writeString(folder.resolve("rules/Benchmark.yaml"), RULE);
      switch (VedetteServer.start(Settings.in(folder).withPort(0))) {
        case ServerStart.Outcome.Refused(String message) ->
            throw new IllegalStateException(message);
        case ServerStart.Outcome.Started(ServerStart.Running server) -> {
          try (server) {
            new DetectionLatency(server).run(server, events, rate);
          }
        }
      }
    } finally {
      remove(folder);
    }
  }

  private void run(ServerStart.Running server, int events, int rate) throws InterruptedException {
    int rules = server.part(AnalyticsRules.class).list().size();
    System.out.printf(
        "%d events one by one, %d rules, %d other events/s, %d processors%n",
        events, rules, rate, Runtime.getRuntime().availableProcessors());
    Thread background = Thread.ofPlatform().start(() -> sendOthers(rate));
    long[] nanos = new long[events];
    long[] ingest = new long[events];
    long begun = System.nanoTime();
    try (LiveEvents.Subscription subscription = live.subscribe()) {
      for (int i = -WARM_UP; i < events; i++) {
        String name = "bench-" + (i + WARM_UP);
        long sent = System.nanoTime();
        store(List.of(failure(name, "ws" + (i + WARM_UP))));
        long acknowledged = System.nanoTime();
        awaitIncident(subscription, name);
        if (i >= 0) {
          ingest[i] = acknowledged - sent;
          nanos[i] = System.nanoTime() - acknowledged;
        }
      }
    } finally {
      over.set(true);
      background.join();
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    print("sent to acknowledged", ingest);
    print("acknowledged to incident stored", nanos);
    print("stored to raised, by the alerts' stamps", stamps(server, events));
    System.out.printf(Locale.ROOT, "%.1f s in all, %d other events%n", seconds, others.get());
  }

  /** The alerts' own stamps, without those of the warm-up. */
  private static long[] stamps(ServerStart.Running server, int events) {
    List<Alert> alerts = new AlertStore(server.part(JdbcClient.class)).ofRule(RULE_ID);
    if (alerts.size() != events + WARM_UP) {
      throw new IllegalStateException(
          alerts.size() + " alerts of " + (events + WARM_UP) + " events");
    }
    return alerts.stream()
        .skip(WARM_UP)
        .map(Alert::latency)
        .mapToLong(
            latency ->
                Duration.between(Objects.requireNonNull(latency.stored()), latency.raised())
                    .toNanos())
        .toArray();
  }

  private static void awaitIncident(LiveEvents.Subscription subscription, String account)
      throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      LiveEvent event = subscription.next(PATIENCE);
      if (event != null
          && event.data() instanceof IncidentSummary incident
          && incident.entitySummary().stream().anyMatch(e -> e.label().equals(account))) {
        return;
      }
    }
    throw new IllegalStateException("no incident of " + account + " within " + PATIENCE);
  }

  private void store(List<Map<String, Object>> rows) throws InterruptedException {
    IngestionRequest request =
        new IngestionRequest("bench", "SecurityEvent", new ArrayList<>(rows));
    IngestionOutcome outcome = ingestion.ingest(request);
    while (outcome instanceof IngestionOutcome.Overloaded overloaded && !over.get()) {
      Thread.sleep(overloaded.retryAfter());
      outcome = ingestion.ingest(request);
    }
    if (!(outcome instanceof IngestionOutcome.Stored) && !over.get()) {
      throw new IllegalStateException(outcome.toString());
    }
  }

  /** Successful network sign-ins in batches of 50 ms. */
  private void sendOthers(int rate) {
    try {
      sendBatches(rate);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendBatches(int rate) throws InterruptedException {
    long period = 50_000_000L;
    long next = System.nanoTime();
    int batch = rate / 20;
    while (!over.get() && batch > 0) {
      List<Map<String, Object>> rows = new ArrayList<>(batch);
      for (int i = 0; i < batch; i++) {
        rows.add(signIn(4624, "user" + (others.get() + i) % 500, "srv" + i % 40));
      }
      store(rows);
      others.addAndGet(batch);
      next += period;
      LockSupport.parkNanos(Math.max(0, next - System.nanoTime()));
    }
  }

  private static Map<String, Object> failure(String user, String computer) {
    return signIn(4625, user, computer);
  }

  private static Map<String, Object> signIn(int id, String user, String computer) {
    return Map.of(
        "TimeGenerated",
        Instant.now().toString(),
        "EventID",
        id,
        "Computer",
        computer,
        "TargetUserName",
        user,
        "TargetAccount",
        "OFFICE\\" + user,
        "LogonType",
        3,
        "IpAddress",
        "192.0.2." + Math.floorMod(user.hashCode(), 250));
  }

  private static void print(String what, long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    System.out.printf(
        Locale.ROOT,
        "%-42s p50 %7.1f ms   p99 %7.1f ms   max %7.1f ms%n",
        what,
        at(sorted, 0.5),
        at(sorted, 0.99),
        at(sorted, 1));
  }

  private static double at(long[] sorted, double part) {
    int index = (int) Math.ceil(part * sorted.length) - 1;
    return sorted[Math.clamp(index, 0, sorted.length - 1)] / 1e6;
  }

  private static void remove(Path folder) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      files.forEach(paths::add);
    }
    Collections.sort(paths, Comparator.reverseOrder());
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
