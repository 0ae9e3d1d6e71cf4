package io.vedette.ingestion;

import io.vedette.kql.types.Column;
import io.vedette.kql.types.TableSchema;
import io.vedette.workspace.Workspace;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/**
 * The writer's view of one stored table: its columns in physical order and a long-lived appender.
 * For the writer's thread alone.
 */
final class TableStore {
  /** From here on a statement costs less than the appender. */
  private static final int MANY_ROWS = 500;

  private static final List<String> HIDDEN =
      List.of(TableSchema.SEQUENCE, TableSchema.INGESTION_TIME);

  private final DuckDBConnection connection;
  private final BatchFunction function;
  private final Workspace workspace;
  private final String table;
  private final List<Column> columns;
  private boolean exists;
  private @Nullable DuckDBAppender appender;

  /**
   * @param columns the stored columns in physical order after the hidden ones; null when the table
   *     does not exist
   */
  TableStore(
      DuckDBConnection connection,
      BatchFunction function,
      Workspace workspace,
      String table,
      @Nullable List<Column> columns) {
    this.connection = connection;
    this.function = function;
    this.workspace = workspace;
    this.table = table;
    this.exists = columns != null;
    this.columns = new ArrayList<>(columns == null ? List.of() : columns);
  }

  /**
   * Creates the table or adds columns to it, in transactions of their own: when the rows that need
   * them are not stored after all, an empty column does no harm.
   */
  void ensureColumns(List<Column> wanted) throws SQLException {
    List<Column> missing = new ArrayList<>(wanted);
    missing.removeIf(column -> has(List.of(column)));
    if (exists && missing.isEmpty()) {
      return;
    }
    closeAppender();
    List<String> statements = new ArrayList<>();
    if (!exists) {
      statements.add(createTable(missing));
    } else {
      for (Column column : missing) {
        statements.add("ALTER TABLE " + quoted(table) + " ADD COLUMN " + definition(column));
      }
    }
    for (String sql : statements) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(sql);
      }
    }
    connection.commit();
    exists = true;
    columns.addAll(missing);
    workspace.noteStoredColumns(table, new TreeSet<>(names(columns)));
  }

  /** Writes the rows of batches whose columns are all stored, into the running transaction. */
  void write(List<Numbered> batches, long ingestionMicros) throws SQLException {
    int rows = batches.stream().mapToInt(each -> each.batch().rows()).sum();
    if (rows < MANY_ROWS) {
      append(batches, ingestionMicros);
    } else {
      insert(batches.iterator(), ingestionMicros);
    }
  }

  private void insert(Iterator<Numbered> batches, long ingestionMicros) throws SQLException {
    insert(() -> batches.hasNext() ? batches.next() : null, ingestionMicros);
  }

  /** Lets the engine fetch the batches itself, up to the first null. */
  void insert(Supplier<@Nullable Numbered> batches, long ingestionMicros) throws SQLException {
    StringBuilder sql = new StringBuilder("INSERT INTO ").append(quoted(table)).append(" (");
    sql.append(TableSchema.SEQUENCE).append(", ").append(TableSchema.INGESTION_TIME);
    columns.forEach(column -> sql.append(", ").append(quoted(column.name())));
    sql.append(") ").append(BatchFunction.select(columns, ingestionMicros));
    function.begin(columns, batches);
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql.toString());
    } finally {
      function.end();
    }
  }

  /** Writes the rows with the appender, which is quick for a few. */
  private void append(List<Numbered> batches, long ingestionMicros) throws SQLException {
    DuckDBAppender rows = appender();
    for (Numbered each : batches) {
      long sequence = each.firstSequence();
      List<ColumnValues> values = each.batch().valuesOf(columns);
      for (int row = 0; row < each.batch().rows(); row++) {
        rows.beginRow().append(sequence++).appendEpochMicros(ingestionMicros);
        for (ColumnValues column : values) {
          if (column.isNull(row)) {
            rows.appendNull();
          } else {
            column.append(rows, row);
          }
        }
        rows.endRow();
      }
    }
  }

  void flush() throws SQLException {
    if (appender != null) {
      appender.flush();
    }
  }

  /** Drops what was appended and not flushed, too. */
  void closeAppender() {
    DuckDBAppender open = appender;
    appender = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        // What a failed flush left behind cannot be written; the transaction is rolled back.
      }
    }
  }

  String name() {
    return table;
  }

  private DuckDBAppender appender() throws SQLException {
    DuckDBAppender open = appender;
    if (open == null) {
      open = connection.createAppender(table);
      appender = open;
    }
    return open;
  }

  /** Whether all these columns are stored. */
  boolean has(List<Column> wanted) {
    return wanted.stream().allMatch(column -> Batch.position(columns, column.name()) >= 0);
  }

  private String createTable(List<Column> first) {
    StringBuilder sql = new StringBuilder("CREATE TABLE ").append(quoted(table)).append(" (");
    sql.append(quoted(TableSchema.SEQUENCE)).append(" BIGINT, ");
    sql.append(quoted(TableSchema.INGESTION_TIME)).append(" TIMESTAMP");
    for (Column column : first) {
      sql.append(", ").append(definition(column));
    }
    return sql.append(')').toString();
  }

  private static String definition(Column column) {
    return quoted(column.name()) + " " + column.type().storageType();
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static boolean isHidden(String column) {
    return HIDDEN.contains(column);
  }

  private static List<String> names(List<Column> columns) {
    return columns.stream().map(Column::name).toList();
  }
}
