package io.vedette.cli;

import io.vedette.ingestion.StoredHistory;
import io.vedette.platform.Settings;
import io.vedette.platform.SettingsFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Option;

/** Where a command finds past events: in files, or in a data directory on which no server runs. */
final class PastOptions {
  @Option(
      names = "--import",
      arity = "1..*",
      paramLabel = "FILE",
      description = {
        "Take the events of .evtx, .json, .jsonl, .csv files, or .zip and .gz of these, as if each"
            + " had come in when it happened (without it: what the data directory holds)."
      })
  private List<Path> files = List.of();

  PastOptions() {}

  /** Events to look at, and when they came in. */
  record Past(KqlSession session, StoredHistory history) implements AutoCloseable {
    @Override
    public void close() {
      session.close();
    }
  }

  /** Whether the events are in files. */
  boolean areFiles() {
    return !files.isEmpty();
  }

  /**
   * Opens them.
   *
   * @param err where what cannot be read is told
   * @throws IllegalArgumentException when there are none, or a file is not there; the message is
   *     for people
   */
  Past open(Path dataDirectory, PrintWriter err) throws IOException {
    if (files.isEmpty()) {
      return stored(dataDirectory);
    }
    for (Path file : files) {
      if (!Files.exists(file)) {
        throw new IllegalArgumentException("There is no file " + file);
      }
    }
    KqlSession session = KqlSession.inMemory(null, null);
    try {
      new KqlImport(session, InstantSource.system(), err).load(files);
      StoredHistory history = new StoredHistory(session.database());
      history.arrangeByEventTime();
      return new Past(session, history);
    } catch (IOException | RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private static Past stored(Path directory) {
    if (!Files.exists(directory.resolve("events.duckdb"))) {
      throw new IllegalArgumentException(
          directory + " holds no events yet: import some, or name files with --import.");
    }
    return switch (SettingsFile.read(directory)) {
      case SettingsFile.Reading.Unusable(String message) ->
          throw new IllegalArgumentException(message);
      case SettingsFile.Reading.Read(Settings settings) -> {
        KqlSession session = KqlSession.readOnly(directory, null, settings.geoData());
        yield new Past(session, new StoredHistory(session.database()));
      }
    };
  }
}
