package io.vedette.connectors.files;

import io.vedette.connectors.windows.TableRow;
import io.vedette.ingestion.BatchBuilder;
import io.vedette.ingestion.BulkLoad;
import io.vedette.ingestion.Ingestion;
import io.vedette.ingestion.IngestionOutcome;
import io.vedette.ingestion.RefusedRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stores rows as one load. */
final class StoringTarget implements RowTarget {
  private static final int PART_ROWS = 2_000;
  private static final long PART_BYTES = 8 << 20;

  private final Ingestion ingestion;
  private final BulkLoad load;
  private final String source;
  private final TimeShift shift;
  private final InferredTypes types;

  StoringTarget(Ingestion ingestion, String source, TimeShift shift, InferredTypes types) {
    this.ingestion = ingestion;
    this.load = ingestion.bulkLoad();
    this.source = source;
    this.shift = shift;
    this.types = types;
  }

  /** Rows in stored form, those of each table together. */
  private final class Rows implements Part {
    private final Map<String, OfTable> tables = new LinkedHashMap<>();
    private final List<Nothing> nothings = new ArrayList<>();
    private int rows;

    private record Nothing(long number, String reason) {}

    @Override
    public void add(TableRow row, long number) {
      tables.computeIfAbsent(row.table(), OfTable::new).add(shift.shifted(row), number);
      rows++;
    }

    @Override
    public void refuse(long number, String reason) {
      nothings.add(new Nothing(number, reason));
    }

    @Override
    public boolean isFull() {
      return rows + nothings.size() >= PART_ROWS
          || tables.values().stream().mapToLong(each -> each.batch.bytes()).sum() >= PART_BYTES;
    }

    @Override
    public void handOn(FileLog log, Place place) {
      nothings.forEach(nothing -> log.refused(place.of(nothing.number()), nothing.reason()));
      tables
          .values()
          .forEach(each -> load.add(each.complete(), outcome -> each.count(log, place, outcome)));
    }
  }

  /** The rows of one table. The first that brings a new column waits, and those after it, too. */
  private final class OfTable {
    private final BatchBuilder batch;
    private final List<Map<String, Object>> waiting = new ArrayList<>();
    private long[] numbers = new long[64];
    private int count;

    OfTable(String table) {
      batch = ingestion.batch(source, table);
    }

    void add(Map<String, Object> row, long number) {
      if (!waiting.isEmpty() || !batch.addKnown(row)) {
        waiting.add(row);
      }
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, count * 2);
      }
      numbers[count++] = number;
    }

    BatchBuilder complete() {
      if (!waiting.isEmpty()) {
        types.define(batch.table(), waiting);
        waiting.forEach(batch::add);
        waiting.clear();
      }
      return batch;
    }

    void count(FileLog log, Place place, IngestionOutcome outcome) {
      switch (outcome) {
        case IngestionOutcome.Stored stored -> {
          refused(log, place, stored.refused());
          stored.warnings().forEach(log::warning);
          log.stored(batch.table(), count - stored.refused().size());
        }
        case IngestionOutcome.Refused refused -> refused(log, place, refused.rows());
        case IngestionOutcome.Overloaded overloaded -> {
          for (int i = 0; i < count; i++) {
            log.refused(place.of(numbers[i]), overloaded.reason());
          }
        }
        case IngestionOutcome.AlreadyStored() -> {}
      }
    }

    private void refused(FileLog log, Place place, List<RefusedRow> refused) {
      for (RefusedRow row : refused) {
        log.refused(place.of(numbers[(int) row.index()]), row.reason());
      }
    }
  }

  @Override
  public Part part() {
    return new Rows();
  }

  @Override
  public void flush() {
    load.finish();
  }
}
