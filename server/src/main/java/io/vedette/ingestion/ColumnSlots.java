package io.vedette.ingestion;

import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import io.vedette.workspace.ColumnDefinition;
import io.vedette.workspace.TableDefinition;
import io.vedette.workspace.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the column for each name that the rows of one batch bring. A name that differs from a
 * column's in case only means that column: the engine's names ignore case.
 */
final class ColumnSlots {
  /**
   * Where values of one name go.
   *
   * @param position in the row, or -1 when they go nowhere
   * @param column the column, or null
   * @param reason why they go nowhere, for the ledger; null when that is as it should be
   */
  record Slot(int position, @Nullable Column column, @Nullable String reason) {
    static Slot nowhere(String reason) {
      return new Slot(-1, null, reason);
    }
  }

  private static final Slot CONSTANT = new Slot(-1, null, null);

  private record Named(String name, Slot slot) {
    /** Whether the name is the same object, as those of rows that are read together are. */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(String other) {
      return name == other;
    }
  }

  private final Workspace workspace;
  private final String name;
  private @Nullable TableDefinition table;
  private @Nullable Slot time;
  private final Map<String, Column> byName = new HashMap<>();
  private final Map<String, Column> ignoringCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, Slot> slots = new HashMap<>();
  private final List<Named> lastRow = new ArrayList<>();
  private final Map<Column, Integer> positions = new HashMap<>();
  private final List<Column> used = new ArrayList<>();

  ColumnSlots(Workspace workspace, String table) {
    this.workspace = workspace;
    this.name = table;
    know(workspace.table(table));
  }

  private void know(@Nullable TableDefinition definition) {
    table = definition;
    if (definition == null) {
      return;
    }
    for (ColumnDefinition each : definition.columns()) {
      byName.put(each.name(), each.column());
      ignoringCase.putIfAbsent(each.name(), each.column());
    }
    Slot slot = time == null ? of(BatchBuilder.TIME_GENERATED) : time;
    Column column = slot == null ? null : slot.column();
    time = column != null && column.type() == ScalarType.DATETIME ? slot : null;
  }

  /** Whether there is such a table. */
  boolean tableExists() {
    return table != null;
  }

  /** The slot of the time at which a row happened, or null when the table has none. */
  @Nullable Slot time() {
    return time;
  }

  /** Columns that have a position, in its order. */
  List<Column> used() {
    return used;
  }

  /**
   * The slot for a name; null when the column is to be {@linkplain #learn learnt} first.
   *
   * @param place how many names the row had before; most rows have the same in the same order
   */
  @Nullable Slot of(int place, String column) {
    Named last = place < lastRow.size() ? lastRow.get(place) : null;
    if (last != null && last.isOf(column)) {
      return last.slot();
    }
    Slot slot = of(column);
    if (slot != null && last != null) {
      lastRow.set(place, new Named(column, slot));
    } else if (slot != null && place == lastRow.size()) {
      lastRow.add(new Named(column, slot));
    }
    return slot;
  }

  private @Nullable Slot of(String column) {
    Slot slot = slots.get(column);
    if (slot == null) {
      slot = find(column);
      if (slot != null) {
        slots.put(column, slot);
      }
    }
    return slot;
  }

  private @Nullable Slot find(String wanted) {
    if (workspace.constant(name, wanted) != null) {
      return CONSTANT;
    }
    Column column = byName.get(wanted);
    if (column == null) {
      column = ignoringCase.get(wanted);
    }
    if (column == null) {
      if (table != null && !table.custom()) {
        return Slot.nowhere("no column " + shown(wanted));
      }
      return Workspace.isColumnName(wanted)
          ? null
          : Slot.nowhere("no legal column name: " + shown(wanted));
    }
    int position = positions.computeIfAbsent(column, this::use);
    return new Slot(position, column, null);
  }

  private int use(Column column) {
    used.add(column);
    return used.size() - 1;
  }

  /**
   * Makes the columns of a row that the custom table lacks, and the table when there is none. Who
   * makes a column first gives it its type; the values of others are taken as that.
   *
   * @return why there can be no such table, or null
   */
  @Nullable String learn(Map<String, ? extends @Nullable Object> row) {
    if (table == null) {
      try {
        know(workspace.defineCustomTable(name, List.of()));
      } catch (IllegalArgumentException e) {
        return String.valueOf(e.getMessage());
      }
    }
    Map<String, Column> missing = new LinkedHashMap<>();
    row.forEach(
        (column, value) -> {
          if (value != null && of(column) == null) {
            missing.put(column, new Column(column, StoredValue.inferredType(value)));
          }
        });
    int room = Math.max(Workspace.COLUMNS_PER_TABLE - byName.size(), 0);
    try {
      know(workspace.defineCustomTable(name, missing.values().stream().limit(room).toList()));
    } catch (IllegalArgumentException e) {
      // Others took the room that there was a moment ago.
      know(workspace.table(name));
    }
    for (String column : missing.keySet()) {
      if (of(column) == null) {
        slots.put(column, Slot.nowhere("more than " + Workspace.COLUMNS_PER_TABLE + " columns"));
      }
    }
    return null;
  }

  private static String shown(String name) {
    return name.length() <= 64 ? name : name.substring(0, 64) + "...";
  }
}
