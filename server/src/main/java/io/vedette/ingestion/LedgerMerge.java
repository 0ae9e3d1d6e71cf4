package io.vedette.ingestion;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

/**
 * Merges lines of the ledger: each commit writes its own, and when a minute is over one line for
 * each source, table and reason is enough. The merged line has the latest of their numbers.
 */
final class LedgerMerge implements WriterTask {
  /** Rules that look at the ledger have seen lines of that age. */
  private static final Duration SETTLED = Duration.ofMinutes(10);

  private static final Duration LOOKED_AT = Duration.ofDays(2);

  private final Instant now;

  LedgerMerge(Instant now) {
    this.now = now;
  }

  @Override
  public void run(Writer writer) throws SQLException {
    writer.store(Ledger.TABLE).ensureColumns(Ledger.COLUMNS);
    String sql =
        """
          CREATE OR REPLACE TEMP TABLE merged_lines AS
          SELECT max(_Sequence) AS _Sequence, max(_IngestionTime) AS _IngestionTime, TimeGenerated,
            Source, "Table", sum(Received)::BIGINT AS Received, sum(Stored)::BIGINT AS Stored,
            sum(Refused)::BIGINT AS Refused, sum(Warnings)::BIGINT AS Warnings, Reason
          FROM VedetteIngestion
          WHERE TimeGenerated >= make_timestamp(%1$d::BIGINT)
            AND TimeGenerated < make_timestamp(%2$d::BIGINT)
          GROUP BY TimeGenerated, Source, "Table", Reason
          HAVING count(*) > 1;
          DELETE FROM VedetteIngestion USING merged_lines AS merged
          WHERE VedetteIngestion.TimeGenerated = merged.TimeGenerated
            AND VedetteIngestion.Source IS NOT DISTINCT FROM merged.Source
            AND VedetteIngestion."Table" IS NOT DISTINCT FROM merged."Table"
            AND VedetteIngestion.Reason IS NOT DISTINCT FROM merged.Reason;
          INSERT INTO VedetteIngestion BY NAME SELECT * FROM merged_lines ORDER BY _Sequence;
          DROP TABLE merged_lines;
          """
            .formatted(
                DateTimes.micros(now.minus(LOOKED_AT)),
                Ledger.minute(DateTimes.micros(now.minus(SETTLED))));
    try (Statement statement = writer.connection().createStatement()) {
      statement.execute(sql);
    }
    writer.connection().commit();
  }
}
