package io.vedette.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** How many rows the stored tables have. */
public final class RowCounts {
  private final EventDatabase database;

  public RowCounts(EventDatabase database) {
    this.database = database;
  }

  /** Rows by table, of all stored tables; read from the engine's own counts. */
  public Map<String, Long> all() {
    Map<String, Long> counts = new TreeMap<>();
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement();
        java.sql.ResultSet result =
            statement.executeQuery(
                "SELECT table_name, estimated_size FROM duckdb_tables()"
                    + " WHERE schema_name = 'main' AND NOT internal")) {
      while (result.next()) {
        counts.put(result.getString(1), result.getLong(2));
      }
    } catch (SQLException e) {
      throw new EventDatabaseException("the tables cannot be counted", e);
    }
    return counts;
  }
}
