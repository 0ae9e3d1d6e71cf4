package io.vedette.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/** How many rows the stored tables have. */
public final class RowCounts {
  private final EventDatabase database;

  public RowCounts(EventDatabase database) {
    this.database = database;
  }

  /** Rows by table, of all stored tables. */
  public Map<String, Long> all() {
    StringJoiner sql = new StringJoiner(" UNION ALL ");
    for (String table : StoredTables.read(database).keySet()) {
      sql.add(
          "SELECT '%s', count(*) FROM \"%s\""
              .formatted(table.replace("'", "''"), table.replace("\"", "\"\"")));
    }
    Map<String, Long> counts = new TreeMap<>();
    if (sql.length() == 0) {
      return counts;
    }
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement();
        java.sql.ResultSet result = statement.executeQuery(sql.toString())) {
      while (result.next()) {
        counts.put(result.getString(1), result.getLong(2));
      }
    } catch (SQLException e) {
      throw new EventDatabaseException("the tables cannot be counted", e);
    }
    return counts;
  }
}
