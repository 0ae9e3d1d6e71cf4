package io.vedette.ingestion;

import io.vedette.kql.types.TableSchema;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Deletes rows of one table that were stored before a time, a bounded number at a time so that rows
 * that come in do not wait long. The age counts from {@code _IngestionTime}: old events that were
 * imported today are kept as long as new ones. The row of the greatest {@code _Sequence} stays, so
 * that no number is given twice.
 */
final class Retention implements WriterTask {
  private static final int NUMBERS_AT_A_TIME = 100_000;

  private final String table;
  private final long beforeMicros;
  private long deleted;
  private boolean more;

  Retention(String table, long beforeMicros) {
    this.table = table;
    this.beforeMicros = beforeMicros;
  }

  /** How many rows were deleted so far. */
  long deleted() {
    return deleted;
  }

  /** Whether another run may delete more. */
  boolean more() {
    return more;
  }

  @Override
  public void run(Writer writer) throws SQLException {
    String old =
        "%s < make_timestamp(%d::BIGINT) AND %s < %d"
            .formatted(
                TableSchema.INGESTION_TIME,
                beforeMicros,
                TableSchema.SEQUENCE,
                writer.lastSequence());
    String first =
        "SELECT min(%s) FROM %s WHERE %s"
            .formatted(TableSchema.SEQUENCE, TableStore.quoted(table), old);
    try (Statement statement = writer.connection().createStatement();
        ResultSet result = statement.executeQuery(first)) {
      result.next();
      long from = result.getLong(1);
      more = !result.wasNull();
      if (more) {
        delete(writer, old, from + NUMBERS_AT_A_TIME);
      }
    }
    writer.connection().commit();
  }

  private void delete(Writer writer, String old, long through) throws SQLException {
    String sql =
        "DELETE FROM %s WHERE %s AND %s <= %d"
            .formatted(TableStore.quoted(table), old, TableSchema.SEQUENCE, through);
    try (Statement statement = writer.connection().createStatement()) {
      deleted += statement.executeLargeUpdate(sql);
    }
  }
}
