package io.vedette.connectors.rdp;

import io.vedette.platform.RdpSettings;
import io.vedette.platform.RdpSettingsReader;
import io.vedette.platform.SettingsProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The settings of the server's own sensor: those of the file, or what people saved over them. A
 * change is in force, and kept, when the sensor runs with it; else all stays as it was.
 */
public final class SensorConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(SensorConfiguration.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final OwnSensor sensor;
  private final RdpSettings ofFile;
  private final Path folder;
  private final SettingsVersions versions;
  private final InstantSource clock;
  private Current current;

  /**
   * What holds.
   *
   * @param version 0 when nobody has ever saved anything
   * @param saved whether they hold instead of those of the file
   * @param fault why the sensor does not run as they say, in words; null when it does
   */
  public record Current(
      RdpSettings settings, long version, boolean saved, @Nullable String fault) {}

  /**
   * A version that can be had again.
   *
   * @param changes what it changed, in words
   * @param saved false for one that went back to the file
   */
  public record Version(long version, Instant at, String by, String changes, boolean saved) {}

  /** What comes of a change. */
  public sealed interface Outcome {
    /** It is in force; {@code changes} is empty when it changed nothing. */
    record Done(Current current, List<String> changes) implements Outcome {
      public Done {
        changes = List.copyOf(changes);
      }
    }

    record Unusable(List<SettingsProblem> problems) implements Outcome {
      public Unusable {
        problems = List.copyOf(problems);
      }
    }

    /** Somebody else has changed them since they were looked at. */
    record Outdated() implements Outcome {}

    /** There is no such version, or it cannot be read any more. */
    record Unknown() implements Outcome {}

    /** The sensor could not start with them; {@code current} tells whether the old one runs. */
    record NotStarted(Current current, String reason) implements Outcome {}
  }

  /**
   * @param ofFile null when the file wants no sensor
   * @param folder where the sensor keeps its keys
   */
  public SensorConfiguration(
      OwnSensor sensor,
      @Nullable RdpSettings ofFile,
      Path folder,
      JdbcClient jdbc,
      InstantSource clock) {
    this.sensor = sensor;
    this.ofFile = ofFile == null ? RdpSettings.OFF : ofFile;
    this.folder = folder;
    this.versions = new SettingsVersions(jdbc);
    this.clock = clock;
    current = new Current(this.ofFile, 0, false, null);
  }

  /**
   * Starts the sensor when the server starts. What people saved can be mended only while the server
   * runs, so it fails for the file's settings alone.
   */
  public synchronized void start() throws IOException, GeneralSecurityException {
    current = versions.newest().map(this::read).orElse(current);
    if (current.saved) {
      LOG.info("the settings of the RDP sensor are those saved in the portal, not the file's");
    }
    if (current.fault == null) {
      try {
        run(current.settings);
      } catch (IOException | GeneralSecurityException e) {
        if (!current.saved) {
          throw e;
        }
        current = faulty(current, e);
      }
    }
    if (current.fault != null) {
      LOG.error("the RDP sensor does not run: {}", current.fault);
    }
  }

  private void run(RdpSettings settings) throws IOException, GeneralSecurityException {
    sensor.run(settings.enabled() ? SensorSettings.of(settings) : null);
  }

  private static Current faulty(Current current, Exception reason) {
    return new Current(
        current.settings, current.version, current.saved, String.valueOf(reason.getMessage()));
  }

  private Current read(SettingsVersions.Row row) {
    if (row.sealed() == null) {
      return new Current(ofFile, row.version(), false, null);
    }
    return opened(row.sealed())
        .map(settings -> new Current(settings, row.version(), true, null))
        .orElseGet(
            () ->
                new Current(
                    RdpSettings.OFF,
                    row.version(),
                    true,
                    "the saved settings cannot be read, since the keys in "
                        + folder
                        + " are others than those that sealed them. Save them anew, or go back to"
                        + " the file"));
  }

  private Optional<RdpSettings> opened(String sealed) {
    try {
      return PasswordVault.existing(folder)
          .flatMap(vault -> vault.open(sealed))
          .map(text -> JSON.readValue(text, Map.class))
          .map(RdpSettingsReader::readValues)
          .flatMap(
              reading ->
                  reading instanceof RdpSettingsReader.Reading.Read(RdpSettings settings)
                      ? Optional.of(settings)
                      : Optional.empty());
    } catch (IOException | JacksonException e) {
      LOG.warn("saved settings of the RDP sensor cannot be read", e);
      return Optional.empty();
    }
  }

  /** What holds now. */
  public synchronized Current current() {
    return current;
  }

  /** All versions that are kept, the newest first. */
  public synchronized List<Version> versions() {
    return versions.list().stream()
        .map(
            row ->
                new Version(row.version(), row.at(), row.by(), row.changes(), row.sealed() != null))
        .toList();
  }

  /**
   * Saves settings and lets the sensor run with them.
   *
   * @param values as {@link RdpSettingsReader} reads them. Decoys without a password keep that of
   *     the decoy whose name is {@code was}, or else {@code name}
   * @param seen the version that they were made from
   * @param by the name of who does it
   */
  public synchronized Outcome save(Map<String, ?> values, long seen, String by) {
    if (seen != current.version) {
      return new Outcome.Outdated();
    }
    return switch (RdpSettingsReader.readValues(withPasswords(values))) {
      case RdpSettingsReader.Reading.Unusable(var problems) -> new Outcome.Unusable(problems);
      case RdpSettingsReader.Reading.Read(RdpSettings settings) -> change(settings, true, by);
    };
  }

  /**
   * Goes back to what a version said.
   *
   * @param version 0 for the file
   * @param seen the version that holds, as far as is known
   */
  public synchronized Outcome restore(long version, long seen, String by) {
    if (seen != current.version) {
      return new Outcome.Outdated();
    }
    if (version == 0) {
      return change(ofFile, false, by);
    }
    for (SettingsVersions.Row row : versions.list()) {
      Current then = row.version() == version ? read(row) : null;
      if (then != null && then.fault == null) {
        return change(then.settings, then.saved, by);
      }
    }
    return new Outcome.Unknown();
  }

  private Map<String, Object> withPasswords(Map<String, ?> values) {
    Map<String, Object> complete = new HashMap<>(values);
    if (values.get("decoys") instanceof List<?> decoys) {
      List<@Nullable Object> all = new ArrayList<>();
      for (Object decoy : decoys) {
        all.add(decoy instanceof Map<?, ?> map ? withPassword(map) : decoy);
      }
      complete.put("decoys", all);
    }
    return complete;
  }

  private Map<Object, Object> withPassword(Map<?, ?> decoy) {
    Map<Object, Object> complete = new HashMap<>(decoy);
    Object was = complete.remove("was");
    Object name = was == null ? complete.get("name") : was;
    RdpSettings.Decoy known = name == null ? null : current.settings.decoys().get(name);
    if (known != null) {
      complete.putIfAbsent("password", known.password());
    }
    return complete;
  }

  private Outcome change(RdpSettings settings, boolean saved, String by) {
    Current before = current;
    List<String> changes = new ArrayList<>(SettingsDifference.between(before.settings, settings));
    if (before.saved && !saved) {
      changes.addFirst("back to the file");
    }
    if (changes.isEmpty() && before.fault == null) {
      return new Outcome.Done(before, changes);
    }
    try {
      run(settings);
      Current after = new Current(settings, before.version + 1, saved, null);
      keep(after, changes, by);
      current = after;
      return new Outcome.Done(after, changes);
    } catch (IOException | GeneralSecurityException e) {
      if (before.settings.enabled() && sensor.address().isEmpty()) {
        current = faulty(before, e);
      }
      return new Outcome.NotStarted(current, String.valueOf(e.getMessage()));
    }
  }

  /** Keeps what is in force; when that fails, the sensor runs as before again. */
  private void keep(Current after, List<String> changes, String by) throws IOException {
    boolean kept = false;
    try {
      String sealed =
          after.saved
              ? PasswordVault.in(folder).seal(JSON.writeValueAsString(after.settings.values(true)))
              : null;
      versions.add(
          new SettingsVersions.Row(
              after.version, clock.instant(), by, String.join("; ", changes), sealed));
      kept = true;
    } finally {
      if (!kept) {
        runAgain();
      }
    }
  }

  private void runAgain() {
    try {
      run(current.settings);
    } catch (IOException | GeneralSecurityException e) {
      current = faulty(current, e);
    }
  }

  /** The password of a decoy account. */
  public synchronized Optional<String> password(String decoy) {
    return Optional.ofNullable(current.settings.decoys().get(decoy))
        .map(RdpSettings.Decoy::password);
  }
}
