package io.vedette.ingestion;

import io.vedette.query.DatabaseSettings;
import io.vedette.query.EventDatabase;
import io.vedette.testing.StoredRows;
import io.vedette.workspace.TableCatalog;
import io.vedette.workspace.Workspace;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A workspace with its database and ingestion, as tests need it. */
final class Store implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");
  private static final TableCatalog CATALOG = TableCatalog.fromClassPath();

  final Workspace workspace;
  final EventDatabase database;
  final Ingestion ingestion;

  private Store(
      Workspace workspace,
      EventDatabase database,
      InstantSource clock,
      IngestionSettings settings) {
    this.workspace = workspace;
    this.database = database;
    this.ingestion = new Ingestion(database, workspace, clock, settings);
  }

  static DatabaseSettings settings() {
    return new DatabaseSettings(512L << 20, 2);
  }

  static Store inMemory() {
    return new Store(
        Workspace.inMemory(CATALOG),
        EventDatabase.inMemory(settings()),
        InstantSource.fixed(NOW),
        IngestionSettings.DEFAULT);
  }

  static Store open(Path folder) {
    return open(folder, CATALOG, InstantSource.fixed(NOW), IngestionSettings.DEFAULT);
  }

  static Store open(
      Path folder, TableCatalog catalog, InstantSource clock, IngestionSettings settings) {
    return new Store(
        Workspace.open(folder, catalog),
        EventDatabase.open(folder.resolve("events.duckdb"), settings()),
        clock,
        settings);
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  final IngestionOutcome ingest(String table, Map<String, ? extends @Nullable Object>... rows) {
    return ingestion.ingest(new IngestionRequest("test", table, Arrays.asList(rows)));
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
