package io.vedette.ingestion;

import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what one commit does with the rows of each source, as rows of the table {@code
 * VedetteIngestion}, which are part of the same commit. In every line Received is Stored plus
 * Refused.
 */
final class Ledger {
  /** The table's name. */
  static final String TABLE = "VedetteIngestion";

  private static final long MICROS_PER_MINUTE = 60_000_000L;

  static final List<Column> COLUMNS =
      List.of(
          new Column("TimeGenerated", ScalarType.DATETIME),
          new Column("Source", ScalarType.STRING),
          new Column("Table", ScalarType.STRING),
          new Column("Received", ScalarType.LONG),
          new Column("Stored", ScalarType.LONG),
          new Column("Refused", ScalarType.LONG),
          new Column("Warnings", ScalarType.LONG),
          new Column("Reason", ScalarType.STRING));

  private final Map<Line, Counts> lines = new LinkedHashMap<>();

  private record Line(String source, String table, String reason) {}

  private static final class Counts {
    private long stored;
    private long refused;
    private long warnings;
  }

  void add(Batch batch) {
    if (!batch.isEmpty()) {
      line(batch, "").stored += batch.rows();
    }
    batch.refused().forEach(row -> line(batch, row.reason()).refused++);
    batch.warnings().forEach((reason, count) -> line(batch, reason).warnings += count);
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  /** The lines as rows, stamped with the minute. */
  Batch rows(long nowMicros) {
    long minute = minute(nowMicros);
    List<ColumnValues> values =
        COLUMNS.stream().map(column -> ColumnValues.of(column.type())).toList();
    lines.forEach(
        (line, counts) -> {
          Object[] cells = {
            minute,
            line.source(),
            line.table(),
            counts.stored + counts.refused,
            counts.stored,
            counts.refused,
            counts.warnings,
            line.reason()
          };
          for (int i = 0; i < cells.length; i++) {
            values.get(i).add(cells[i]);
          }
        });
    return new Batch("", TABLE, COLUMNS, values, lines.size(), List.of(), Map.of(), 0);
  }

  /** The beginning of the minute. */
  static long minute(long micros) {
    return Math.floorDiv(micros, MICROS_PER_MINUTE) * MICROS_PER_MINUTE;
  }

  private Counts line(Batch batch, String reason) {
    return counts(new Line(batch.source(), batch.table(), reason));
  }

  private Counts counts(Line line) {
    return lines.computeIfAbsent(line, fresh -> new Counts());
  }
}
