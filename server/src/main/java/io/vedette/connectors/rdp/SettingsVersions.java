package io.vedette.connectors.rdp;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps what people have saved, newest last, and forgets what is too old. */
final class SettingsVersions {
  private static final int MOST_KEPT = 100;

  private final JdbcClient jdbc;

  SettingsVersions(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One version.
   *
   * @param sealed the settings, encrypted; null for those of the file
   */
  record Row(long version, Instant at, String by, String changes, @Nullable String sealed) {}

  /** All that are kept, the newest first. */
  List<Row> list() {
    return jdbc.sql("SELECT * FROM sensor_settings ORDER BY version DESC")
        .query(
            (row, n) ->
                new Row(
                    row.getLong("version"),
                    Instant.ofEpochMilli(row.getLong("saved_at")),
                    row.getString("saved_by"),
                    row.getString("changes"),
                    row.getString("sealed")))
        .list();
  }

  Optional<Row> newest() {
    return list().stream().findFirst();
  }

  void add(Row row) {
    jdbc.sql("INSERT INTO sensor_settings VALUES (?, ?, ?, ?, ?)")
        .param(row.version)
        .param(row.at.toEpochMilli())
        .param(row.by)
        .param(row.changes)
        .param(row.sealed)
        .update();
    jdbc.sql("DELETE FROM sensor_settings WHERE version <= ?")
        .param(row.version - MOST_KEPT)
        .update();
  }
}
