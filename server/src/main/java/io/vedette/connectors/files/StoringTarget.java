package io.vedette.connectors.files;

import io.vedette.connectors.windows.TableRow;
import io.vedette.ingestion.BulkLoad;
import io.vedette.ingestion.Ingestion;
import io.vedette.ingestion.IngestionOutcome;
import io.vedette.ingestion.IngestionRequest;
import io.vedette.ingestion.RefusedRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stores rows in batches as one load. */
final class StoringTarget implements RowTarget {
  private static final int BATCH_ROWS = 2_000;
  private static final int TABLES = 64;

  private final BulkLoad load;
  private final String source;
  private final TimeShift shift;
  private final InferredTypes types;
  private final Map<String, Batch> batches = new LinkedHashMap<>();

  /** Rows of one table and where they are from. */
  private record Batch(List<Map<String, Object>> rows, List<Origin> origins) {}

  private record Origin(FileLog log, String where) {}

  StoringTarget(Ingestion ingestion, String source, TimeShift shift, InferredTypes types) {
    this.load = ingestion.bulkLoad();
    this.source = source;
    this.shift = shift;
    this.types = types;
  }

  @Override
  public void add(TableRow row, FileLog log, String where) {
    if (batches.size() >= TABLES && !batches.containsKey(row.table())) {
      storeAll();
    }
    Batch batch =
        batches.computeIfAbsent(
            row.table(), table -> new Batch(new ArrayList<>(), new ArrayList<>()));
    batch.rows().add(shift.shifted(row));
    batch.origins().add(new Origin(log, where));
    if (batch.rows().size() >= BATCH_ROWS) {
      batches.remove(row.table());
      store(row.table(), batch);
    }
  }

  @Override
  public void flush() {
    storeAll();
    load.finish();
  }

  private void storeAll() {
    batches.forEach(this::store);
    batches.clear();
  }

  private void store(String table, Batch batch) {
    types.define(table, batch.rows());
    IngestionRequest request = new IngestionRequest(source, table, batch.rows());
    List<Origin> origins = batch.origins();
    load.add(request, outcome -> count(table, origins, outcome));
  }

  private static void count(String table, List<Origin> origins, IngestionOutcome outcome) {
    switch (outcome) {
      case IngestionOutcome.Stored stored -> {
        count(table, origins, stored.refused());
        FileLog log = origins.getFirst().log();
        stored.warnings().forEach(log::warning);
      }
      case IngestionOutcome.Refused refused -> count(table, origins, refused.rows());
      case IngestionOutcome.Overloaded overloaded ->
          origins.forEach(origin -> origin.log().refused(origin.where(), overloaded.reason()));
      case IngestionOutcome.AlreadyStored() -> {}
    }
  }

  private static void count(String table, List<Origin> origins, List<RefusedRow> refused) {
    boolean[] lost = new boolean[origins.size()];
    for (RefusedRow row : refused) {
      Origin origin = origins.get((int) row.index());
      origin.log().refused(origin.where(), row.reason());
      lost[(int) row.index()] = true;
    }
    for (int i = 0; i < lost.length; i++) {
      if (!lost[i]) {
        origins.get(i).log().stored(table, 1);
      }
    }
  }
}
