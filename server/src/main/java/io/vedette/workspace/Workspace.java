package io.vedette.workspace;

import io.vedette.kql.WorkspaceFunction;
import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TableSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the workspace and all that is known of them but their rows. Safe on many threads;
 * what it learns of custom tables, retention, watchlists and functions is kept in {@code
 * workspace.json} of the data directory.
 */
public final class Workspace {
  /** Days that rows are kept when nothing else is set (Microsoft Sentinel's free 90 days). */
  public static final int DEFAULT_RETENTION_DAYS = 90;

  /** Columns a custom table may have (Azure Monitor service limits, "Custom tables"). */
  public static final int COLUMNS_PER_TABLE = 500;

  /** Custom tables a workspace may have (Azure Monitor service limits, "Log Analytics"). */
  public static final int CUSTOM_TABLES = 500;

  private static final List<Column> CUSTOM_STANDARD_COLUMNS =
      List.of(
          new Column("TimeGenerated", ScalarType.DATETIME),
          new Column("TenantId", ScalarType.STRING),
          new Column("Type", ScalarType.STRING),
          new Column("_ResourceId", ScalarType.STRING));

  private final @Nullable WorkspaceFile file;
  private final Map<String, TableDefinition> catalog;
  private final Map<String, WorkspaceFunction> givenFunctions = new TreeMap<>();
  private final Map<String, Set<String>> stored = new HashMap<>();
  private WorkspaceState state;
  private volatile @Nullable WorkspaceSchema schema;

  private Workspace(@Nullable WorkspaceFile file, TableCatalog catalog, WorkspaceState state) {
    this.file = file;
    this.catalog = new TreeMap<>(catalog.tables());
    this.state = state;
  }

  /** Opens the workspace of a data directory, or begins one there. */
  public static Workspace open(Path dataDirectory, TableCatalog catalog) {
    WorkspaceFile file = new WorkspaceFile(dataDirectory);
    if (file.exists()) {
      return new Workspace(file, catalog, file.read());
    }
    WorkspaceState fresh = WorkspaceState.fresh();
    file.write(fresh);
    return new Workspace(file, catalog, fresh);
  }

  /** Reads the workspace of a data directory; what changes later is kept in memory only. */
  public static Workspace readOnly(Path dataDirectory, TableCatalog catalog) {
    WorkspaceFile file = new WorkspaceFile(dataDirectory);
    return new Workspace(null, catalog, file.exists() ? file.read() : WorkspaceState.fresh());
  }

  /** A workspace that is forgotten with the process. */
  public static Workspace inMemory(TableCatalog catalog) {
    return new Workspace(null, catalog, WorkspaceState.fresh());
  }

  /** The workspace's identifier, its rows' {@code TenantId}. */
  public synchronized UUID id() {
    return state.id();
  }

  /** The definition of the table of that exact name, or null. */
  public synchronized @Nullable TableDefinition table(String name) {
    TableDefinition custom = state.custom().get(name);
    return custom != null ? custom : catalog.get(name);
  }

  /** All tables by name. */
  public synchronized Map<String, TableDefinition> tables() {
    Map<String, TableDefinition> all = new TreeMap<>(catalog);
    all.putAll(state.custom());
    return Collections.unmodifiableMap(all);
  }

  /** The names that queries can refer to now. */
  public WorkspaceSchema schema() {
    WorkspaceSchema current = schema;
    return current != null ? current : freshSchema();
  }

  /** Adds tables for this process alone; a table of the same name is replaced. */
  public synchronized void addTables(Collection<TableDefinition> tables) {
    tables.forEach(table -> catalog.put(table.name(), table));
    schema = null;
  }

  /** Adds workspace functions for this process alone. */
  public synchronized void addFunctions(Collection<WorkspaceFunction> functions) {
    functions.forEach(function -> givenFunctions.put(function.name(), function));
    schema = null;
  }

  /** Saves a function in the workspace, replacing one of the same name. */
  public synchronized void saveFunction(WorkspaceFunction function) {
    Map<String, WorkspaceFunction> functions = new TreeMap<>(state.functions());
    functions.put(function.name(), function);
    change(state.withFunctions(functions));
  }

  /**
   * Creates a custom table, or adds to it the columns that it lacks. Columns keep the type they
   * have. A new table also gets the standard columns (TimeGenerated, TenantId, Type, _ResourceId).
   *
   * @return the table as it is now
   * @throws IllegalArgumentException when the name or a column's is not legal, when another table's
   *     name differs in case only, or when a limit is passed; the message names it
   */
  public synchronized TableDefinition defineCustomTable(String name, List<Column> columns) {
    TableDefinition before = table(name);
    if (before == null) {
      requireRoomForTable(name);
    } else if (!before.custom()) {
      throw new IllegalArgumentException(name + " is not a custom table; its columns are fixed");
    }
    List<ColumnDefinition> all = new ArrayList<>(before == null ? List.of() : before.columns());
    Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    all.forEach(column -> taken.add(column.name()));
    List<Column> wanted = new ArrayList<>(before == null ? CUSTOM_STANDARD_COLUMNS : List.of());
    wanted.addAll(columns);
    for (Column column : wanted) {
      if (!WorkspaceNames.isColumn(column.name())) {
        throw new IllegalArgumentException(
            "\"" + column.name() + "\" cannot name a column: use letters, digits and _");
      }
      if (taken.add(column.name())) {
        all.add(ColumnDefinition.of(column));
      }
    }
    if (all.size() > COLUMNS_PER_TABLE) {
      throw new IllegalArgumentException(
          name + " would have more than " + COLUMNS_PER_TABLE + " columns");
    }
    if (before != null && all.size() == before.columns().size()) {
      return before;
    }
    TableDefinition table =
        new TableDefinition(
            name, before == null ? "" : before.description(), "Custom Logs", all, true);
    Map<String, TableDefinition> custom = new TreeMap<>(state.custom());
    custom.put(name, table);
    change(state.withCustom(custom));
    return table;
  }

