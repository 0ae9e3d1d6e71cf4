package io.vedette.ingestion;

import io.vedette.ingestion.ColumnSlots.Slot;
import io.vedette.kql.types.Column;
import io.vedette.workspace.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks rows of one table and turns their values into stored form, on the thread of whoever brings
 * them. For one thread at a time; it keeps nothing of the rows themselves.
 *
 * <p>As Log Analytics does, a value that does not fit its column's type leaves the cell null and
 * the row is kept; each such value is counted as a warning in the ledger, as is a value for a
 * column that the table does not have. A row without TimeGenerated gets the time of its arrival. A
 * row is refused when it is empty, or larger than a row may be.
 */
public final class BatchBuilder {
  static final String TIME_GENERATED = "TimeGenerated";
  private static final int REASONS = 200;
  private static final long CELL_BYTES = 24;

  private final String source;
  private final String table;
  private final int rowBytes;
  private final Long arrivedMicros;
  private final ColumnSlots slots;
  private final List<ColumnValues> columns = new ArrayList<>();
  private final List<RefusedRow> refused = new ArrayList<>();
  private final Map<String, Long> warnings = new HashMap<>();
  private int rows;
  private int brought;
  private long bytes;

  /** Of the row under way: its size, whether it has any value, what is wrong with its values. */
  private long size;

  private boolean something;
  private int place;
  private boolean unknown;
  private final List<String> rowWarnings = new ArrayList<>();

  BatchBuilder(Workspace workspace, int rowBytes, String source, String table, Instant arrived) {
    this.source = source;
    this.table = table;
    this.rowBytes = rowBytes;
    this.arrivedMicros = DateTimes.micros(arrived);
    this.slots = new ColumnSlots(workspace, table);
  }

  /** The table's name. */
  public String table() {
    return table;
  }

  /** What the rows so far take in memory, roughly. */
  public long bytes() {
    return bytes;
  }

  /**
   * Takes a row in unless it has a column that is new: the order in which such rows come decides of
   * the column's type.
   *
   * @return whether it was taken in, or refused; if not, nothing has changed
   */
  public boolean addKnown(@Nullable Map<String, ? extends @Nullable Object> values) {
    if (values == null || values.isEmpty()) {
      refuse("empty row");
      return true;
    }
    if (!read(values)) {
      return false;
    }
    finishRow();
    return true;
  }

  /**
   * Takes a row in; a custom table gets the columns that it lacks, and is made when there is none.
   */
  public void add(@Nullable Map<String, ? extends @Nullable Object> values) {
    if (addKnown(values) || values == null) {
      return;
    }
    String illegal = slots.learn(values);
    if (illegal != null) {
      refuse(illegal);
    } else if (read(values)) {
      finishRow();
    } else {
      throw new IllegalStateException("a column that was learnt is unknown");
    }
  }

  private boolean read(Map<String, ? extends @Nullable Object> values) {
    size = CELL_BYTES;
    something = false;
    place = 0;
    unknown = !slots.tableExists();
    rowWarnings.clear();
    if (!unknown) {
      values.forEach(this::put);
    }
    if (unknown) {
      forgetRow();
    }
    return !unknown;
  }

  private void finishRow() {
    rowWarnings.forEach(this::warn);
    if (!something) {
      forgetRow();
      refuse("empty row");
    } else if (size > rowBytes) {
      forgetRow();
      refuse("row larger than " + rowBytes + " bytes");
    } else {
      Slot time = slots.time();
      if (time != null && values(time).isNull(rows)) {
        values(time).set(rows, arrivedMicros);
      }
      bytes += size;
      rows++;
      brought++;
    }
  }

  private void refuse(String reason) {
    refused.add(new RefusedRow(brought++, reason));
  }

  private void forgetRow() {
    columns.forEach(values -> values.forget(rows));
  }

  private void put(String name, @Nullable Object value) {
    if (value == null || unknown) {
      return;
    }
    Slot slot = slots.of(place++, name);
    if (slot == null) {
      unknown = true;
      return;
    }
    Column column = slot.column();
    if (column == null) {
      if (slot.reason() != null) {
        rowWarnings.add(slot.reason());
      }
      something = true;
      return;
    }
    Object stored = StoredValue.of(column.type(), value);
    if (stored instanceof StoredValue.Unfit) {
      rowWarnings.add(column.name() + " is no " + column.type().kustoName());
      something = true;
    } else if (stored != null) {
      something = true;
      size += CELL_BYTES + (stored instanceof String text ? text.length() : 0);
      if (size <= rowBytes) {
        // Else the row is refused, and its values need no room.
        values(slot).set(rows, stored);
      }
    }
  }

  private ColumnValues values(Slot slot) {
    while (columns.size() <= slot.position()) {
      columns.add(ColumnValues.of(slots.used().get(columns.size()).type()));
    }
    return columns.get(slot.position());
  }

  private void warn(String reason) {
    String counted =
        warnings.size() < REASONS || warnings.containsKey(reason) ? reason : "other reasons";
    warnings.merge(counted, 1L, Long::sum);
  }

  /** All that was taken in; the builder is not used afterwards. */
  Batch build() {
    return new Batch(
        source,
        table,
        List.copyOf(slots.used().subList(0, columns.size())),
        List.copyOf(columns),
        rows,
        List.copyOf(refused),
        warnings,
        bytes);
  }
}
