package io.vedette.connectors.rdp;

import static java.util.stream.Collectors.toSet;

import io.vedette.connectors.rdp.remote.SensorBatch;
import io.vedette.connectors.rdp.remote.SensorRow;
import io.vedette.ingestion.Ingestion;
import io.vedette.ingestion.IngestionOutcome;
import io.vedette.ingestion.IngestionRequest;
import io.vedette.workspace.ColumnDefinition;
import io.vedette.workspace.TableDefinition;
import io.vedette.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes what sensors on other machines deliver. Whoever holds a sensor's token can write rows of
 * the tables that a sensor writes, and nothing else: unknown columns are left out, and what says
 * who tells a loss is this server's word.
 */
public final class RemoteSensors {
  private static final String CONNECTIONS = "RdpSensor_CL";
  private static final String HEALTH = "SentinelHealth";
  private static final Set<String> TABLES = Set.of("SecurityEvent", "Event", CONNECTIONS, HEALTH);
  private static final Pattern STREAM = Pattern.compile("[0-9a-f]{32}");

  /** Sensors report each half minute, so that there is one row a minute. */
  private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(45);

  private final Ingestion ingestion;
  private final Workspace workspace;
  private final Path keys;
  private final InstantSource clock;
  private final Map<String, Heard> heard = new ConcurrentHashMap<>();
  private @Nullable PasswordVault vault;

  /**
   * @param keys folder of the keys that seal passwords, also of the server's own sensor
   */
  public RemoteSensors(Ingestion ingestion, Workspace workspace, Path keys, InstantSource clock) {
    this.ingestion = ingestion;
    this.workspace = workspace;
    this.keys = keys;
    this.clock = clock;
  }

  /** What became of a batch. */
  public sealed interface Taken {
    /** It is durable. */
    record Stored() implements Taken {}

    /** It makes no sense, now or later. */
    record Senseless(String why) implements Taken {}

    /** The store is busy; nothing or a part was taken, and the rest may be sent again. */
    record Busy(Duration retryAfter, String why) implements Taken {}
  }

  /**
   * What a sensor said last, since this server's start.
   *
   * @param address that it came from
   * @param heartbeat when a row of Heartbeat was written
   */
  public record Heard(
      Instant at, String address, SensorBatch.SensorReport report, Instant heartbeat) {}

  /** What the sensor of that name said last. */
  public Optional<Heard> heard(String name) {
    return Optional.ofNullable(heard.get(name));
  }

  /**
   * Takes a batch in.
   *
   * @param name the sensor's
   * @param address that it came from
   */
  public Taken take(String name, String address, SensorBatch batch) throws IOException {
    if (batch.report() != null) {
      note(name, address, batch.report());
    }
    if (batch.rows().isEmpty()) {
      return new Taken.Stored();
    }
    String stream = batch.stream();
    if (stream == null || !STREAM.matcher(stream).matches() || batch.number() < 1) {
      return new Taken.Senseless("A batch has a stream of 32 hexadecimal digits and a number.");
    }
    Map<String, List<Map<String, @Nullable Object>>> byTable = new LinkedHashMap<>();
    Map<String, Set<String>> columns = new HashMap<>();
    for (SensorRow row : batch.rows()) {
      if (!TABLES.contains(row.table())) {
        return new Taken.Senseless("A sensor writes no rows of " + row.table() + ".");
      }
      Set<String> known = columns.computeIfAbsent(row.table(), this::columns);
      byTable
          .computeIfAbsent(row.table(), table -> new ArrayList<>())
          .add(values(name, row, known));
    }
    List<IngestionRequest> requests = new ArrayList<>();
    byTable.forEach((table, rows) -> requests.add(new IngestionRequest(source(name), table, rows)));
    for (IngestionOutcome outcome :
        ingestion.ingestInOrder("sensor/" + name + "/" + stream, batch.number(), requests)) {
      if (outcome instanceof IngestionOutcome.Overloaded(Duration retryAfter, String reason)) {
        return new Taken.Busy(retryAfter, reason);
      }
    }
    return new Taken.Stored();
  }

  private static String source(String name) {
    return "rdp-sensor " + name;
  }

  private Set<String> columns(String table) {
    TableDefinition definition = workspace.table(table);
    return definition == null
        ? Set.of()
        : definition.columns().stream().map(ColumnDefinition::name).collect(toSet());
  }

  private Map<String, @Nullable Object> values(String name, SensorRow row, Set<String> columns)
      throws IOException {
    Map<String, @Nullable Object> values = new LinkedHashMap<>(row.values());
    values.keySet().retainAll(columns);
    switch (row.table()) {
      case CONNECTIONS -> seal(row.values().get("Password"), values);
      case HEALTH -> {
        values.put("SentinelResourceType", "Data connector");
        values.put("SentinelResourceKind", "RDP sensor");
        values.put("SentinelResourceName", name);
        values.put("WorkspaceId", workspace.id().toString());
        values.put("SourceSystem", "Vedette");
      }
      default -> {
        // As the sensor made it.
      }
    }
    return values;
  }

  /** The password came over TLS; it is kept under this server's key. */
  private void seal(@Nullable Object password, Map<String, @Nullable Object> values)
      throws IOException {
    values.remove("PasswordSealed");
    if (password instanceof String text) {
      Map<String, Object> sealed = new HashMap<>();
      new CapturedPasswords(PasswordPolicy.ENCRYPTED, vault()).put(text, sealed);
      values.putAll(sealed);
    }
  }

  private synchronized PasswordVault vault() throws IOException {
    PasswordVault opened = vault;
    if (opened == null) {
      opened = PasswordVault.in(keys);
      vault = opened;
    }
    return opened;
  }

  private void note(String name, String address, SensorBatch.SensorReport report) {
    Instant now = clock.instant();
    Heard before = heard.get(name);
    Instant last = before == null ? Instant.MIN : before.heartbeat();
    boolean due = !now.isBefore(last.plus(BETWEEN_HEARTBEATS));
    heard.put(name, new Heard(now, address, report, due ? now : last));
    if (due) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("TimeGenerated", now);
      row.put("Category", "Vedette RDP sensor");
      row.put("Computer", report.computer());
      row.put("ComputerIP", address);
      row.put("Resource", name);
      row.put("Version", report.version());
      row.put("SourceSystem", "Vedette");
      // One that a busy store does not take is missed by nobody: the next comes in a minute.
      var _ = ingestion.ingest(new IngestionRequest(source(name), "Heartbeat", List.of(row)));
    }
  }
}
