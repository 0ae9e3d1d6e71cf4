package io.vedette.bench;

import io.vedette.connectors.files.FileImport;
import io.vedette.connectors.files.Spool;
import io.vedette.ingestion.Ingestion;
import io.vedette.ingestion.IngestionSettings;
import io.vedette.query.DatabaseSettings;
import io.vedette.query.EventDatabase;
import io.vedette.workspace.TableCatalog;
import io.vedette.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.stream.Stream;

/** A workspace with its event database on disk, as a server has it. */
record Store(Spool spool, Workspace workspace, EventDatabase database, Ingestion ingestion)
    implements AutoCloseable {

  /** An empty one in place of what was there. */
  static Store fresh(Path folder) {
    remove(folder);
    return open(folder);
  }

  static Store open(Path folder) {
    // Makes the folder, too.
    Spool spool = Spool.in(folder.resolve("spool"));
    Workspace workspace = Workspace.open(folder, TableCatalog.fromClassPath());
    EventDatabase database =
        EventDatabase.open(folder.resolve("events.duckdb"), DatabaseSettings.forThisMachine());
    return new Store(
        spool,
        workspace,
        database,
        new Ingestion(database, workspace, InstantSource.system(), IngestionSettings.DEFAULT));
  }

  FileImport files() {
    return new FileImport(workspace, ingestion, spool, InstantSource.system());
  }

  @Override
  public void close() {
    ingestion.close();
    database.close();
  }

  static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
