package io.vedette.connectors.files;

import io.vedette.connectors.windows.EventJson;
import io.vedette.connectors.windows.EventReading;
import io.vedette.connectors.windows.EventTables;
import io.vedette.connectors.windows.TableRow;
import io.vedette.workspace.TableDefinition;
import io.vedette.workspace.Workspace;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the table of an object: the one that was named for the import; the one that the object
 * names (Type); the file's name; that of the Windows event it is; the only table that has all its
 * columns. Safe on many threads.
 */
final class RowFinder {
  private static final int KNOWN_SHAPES = 10_000;

  private final Workspace workspace;
  private final InstantSource clock;
  private final @Nullable String given;
  private final Map<Set<String>, Found> byColumns = new ConcurrentHashMap<>();

  /** A row, or why an object is none. */
  sealed interface Found {
    record Row(TableRow row) implements Found {}

    record Table(String name) implements Found {}

    record Nothing(String reason) implements Found {}

    /** Gives the row to a part, or the reason why there is none. */
    default void addTo(RowTarget.Part part, long number) {
      switch (this) {
        case Row found -> part.add(found.row(), number);
        case Nothing nothing -> part.refuse(number, nothing.reason());
        case Table table -> throw new IllegalStateException(table.name());
      }
    }
  }

  RowFinder(Workspace workspace, InstantSource clock, @Nullable String given) {
    this.workspace = workspace;
    this.clock = clock;
    this.given = given;
  }

  /**
   * Finds the row.
   *
   * @param fileTable the table that the file's name means, or null
   */
  Found find(Map<String, ?> object, @Nullable String fileTable) {
    if (given != null) {
      return row(given, object);
    }
    String named = named(object);
    if (named != null) {
      return row(named, object);
    }
    EventReading event = EventJson.read(object);
    if (event != null) {
      Instant now = clock.instant();
      return switch (event) {
        case EventReading.Read read -> new Found.Row(EventTables.row(read.event(), now));
        case EventReading.Refused refused -> new Found.Nothing(refused.reason());
      };
    }
    if (fileTable != null) {
      return row(fileTable, object);
    }
    Set<String> columns = new TreeSet<>(object.keySet());
    Found byShape = byColumns.get(columns);
    if (byShape == null) {
      byShape = byColumns(columns);
      if (byColumns.size() < KNOWN_SHAPES) {
        byColumns.put(columns, byShape);
      }
    }
    return byShape instanceof Found.Table table ? row(table.name(), object) : byShape;
  }

  /** The table that an object names by a field Type, as exports of Log Analytics do. */
  private @Nullable String named(Map<String, ?> object) {
    return object.get("Type") instanceof String type && isTable(type) ? type : null;
  }

  /** The table that a file's name means, such as SecurityEvent.jsonl, or null. */
  @Nullable String ofFile(String file) {
    String base = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('!')) + 1);
    int dot = base.indexOf('.');
    String name = dot < 0 ? base : base.substring(0, dot);
    return isTable(name) ? name : null;
  }

  private boolean isTable(String name) {
    return workspace.table(name) != null || name.matches("[A-Za-z][A-Za-z0-9_]{0,62}_CL");
  }

  /** The one common or custom table that has these columns; where none has, the one of all. */
  private Found byColumns(Set<String> columns) {
    Collection<TableDefinition> all = workspace.tables().values();
    List<String> fitting = fitting(columns, all, true);
    if (fitting.isEmpty()) {
      fitting = fitting(columns, all, false);
    }
    if (fitting.size() == 1) {
      return new Found.Table(fitting.getFirst());
    }
    return new Found.Nothing(
        fitting.isEmpty()
            ? "no table has these columns: name one with --table"
            : "several tables have these columns: name one with --table");
  }

  private static List<String> fitting(
      Set<String> columns, Collection<TableDefinition> tables, boolean first) {
    List<String> fitting = new ArrayList<>();
    for (TableDefinition table : tables) {
      if (first == (table.common() || table.custom()) && !columns.isEmpty()) {
        Set<String> names = new HashSet<>();
        table.columns().forEach(column -> names.add(column.name()));
        if (names.containsAll(columns)) {
          fitting.add(table.name());
        }
      }
    }
    return fitting;
  }

  private static Found row(String table, Map<String, ?> object) {
    return new Found.Row(new TableRow(table, Collections.unmodifiableMap(object)));
  }
}
