package io.vedette.cli;

import io.vedette.connectors.files.FileImport;
import io.vedette.connectors.files.FileReport;
import io.vedette.connectors.files.ImportOptions;
import io.vedette.connectors.files.ImportReport;
import io.vedette.connectors.files.Spool;
import io.vedette.ingestion.Ingestion;
import io.vedette.ingestion.IngestionSettings;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** Loads files into a workspace in memory before its queries run. */
final class KqlImport {
  private final KqlSession session;
  private final InstantSource clock;
  private final PrintWriter err;

  KqlImport(KqlSession session, InstantSource clock, PrintWriter err) {
    this.session = session;
    this.clock = clock;
    this.err = err;
  }

  /** Loads all; what is refused or unreadable is told on standard error. */
  void load(List<Path> files) throws IOException {
    if (files.isEmpty()) {
      return;
    }
    Path folder = Files.createTempDirectory("vedette-kql-");
    try (Ingestion ingestion =
        new Ingestion(session.database(), session.workspace(), clock, IngestionSettings.DEFAULT)) {
      FileImport reader = new FileImport(session.workspace(), ingestion, Spool.in(folder), clock);
      for (Path file : files) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
          tell(reader.read(String.valueOf(file.getFileName()), in, ImportOptions.DEFAULT));
        }
      }
    } finally {
      Files.deleteIfExists(folder);
    }
  }

  private void tell(ImportReport report) {
    for (FileReport file : report.files()) {
      file.notes().forEach(note -> err.println(file.file() + ": " + note));
      file.reasons()
          .forEach((reason, count) -> err.println(file.file() + ": " + count + " x " + reason));
    }
    err.flush();
  }
}
