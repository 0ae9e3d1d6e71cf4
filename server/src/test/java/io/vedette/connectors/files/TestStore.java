package io.vedette.connectors.files;

import io.vedette.ingestion.Ingestion;
import io.vedette.ingestion.IngestionSettings;
import io.vedette.query.DatabaseSettings;
import io.vedette.query.EventDatabase;
import io.vedette.testing.StoredRows;
import io.vedette.workspace.TableCatalog;
import io.vedette.workspace.Workspace;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** A workspace to import into. */
final class TestStore implements AutoCloseable {
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-24T07:00:00Z"));
  private static final TableCatalog CATALOG = TableCatalog.fromClassPath();

  final Workspace workspace = Workspace.inMemory(CATALOG);
  private final EventDatabase database =
      EventDatabase.inMemory(new DatabaseSettings(512L << 20, 2));
  private final Ingestion ingestion =
      new Ingestion(database, workspace, CLOCK, IngestionSettings.DEFAULT);
  final FileImport files;

  TestStore(Path folder) {
    files = new FileImport(workspace, ingestion, Spool.in(folder), CLOCK);
  }

  ImportReport read(String name, String text) {
    return read(name, text.getBytes(StandardCharsets.UTF_8));
  }

  ImportReport read(String name, byte[] bytes) {
    return read(name, bytes, ImportOptions.DEFAULT);
  }

  ImportReport read(String name, byte[] bytes, ImportOptions options) {
    return files.read(name, new ByteArrayInputStream(bytes), options);
  }

  /** Each row's cells as text, separated by bars. */
  List<String> rows(String sql) {
    return StoredRows.of(database, sql);
  }

  @Override
  public void close() {
    ingestion.close();
    database.close();
  }
}
