package io.vedette.ingestion;

import io.vedette.ingestion.ColumnSlots.Slot;
import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import io.vedette.workspace.TableDefinition;
import io.vedette.workspace.Workspace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks rows and turns their values into stored form, on the caller's thread.
 *
 * <p>As Log Analytics does, a value that does not fit its column's type leaves the cell null and
 * the row is kept; each such value is counted as a warning in the ledger, as is a value for a
 * column that the table does not have. A row without TimeGenerated gets the time of its arrival. A
 * row is refused when it is empty, or larger than a row may be.
 */
final class RowConversion {
  static final String TIME_GENERATED = "TimeGenerated";
  private static final int REASONS = 200;
  private static final long CELL_BYTES = 24;

  private final Workspace workspace;
  private final int rowBytes;

  RowConversion(Workspace workspace, int rowBytes) {
    this.workspace = workspace;
    this.rowBytes = rowBytes;
  }

  Batch convert(IngestionRequest request, Instant arrived) {
    TableDefinition table = workspace.table(request.table());
    if (table == null) {
      try {
        table = workspace.defineCustomTable(request.table(), List.of());
      } catch (IllegalArgumentException e) {
        return refusedWhole(request, String.valueOf(e.getMessage()));
      }
    }
    Conversion conversion = new Conversion(new ColumnSlots(workspace, table), arrived);
    for (int i = 0; i < request.rows().size(); i++) {
      conversion.add(i, request.rows().get(i));
    }
    List<Column> added = conversion.slots.added();
    if (!added.isEmpty()) {
      TableDefinition now = workspace.defineCustomTable(table.name(), added);
      if (!now.plainColumns().containsAll(added)) {
        // Another request gave a new column another type at the same moment: take that type.
        return convert(request, arrived);
      }
    }
    return new Batch(
        request.source(),
        table.name(),
        List.copyOf(conversion.slots.used()),
        conversion.rows,
        conversion.refused,
        conversion.warnings,
        conversion.bytes);
  }

  private static Batch refusedWhole(IngestionRequest request, String reason) {
    List<RefusedRow> refused = new ArrayList<>();
    for (int i = 0; i < request.rows().size(); i++) {
      refused.add(new RefusedRow(i, reason));
    }
    return new Batch(request.source(), request.table(), List.of(), List.of(), refused, Map.of(), 0);
  }

  private final class Conversion {
    private final ColumnSlots slots;
    private final @Nullable Slot time;
    private final Long arrivedMicros;
    private final List<@Nullable Object[]> rows = new ArrayList<>();
    private final List<RefusedRow> refused = new ArrayList<>();
    private final Map<String, Long> warnings = new HashMap<>();
    private long bytes;

    /** The row that is being converted, its size, and whether it has brought any value. */
    private @Nullable Object[] row = {};

    private long size;
    private boolean something;

    Conversion(ColumnSlots slots, Instant arrived) {
      this.slots = slots;
      this.arrivedMicros = DateTimes.micros(arrived);
      Slot slot = slots.of(TIME_GENERATED, arrived);
      boolean hasTime = slot.column() != null && slot.column().type() == ScalarType.DATETIME;
      this.time = hasTime ? slot : null;
    }

    void add(int index, @Nullable Map<String, ? extends @Nullable Object> values) {
      if (values == null || values.isEmpty()) {
        refused.add(new RefusedRow(index, "empty row"));
        return;
      }
      row = new @Nullable Object[Math.max(slots.used().size(), 1)];
      size = CELL_BYTES;
      something = false;
      values.forEach(this::put);
      if (!something) {
        refused.add(new RefusedRow(index, "empty row"));
      } else if (size > rowBytes) {
        refused.add(new RefusedRow(index, "row larger than " + rowBytes + " bytes"));
      } else {
        if (time != null && row[time.position()] == null) {
          row[time.position()] = arrivedMicros;
        }
        bytes += size;
        rows.add(row);
      }
    }

    private void put(String name, @Nullable Object value) {
      if (value == null) {
        return;
      }
      Slot slot = slots.of(name, value);
      Column column = slot.column();
      if (column == null) {
        if (slot.reason() != null) {
          warn(slot.reason());
        }
        something = true;
        return;
      }
      Object stored = StoredValue.of(column.type(), value);
      if (stored instanceof StoredValue.Unfit) {
        warn(column.name() + " is no " + column.type().kustoName());
        something = true;
      } else if (stored != null) {
        something = true;
        size += CELL_BYTES + (stored instanceof String text ? text.length() : 0);
        if (slot.position() >= row.length) {
          row = Arrays.copyOf(row, Math.max(slots.used().size(), slot.position() + 1));
        }
        row[slot.position()] = stored;
      }
    }

    private void warn(String reason) {
      String counted =
          warnings.size() < REASONS || warnings.containsKey(reason) ? reason : "other reasons";
      warnings.merge(counted, 1L, Long::sum);
    }
  }
}