  /** Whether a column of that name can be made at all. */
  public static boolean isColumnName(String name) {
    return WorkspaceNames.isColumn(name);
  }

  /** Notes that a stored table exists and has these columns (besides those noted before). */
  public synchronized void noteStoredColumns(String table, Collection<String> columns) {
    Set<String> known = stored.computeIfAbsent(table, name -> new TreeSet<>());
    if (known.addAll(columns) || known.isEmpty()) {
      schema = null;
    }
  }

  /** The columns of the stored table, or null when nothing was ever stored. */
  public synchronized @Nullable Set<String> storedColumns(String table) {
    Set<String> columns = stored.get(table);
    return columns == null ? null : Set.copyOf(columns);
  }

  /** How many days rows of the table are kept. */
  public synchronized int retentionDays(String table) {
    return state.retentionDays().getOrDefault(table, DEFAULT_RETENTION_DAYS);
  }

  /**
   * Sets how many days rows of the table are kept.
   *
   * @throws IllegalArgumentException for less than 1 or more than 4383 days (12 years, Azure
   *     Monitor's longest)
   */
  public synchronized void setRetentionDays(String table, int days) {
    if (days < 1 || days > 4383) {
      throw new IllegalArgumentException("retention must be 1 to 4383 days, not " + days);
    }
    Map<String, Integer> retention = new TreeMap<>(state.retentionDays());
    retention.put(table, days);
    change(state.withRetention(retention));
  }

  /** All watchlists by alias. */
  public synchronized Map<String, Watchlist> watchlists() {
    return state.watchlists();
  }

  /**
   * Checks that the watchlist can be one; for {@link WatchlistStore}.
   *
   * @throws IllegalArgumentException as {@link WatchlistStore#putWatchlist} says
   */
  public static void requireLegal(Watchlist watchlist) {
    WorkspaceNames.requireAlias(watchlist.alias());
    for (String column : watchlist.columns()) {
      if (column.isBlank() || column.indexOf('"') >= 0 || column.length() > 128) {
        throw new IllegalArgumentException("\"" + column + "\" cannot name a watchlist's column");
      }
    }
    if (!watchlist.columns().contains(watchlist.searchKey())) {
      throw new IllegalArgumentException(
          "the search key " + watchlist.searchKey() + " is none of the watchlist's columns");
    }
  }

  /** Makes the watchlist known to queries; called by {@link WatchlistStore} when it is stored. */
  public synchronized void noteWatchlist(Watchlist watchlist) {
    Map<String, Watchlist> watchlists = new TreeMap<>(state.watchlists());
    watchlists.put(watchlist.alias(), watchlist);
    change(state.withWatchlists(watchlists));
  }

  /** Forgets the watchlist; called by {@link WatchlistStore}. */
  public synchronized void forgetWatchlist(String alias) {
    Map<String, Watchlist> watchlists = new TreeMap<>(state.watchlists());
    if (watchlists.remove(alias) != null) {
      change(state.withWatchlists(watchlists));
    }
  }

  private void requireRoomForTable(String name) {
    WorkspaceNames.requireCustomTable(name);
    if (state.custom().size() >= CUSTOM_TABLES) {
      throw new IllegalArgumentException(
          "the workspace has " + CUSTOM_TABLES + " custom tables already");
    }
    for (String other : tables().keySet()) {
      if (other.equalsIgnoreCase(name)) {
        throw new IllegalArgumentException(
            name + " differs from the table " + other + " in case only; use " + other);
      }
    }
  }

  private void change(WorkspaceState changed) {
    if (file != null) {
      file.write(changed);
    }
    state = changed;
    schema = null;
  }

  private synchronized WorkspaceSchema freshSchema() {
    WorkspaceSchema current = schema;
    if (current != null) {
      return current;
    }
    Map<String, TableSchema> tables = new HashMap<>();
    tables().values().forEach(table -> tables.put(table.name(), tableSchema(table)));
    Map<String, WorkspaceFunction> functions = new HashMap<>(state.functions());
    functions.putAll(givenFunctions);
    Map<String, TableSchema> watchlists = new HashMap<>();
    state.watchlists().forEach((alias, list) -> watchlists.put(alias, list.schema()));
    WorkspaceSchema fresh =
        new WorkspaceSchema(
            Collections.unmodifiableMap(tables),
            Collections.unmodifiableMap(functions),
            Collections.unmodifiableMap(watchlists),
            Watchlist.STANDARD_COLUMNS,
            List.of(id().toString()));
    schema = fresh;
    return fresh;
  }

  private TableSchema tableSchema(TableDefinition table) {
    Map<String, String> constants = new TreeMap<>();
    for (ColumnDefinition column : table.columns()) {
      if (column.type() == ScalarType.STRING) {
        String value = constant(table.name(), column.name());
        if (value != null) {
          constants.put(column.name(), value);
        }
      }
    }
    Set<String> columns = stored.get(table.name());
    return new TableSchema(
        table.name(),
        table.plainColumns(),
        columns != null,
        columns == null ? Set.of() : columns,
        constants);
  }

  /** The value that the column has in every row of the table, or null when it is an own value. */
  public @Nullable String constant(String table, String column) {
    return switch (column) {
      case "Type" -> table;
      case "TenantId" -> id().toString();
      default -> null;
    };
  }
}
