package io.vedette.ingestion;

import io.vedette.kql.types.Column;
import io.vedette.kql.types.TableSchema;
import io.vedette.workspace.Watchlist;
import io.vedette.workspace.WatchlistStore;
import io.vedette.workspace.Workspace;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps each watchlist in a table of its own, which is replaced whole. A watchlist holds for all
 * windows of a rule: its rows have the smallest {@code _Sequence} and the latest {@code
 * _IngestionTime}, so that every {@link io.vedette.kql.RowScope} sees them.
 */
public final class StoredWatchlists implements WatchlistStore {
  private static final String ALWAYS = "9999-12-31T00:00:00Z";

  private final Ingestion ingestion;
  private final Workspace workspace;
  private final InstantSource clock;

  public StoredWatchlists(Ingestion ingestion, Workspace workspace, InstantSource clock) {
    this.ingestion = ingestion;
    this.workspace = workspace;
    this.clock = clock;
  }

  @Override
  public void putWatchlist(Watchlist watchlist, List<List<@Nullable String>> rows) {
    Workspace.requireLegal(watchlist);
    long now = DateTimes.micros(clock.instant());
    ingestion.run(
        writer -> {
          replaceTable(writer, watchlist);
          append(writer, watchlist, rows, now);
          writer.connection().commit();
        });
    workspace.noteWatchlist(watchlist);
  }

  @Override
  public void removeWatchlist(String alias) {
    Watchlist watchlist = workspace.watchlists().get(alias);
    if (watchlist == null) {
      return;
    }
    workspace.forgetWatchlist(alias);
    ingestion.run(
        writer -> {
          execute(writer, "DROP TABLE IF EXISTS " + TableStore.quoted(watchlist.storedName()));
          writer.connection().commit();
        });
  }

  private static void replaceTable(Writer writer, Watchlist watchlist) throws SQLException {
    StringJoiner columns = new StringJoiner(", ");
    columns.add(TableSchema.SEQUENCE + " BIGINT").add(TableSchema.INGESTION_TIME + " TIMESTAMP");
    for (Column column : watchlist.schema().columns()) {
      columns.add(TableStore.quoted(column.name()) + " " + column.type().storageType());
    }
    execute(
        writer,
        "CREATE OR REPLACE TABLE "
            + TableStore.quoted(watchlist.storedName())
            + "("
            + columns
            + ")");
  }

  private static void append(
      Writer writer, Watchlist watchlist, List<List<@Nullable String>> rows, long now)
      throws SQLException {
    int key = watchlist.columns().indexOf(watchlist.searchKey());
    List<Column> all = watchlist.schema().columns();
    List<Column> own = all.subList(Watchlist.STANDARD_COLUMNS.size(), all.size());
    long always = DateTimes.parse(ALWAYS);
    try (DuckDBAppender appender = writer.connection().createAppender(watchlist.storedName())) {
      for (List<@Nullable String> row : rows) {
        Map<String, String> item = new LinkedHashMap<>();
        for (int i = 0; i < watchlist.columns().size(); i++) {
          String value = i < row.size() ? row.get(i) : null;
          item.put(watchlist.columns().get(i), value == null ? "" : value);
        }
        appender.beginRow().append(0L).appendEpochMicros(always);
        appender.append(UUID.randomUUID().toString()).appendEpochMicros(now);
        appender.append(item.getOrDefault(watchlist.columns().get(key), ""));
        appender.append(JsonMapper.shared().writeValueAsString(item)).appendEpochMicros(now);
        for (Column column : own) {
          appender.append(item.getOrDefault(column.name(), ""));
        }
        appender.endRow();
      }
    }
  }

  private static void execute(Writer writer, String sql) throws SQLException {
    try (Statement statement = writer.connection().createStatement()) {
      statement.execute(sql);
    }
  }
}
