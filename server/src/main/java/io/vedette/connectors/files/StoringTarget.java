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
      tables.values().forEach(each -> each.handOn(log, place));
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

    /**
     * Hands the rows over, and keeps nothing but their places until it is told what became of them.
     */
    void handOn(FileLog log, Place place) {
      if (!waiting.isEmpty()) {
        types.define(batch.table(), waiting);
        waiting.forEach(batch::add);
      }
      Places places = new Places(batch.table(), Arrays.copyOf(numbers, count), log, place);
      load.add(batch, places::count);
    }
  }

  /** Where the rows of a batch are from. */
  private static final class Places {
    private final String table;
    private final long[] numbers;
    private final FileLog log;
    private final Place place;

    Places(String table, long[] numbers, FileLog log, Place place) {
      this.table = table;
      this.numbers = numbers;
      this.log = log;
      this.place = place;
    }

    void count(IngestionOutcome outcome) {
      switch (outcome) {
        case IngestionOutcome.Stored stored -> {
          refused(stored.refused());
          stored.warnings().forEach(log::warning);
          log.stored(table, stored.rows());
        }
        case IngestionOutcome.Refused refused -> refused(refused.rows());
        case IngestionOutcome.Overloaded overloaded -> {
          for (long number : numbers) {
            log.refused(place.of(number), overloaded.reason());
          }
        }
        case IngestionOutcome.AlreadyStored() -> {}
      }
    }

    private void refused(List<RefusedRow> refused) {
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
