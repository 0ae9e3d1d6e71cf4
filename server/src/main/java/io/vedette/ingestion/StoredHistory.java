package io.vedette.ingestion;

import io.vedette.kql.types.TableSchema;
import io.vedette.query.EventDatabase;
import io.vedette.query.EventDatabaseException;
import io.vedette.query.StoredTables;
import io.vedette.query.StoredTables.StoredColumn;
import io.vedette.workspace.Watchlist;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * When the stored rows came in. Sequence numbers and ingestion times grow together, so each instant
 * cuts the rows of all tables in two at one number.
 */
public final class StoredHistory {
  private static final String SEQUENCE = TableStore.quoted(TableSchema.SEQUENCE);
  private static final String INGESTED = TableStore.quoted(TableSchema.INGESTION_TIME);
  private static final String HAPPENED = TableStore.quoted("TimeGenerated");

  private final EventDatabase database;

  public StoredHistory(EventDatabase database) {
    this.database = database;
  }

  /**
   * Rows that were stored one after the other.
   *
   * @param at the ingestion time of the last
   * @param last the greatest sequence number among them
   */
  public record Arrival(Instant at, long last) {}

  /** The time from the first stored row to the last. */
  public record Extent(Instant first, Instant last) {}

  /** The last row that was stored at or before an instant, by number; 0 when there is none. */
  public long through(Instant at) {
    String greatest =
        ofAll(
            table ->
                "SELECT max(%s) AS n FROM %s WHERE %s <= make_timestamp(%d)"
                    .formatted(SEQUENCE, table, INGESTED, micros(at)));
    return read("SELECT coalesce(max(n), 0) FROM (" + greatest + ")", row -> row.getLong(1))
        .getFirst();
  }

  /** From when to when rows were stored; empty when there are none. */
  public Optional<Extent> extent() {
    String extents =
        ofAll(
            table ->
                "SELECT epoch_us(min(%s)) AS a, epoch_us(max(%s)) AS z FROM %s"
                    .formatted(INGESTED, INGESTED, table));
    return read(
            "SELECT min(a), max(z) FROM (" + extents + ")",
            row ->
                row.getObject(1) == null
                    ? Optional.<Extent>empty()
                    : Optional.of(new Extent(instant(row.getLong(1)), instant(row.getLong(2)))))
        .getFirst();
  }

  /** How many times there are at which rows were stored, after one instant and until another. */
  public long countArrivals(Instant after, Instant through) {
    return read(
            "SELECT count(DISTINCT t) FROM (" + between(after, through) + ")",
            row -> row.getLong(1))
        .getFirst();
  }

  /**
   * What was stored after one instant and until another, in stretches of that length, counted from
   * the first instant; those in which nothing came are left out. Stretches are no shorter than a
   * microsecond, in which what was stored has one time.
   */
  public List<Arrival> arrivals(Instant after, Instant through, Duration every) {
    long length = Math.max(1, every.toNanos() / 1000);
    String sql =
        """
        SELECT epoch_us(max(t)), max(n) FROM (%s)
        GROUP BY (epoch_us(t) - %d - 1) // %d ORDER BY 1
        """
            .formatted(between(after, through), micros(after), length);
    return read(sql, row -> new Arrival(instant(row.getLong(1)), row.getLong(2)));
  }

  private String between(Instant after, Instant through) {
    return ofAll(
        table ->
            "SELECT %1$s AS t, %2$s AS n FROM %3$s WHERE %1$s > make_timestamp(%4$d) AND %1$s <= make_timestamp(%5$d)"
                .formatted(INGESTED, SEQUENCE, table, micros(after), micros(through)));
  }

  /**
   * Lets all rows have come in at the time of their event, in the order of those times, as if the
   * workspace had been there when they happened. For a database that no one writes into.
   */
  public void arrangeByEventTime() {
    String rows =
        ofAll(table -> "SELECT %s AS old, %s AS t FROM %s".formatted(SEQUENCE, HAPPENED, table));
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TEMP TABLE arrangement AS"
              + " SELECT old, t, row_number() OVER (ORDER BY t, old) AS fresh FROM ("
              + rows
              + ")");
      for (String table : tables()) {
        statement.execute(
            "UPDATE %1$s SET %2$s = a.fresh, %3$s = a.t FROM arrangement a WHERE %1$s.%2$s = a.old"
                .formatted(table, SEQUENCE, INGESTED));
      }
      statement.execute("DROP TABLE arrangement");
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  /** A query of every table, their rows together. */
  private String ofAll(Function<String, String> select) {
    List<String> tables = tables();
    return tables.isEmpty()
        ? select.apply(
            "(SELECT NULL::BIGINT AS %s, NULL::TIMESTAMP AS %s, NULL::TIMESTAMP AS %s WHERE false)"
                .formatted(SEQUENCE, INGESTED, HAPPENED))
        : tables.stream().map(select).collect(Collectors.joining(" UNION ALL "));
  }

  /** The quoted names of the tables that sources send rows to. */
  private List<String> tables() {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, List<StoredColumn>> table : StoredTables.read(database).entrySet()) {
      if (!Watchlist.isStoredName(table.getKey())
          && !table.getKey().equals(Ledger.TABLE)
          && table.getValue().stream().anyMatch(c -> c.name().equals(TableSchema.SEQUENCE))) {
        names.add(TableStore.quoted(table.getKey()));
      }
    }
    return names;
  }

  /** Reads a row of a result. */
  @FunctionalInterface
  private interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> read(String sql, RowReader<T> reader) {
    try (Connection connection = database.connection();
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(reader.read(result));
      }
      return rows;
    } catch (SQLException e) {
      throw unreadable(e);
    }
  }

  private static EventDatabaseException unreadable(SQLException e) {
    return new EventDatabaseException("the times of the stored rows cannot be read", e);
  }

  private static long micros(Instant at) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, at);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
