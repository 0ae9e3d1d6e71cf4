package io.vedette.ingestion;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.duckdb.DuckDBConnection;

/** What requests that must not be stored twice are known by, kept beside the rows they brought. */
final class StoredKeys {
  private static final String TABLES =
      """
      CREATE SCHEMA IF NOT EXISTS vedette;
      CREATE TABLE IF NOT EXISTS vedette.stored_keys (
        key VARCHAR PRIMARY KEY, stored_at TIMESTAMP NOT NULL);
      CREATE TABLE IF NOT EXISTS vedette.stored_streams (
        stream VARCHAR PRIMARY KEY, number BIGINT NOT NULL, stored_at TIMESTAMP NOT NULL);
      """;

  private final DuckDBConnection connection;

  StoredKeys(DuckDBConnection connection) throws SQLException {
    this.connection = connection;
    try (Statement statement = connection.createStatement()) {
      statement.execute(TABLES);
    }
  }

  /** Whether a request known by that was stored before. */
  boolean contains(Once once) throws SQLException {
    return switch (once) {
      case Once.Key(String key) -> containsKey(key);
      case Once.Place(String stream, long number) -> isPast(stream, number);
    };
  }

  private boolean containsKey(String key) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT 1 FROM vedette.stored_keys WHERE key = ?")) {
      statement.setString(1, key);
      try (ResultSet result = statement.executeQuery()) {
        return result.next();
      }
    }
  }

  private boolean isPast(String stream, long number) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT 1 FROM vedette.stored_streams WHERE stream = ? AND number >= ?")) {
      statement.setString(1, stream);
      statement.setLong(2, number);
      try (ResultSet result = statement.executeQuery()) {
        return result.next();
      }
    }
  }

  /** Adds it to the running transaction. */
  void add(Once once, long nowMicros) throws SQLException {
    switch (once) {
      case Once.Key(String key) -> addKey(key, nowMicros);
      case Once.Place(String stream, long number) -> moveOn(stream, number, nowMicros);
    }
  }

  private void addKey(String key, long nowMicros) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO vedette.stored_keys VALUES (?, make_timestamp(?))")) {
      statement.setString(1, key);
      statement.setLong(2, nowMicros);
      statement.execute();
    }
  }

  private void moveOn(String stream, long number, long nowMicros) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            INSERT INTO vedette.stored_streams VALUES (?, ?, make_timestamp(?))
            ON CONFLICT (stream) DO UPDATE SET number = excluded.number, stored_at = excluded.stored_at
            """)) {
      statement.setString(1, stream);
      statement.setLong(2, number);
      statement.setLong(3, nowMicros);
      statement.execute();
    }
  }
}
