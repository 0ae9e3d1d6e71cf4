package io.vedette.cli;

import io.vedette.query.DatabaseSettings;
import io.vedette.query.EventDatabase;
import io.vedette.query.QueryEngine;
import io.vedette.query.StoredTables;
import io.vedette.workspace.TableCatalog;
import io.vedette.workspace.Workspace;
import java.nio.file.Path;

/** A workspace to query without a server: a data directory, or one in memory. */
record KqlSession(Workspace workspace, EventDatabase database, QueryEngine engine)
    implements AutoCloseable {

  /** Opens a data directory for reading. */
  static KqlSession readOnly(Path dataDirectory) {
    Workspace workspace = Workspace.readOnly(dataDirectory, TableCatalog.fromClassPath());
    EventDatabase database =
        EventDatabase.openReadOnly(
            dataDirectory.resolve("events.duckdb"), DatabaseSettings.forThisMachine());
    StoredTables.note(database, workspace);
    return over(workspace, database);
  }

  /** Begins an empty workspace in memory. */
  static KqlSession inMemory() {
    return over(
        Workspace.inMemory(TableCatalog.fromClassPath()),
        EventDatabase.inMemory(DatabaseSettings.forThisMachine()));
  }

  private static KqlSession over(Workspace workspace, EventDatabase database) {
    int concurrent = Runtime.getRuntime().availableProcessors();
    return new KqlSession(
        workspace, database, new QueryEngine(database, workspace::schema, concurrent));
  }

  @Override
  public void close() {
    engine.close();
    database.close();
  }
}
