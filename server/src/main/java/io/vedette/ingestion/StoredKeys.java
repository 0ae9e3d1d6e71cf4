package io.vedette.ingestion;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;

/** Keys of requests that must not be stored twice, kept beside the rows they brought. */
final class StoredKeys {
  private static final String TABLE =
      """
      CREATE SCHEMA IF NOT EXISTS vedette;
      CREATE TABLE IF NOT EXISTS vedette.stored_keys (
        key VARCHAR PRIMARY KEY, stored_at TIMESTAMP NOT NULL);
      """;

  private final DuckDBConnection connection;

  StoredKeys(DuckDBConnection connection) throws SQLException {
    this.connection = connection;
    try (Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
    }
  }

  boolean contains(String key) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT 1 FROM vedette.stored_keys WHERE key = ?")) {
      statement.setString(1, key);
      try (ResultSet result = statement.executeQuery()) {
        return result.next();
      }
    }
  }

  /** Adds the key to the running transaction. */
  void add(String key, long nowMicros) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO vedette.stored_keys VALUES (?, make_timestamp(?))")) {
      statement.setString(1, key);
      statement.setLong(2, nowMicros);
      statement.execute();
    }
  }
}
