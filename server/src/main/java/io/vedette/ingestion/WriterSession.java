package io.vedette.ingestion;

import io.vedette.kql.types.TableSchema;
import io.vedette.query.EventDatabase;
import io.vedette.workspace.Workspace;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.duckdb.DuckDBConnection;

/**
 * What the writer has of an open database: its connection with the transaction under way, and the
 * tables. Over when the file is opened anew. For the writer's thread alone.
 */
final class WriterSession {
  private final Workspace workspace;
  private final DuckDBConnection connection;
  private final BatchFunction function;
  private final StartingPoint start;
  private final StoredKeys keys;
  private final Map<String, TableStore> tables = new LinkedHashMap<>();
  private boolean transactionLost;

  /** Begins where the database ends. */
  WriterSession(EventDatabase database, Workspace workspace) throws SQLException {
    this.workspace = workspace;
    this.connection = database.connection();
    this.function = BatchFunction.register(connection);
    connection.setAutoCommit(false);
    this.start = StartingPoint.read(connection, database, workspace);
    start
        .columns()
        .forEach(
            (table, columns) ->
                tables.put(table, new TableStore(connection, function, workspace, table, columns)));
    this.keys = new StoredKeys(connection);
    connection.commit();
  }

  StartingPoint start() {
    return start;
  }

  DuckDBConnection connection() {
    return connection;
  }

  StoredKeys keys() {
    return keys;
  }

  TableStore store(String table) {
    return tables.computeIfAbsent(
        table, name -> new TableStore(connection, function, workspace, name, null));
  }

  /** Whether the engine still answers. */
  boolean answers() {
    try {
      begin();
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  /**
   * Opens the transaction that a commit ends. The driver does so at the first statement only: an
   * appender that flushes before it would commit its rows alone, without their lines in the ledger.
   */
  void begin() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT 1");
    }
  }

  /** Writes what was appended into the transaction. */
  void flush() throws SQLException {
    for (TableStore table : tables.values()) {
      table.flush();
    }
  }

  /** Ends the transaction; all is durable when this returns. */
  void commit() throws SQLException {
    connection.commit();
  }

  /** Whether a commit that gave this number as its last is stored. */
  boolean isStored(long sequence) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT 1 FROM %s WHERE %s = %d"
                    .formatted(TableStore.quoted(Ledger.TABLE), TableSchema.SEQUENCE, sequence))) {
      return result.next();
    } finally {
      connection.rollback();
    }
  }

  /** Undoes the transaction. */
  void rollback() throws SQLException {
    tables.values().forEach(TableStore::closeAppender);
    try {
      connection.rollback();
    } catch (SQLException e) {
      transactionLost = true;
      throw e;
    }
  }

  /**
   * Puts an undoing that failed right. A commit that failed has ended the transaction already; the
   * driver does not know, and would never begin another. So one is begun, for the driver to end. A
   * rollback that failed for want of memory leaves the old one open: then that one is ended.
   */
  void recover() throws SQLException {
    if (transactionLost) {
      SQLException stillOpen = null;
      try (Statement statement = connection.createStatement()) {
        statement.execute("BEGIN TRANSACTION");
      } catch (SQLException e) {
        stillOpen = e;
      }
      try {
        connection.rollback();
      } catch (SQLException e) {
        if (stillOpen != null) {
          e.addSuppressed(stillOpen);
        }
        throw e;
      }
      transactionLost = false;
    }
  }

  void close() {
    tables.values().forEach(TableStore::closeAppender);
    try {
      connection.close();
    } catch (SQLException e) {
      System.getLogger(WriterSession.class.getName())
          .log(System.Logger.Level.WARNING, "the writer's connection did not close cleanly", e);
    }
  }
}
