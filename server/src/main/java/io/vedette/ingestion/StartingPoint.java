package io.vedette.ingestion;

import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TableSchema;
import io.vedette.query.EventDatabase;
import io.vedette.query.StoredTables;
import io.vedette.query.StoredTables.StoredColumn;
import io.vedette.workspace.TableDefinition;
import io.vedette.workspace.Watchlist;
import io.vedette.workspace.Workspace;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where writing goes on after a start.
 *
 * @param columns stored columns by table, in physical order, the hidden ones left out
 * @param lastSequence the greatest number given so far, 0 for none
 * @param lastIngestionMicros the latest {@code _IngestionTime}, in microseconds since 1970
 */
record StartingPoint(
    Map<String, List<Column>> columns, long lastSequence, long lastIngestionMicros) {

  static StartingPoint read(Connection connection, EventDatabase database, Workspace workspace)
      throws SQLException {
    Map<String, List<Column>> columns = new LinkedHashMap<>();
    long sequence = 0;
    long micros = 0;
    for (Map.Entry<String, List<StoredColumn>> table : StoredTables.read(database).entrySet()) {
      if (Watchlist.isStoredName(table.getKey())) {
        continue;
      }
      List<Column> own = new ArrayList<>();
      TableDefinition definition = workspace.table(table.getKey());
      for (StoredColumn column : table.getValue()) {
        if (!TableStore.isHidden(column.name())) {
          own.add(new Column(column.name(), type(definition, column)));
        }
      }
      columns.put(table.getKey(), own);
      workspace.noteStoredColumns(table.getKey(), own.stream().map(Column::name).toList());
      String greatest =
          "SELECT max(%s), max(epoch_us(%s)) FROM %s"
              .formatted(
                  TableStore.quoted(TableSchema.SEQUENCE),
                  TableStore.quoted(TableSchema.INGESTION_TIME),
                  TableStore.quoted(table.getKey()));
      try (Statement statement = connection.createStatement();
          ResultSet result = statement.executeQuery(greatest)) {
        result.next();
        sequence = Math.max(sequence, result.getLong(1));
        micros = Math.max(micros, result.getLong(2));
      }
    }
    return new StartingPoint(columns, sequence, micros);
  }

  /** As defined; a column that lost its definition keeps what its DuckDB type can hold. */
  private static ScalarType type(@Nullable TableDefinition definition, StoredColumn column) {
    if (definition != null) {
      for (Column defined : definition.plainColumns()) {
        if (defined.name().equals(column.name())) {
          return defined.type();
        }
      }
    }
    return switch (column.sqlType()) {
      case "BOOLEAN" -> ScalarType.BOOL;
      case "INTEGER" -> ScalarType.INT;
      case "BIGINT" -> ScalarType.LONG;
      case "DOUBLE" -> ScalarType.REAL;
      case "TIMESTAMP" -> ScalarType.DATETIME;
      case "VARCHAR" -> ScalarType.STRING;
      default -> column.sqlType().startsWith("DECIMAL") ? ScalarType.DECIMAL : ScalarType.STRING;
    };
  }
}
