package io.vedette.query;

import io.vedette.workspace.Workspace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the database holds: its tables with their columns in physical order. */
public final class StoredTables {
  private static final String COLUMNS =
      """
      SELECT table_name, column_name, data_type
      FROM duckdb_columns()
      WHERE database_name = current_database() AND schema_name = 'main' AND NOT internal
      ORDER BY table_oid, column_index
      """;

  private StoredTables() {}

  /** A physical column and its DuckDB type. */
  public record StoredColumn(String name, String sqlType) {}

  /** All stored tables by name. */
  public static Map<String, List<StoredColumn>> read(EventDatabase database) {
    Map<String, List<StoredColumn>> tables = new LinkedHashMap<>();
    try (Connection connection = database.connection();
        PreparedStatement statement = connection.prepareStatement(COLUMNS);
        java.sql.ResultSet result = statement.executeQuery()) {
      while (result.next()) {
        tables
            .computeIfAbsent(result.getString(1), name -> new ArrayList<>())
            .add(new StoredColumn(result.getString(2), result.getString(3)));
      }
    } catch (SQLException e) {
      throw new EventDatabaseException("the event database's tables cannot be read", e);
    }
    return tables;
  }

  /** Tells the workspace what is stored, so that queries see it. */
  public static void note(EventDatabase database, Workspace workspace) {
    read(database)
        .forEach(
            (table, columns) ->
                workspace.noteStoredColumns(
                    table, columns.stream().map(StoredColumn::name).toList()));
  }
}
