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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
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
  private final TableCatalog catalog;
  private final Map<String, WorkspaceFunction> givenFunctions = new TreeMap<>();
  private Map<String, TableDefinition> given = Map.of();
  private Map<String, Set<String>> stored = Map.of();
  private WorkspaceState state;
  private volatile @Nullable WorkspaceSchema schema;

  private Workspace(@Nullable WorkspaceFile file, TableCatalog catalog, WorkspaceState state) {
    this.file = file;
    this.catalog = catalog;
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
    return definitions().find(name);
  }

  /** The names of all tables, sorted. */
  public synchronized SortedSet<String> tableNames() {
    return definitions().names();
  }

  /** All tables by name. Reads the descriptions of hundreds: ask for a table where one is meant. */
  public Map<String, TableDefinition> tables() {
    TableDefinitions definitions;
    synchronized (this) {
      definitions = definitions();
    }
    Map<String, TableDefinition> all = new TreeMap<>();
    for (String name : definitions.names()) {
      all.put(name, Objects.requireNonNull(definitions.find(name), name));
    }
    return Collections.unmodifiableMap(all);
  }

  private TableDefinitions definitions() {
    return new TableDefinitions(catalog, given, state.custom());
  }

  /** The names that queries can refer to now. */
  public WorkspaceSchema schema() {
    WorkspaceSchema current = schema;
    return current != null ? current : freshSchema();
  }

  /** Adds tables for this process alone; a table of the same name is replaced. */
  public synchronized void addTables(Collection<TableDefinition> tables) {
    Map<String, TableDefinition> all = new HashMap<>(given);
    tables.forEach(table -> all.put(table.name(), table));
    given = Map.copyOf(all);
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
            name, before == null ? "" : before.description(), "Custom Logs", all, true, false);
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
    Set<String> known = stored.get(table);
    if (known != null && known.containsAll(columns)) {
      return;
    }
    Set<String> all = new HashSet<>(known == null ? Set.of() : known);
    all.addAll(columns);
    Map<String, Set<String>> changed = new HashMap<>(stored);
    changed.put(table, Set.copyOf(all));
    stored = Map.copyOf(changed);
    schema = null;
  }

  /** The columns of the stored table, or null when nothing was ever stored. */
  public synchronized @Nullable Set<String> storedColumns(String table) {
    return stored.get(table);
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
    for (String other : tableNames()) {
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
    Map<String, WorkspaceFunction> functions = new HashMap<>(state.functions());
    functions.putAll(givenFunctions);
    Map<String, TableSchema> watchlists = new HashMap<>();
    state.watchlists().forEach((alias, list) -> watchlists.put(alias, list.schema()));
    WorkspaceSchema fresh =
        new WorkspaceSchema(
            new TableSchemas(definitions(), stored, this::constant),
            FunctionCatalog.fromClassPath(),
            Collections.unmodifiableMap(functions),
            Collections.unmodifiableMap(watchlists),
            Watchlist.STANDARD_COLUMNS,
            List.of(id().toString()));
    schema = fresh;
    return fresh;
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
