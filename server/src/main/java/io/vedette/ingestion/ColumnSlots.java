package io.vedette.ingestion;

import io.vedette.kql.types.Column;
import io.vedette.workspace.ColumnDefinition;
import io.vedette.workspace.TableDefinition;
import io.vedette.workspace.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the column for each name that the rows of one request bring. A name that differs from a
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
  record Slot(int position, @Nullable Column column, @Nullable String reason) {}

  private static final Slot CONSTANT = new Slot(-1, null, null);

  private final Workspace workspace;
  private final TableDefinition table;
  private final Map<String, Column> byName = new HashMap<>();
  private final Map<String, Column> ignoringCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, Slot> slots = new HashMap<>();
  private final Map<Column, Integer> positions = new HashMap<>();
  private final List<Column> used = new ArrayList<>();
  private final List<Column> added = new ArrayList<>();

  ColumnSlots(Workspace workspace, TableDefinition table) {
    this.workspace = workspace;
    this.table = table;
    for (ColumnDefinition column : table.columns()) {
      know(column.column());
    }
  }

  /** Columns that have a position, in its order. */
  List<Column> used() {
    return used;
  }

  /** Columns that the table did not have before. */
  List<Column> added() {
    return added;
  }

  /** The slot for a name; the value tells the type when the column is new. */
  Slot of(String name, Object value) {
    Slot known = slots.get(name);
    if (known != null) {
      return known;
    }
    Slot slot = find(name, value);
    slots.put(name, slot);
    return slot;
  }

  private Slot find(String name, Object value) {
    if (workspace.constant(table.name(), name) != null) {
      return CONSTANT;
    }
    Column column = byName.get(name);
    if (column == null) {
      column = ignoringCase.get(name);
    }
    if (column == null) {
      if (!table.custom()) {
        return new Slot(-1, null, "no column " + shown(name));
      }
      if (!Workspace.isColumnName(name)) {
        return new Slot(-1, null, "no legal column name: " + shown(name));
      }
      if (byName.size() >= Workspace.COLUMNS_PER_TABLE) {
        return new Slot(-1, null, "more than " + Workspace.COLUMNS_PER_TABLE + " columns");
      }
      column = new Column(name, StoredValue.inferredType(value));
      know(column);
      added.add(column);
    }
    Column found = column;
    int position =
        positions.computeIfAbsent(
            found,
            fresh -> {
              used.add(fresh);
              return used.size() - 1;
            });
    return new Slot(position, found, null);
  }

  private void know(Column column) {
    byName.put(column.name(), column);
    ignoringCase.putIfAbsent(column.name(), column);
  }

  private static String shown(String name) {
    return name.length() <= 64 ? name : name.substring(0, 64) + "...";
  }
}
