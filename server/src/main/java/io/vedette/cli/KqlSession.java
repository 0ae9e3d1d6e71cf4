package io.vedette.cli;

import io.vedette.query.DatabaseSettings;
import io.vedette.query.EventDatabase;
import io.vedette.query.ExternalSource;
import io.vedette.query.QueryEngine;
import io.vedette.query.StoredTables;
import io.vedette.workspace.TableCatalog;
import io.vedette.workspace.Workspace;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A workspace to query without a server: a data directory, or one in memory. Without a source of
 * external files they are taken to be empty.
 */
record KqlSession(Workspace workspace, EventDatabase database, QueryEngine engine)
    implements AutoCloseable {

  /** Opens a data directory for reading. */
  static KqlSession readOnly(
      Path dataDirectory, @Nullable ExternalSource external, @Nullable Path geoData) {
    Workspace workspace = Workspace.readOnly(dataDirectory, TableCatalog.fromClassPath());
    EventDatabase database =
        EventDatabase.openReadOnly(
            dataDirectory.resolve("events.duckdb"),
            DatabaseSettings.forThisMachine().withGeoData(geoData));
    StoredTables.note(database, workspace);
    return over(workspace, database, external);
  }

  /** Begins an empty workspace in memory. */
  static KqlSession inMemory(@Nullable ExternalSource external, @Nullable Path geoData) {
    return over(
        Workspace.inMemory(TableCatalog.fromClassPath()),
        EventDatabase.inMemory(DatabaseSettings.forThisMachine().withGeoData(geoData)),
        external);
  }

  private static KqlSession over(
      Workspace workspace, EventDatabase database, @Nullable ExternalSource external) {
    int concurrent = Runtime.getRuntime().availableProcessors();
    return new KqlSession(
        workspace, database, new QueryEngine(database, workspace::schema, concurrent, external));
  }

  @Override
  public void close() {
    engine.close();
    database.close();
  }
}
