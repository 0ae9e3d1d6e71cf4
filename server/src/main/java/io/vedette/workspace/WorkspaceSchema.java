package io.vedette.workspace;

import io.vedette.kql.Schema;
import io.vedette.kql.WorkspaceFunction;
import io.vedette.kql.types.Column;
import io.vedette.kql.types.TableSchema;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The names that queries can refer to, at one moment; never changes.
 *
 * @param tables the tables
 * @param catalog functions that come with the product
 * @param functions the workspace's own functions by name, which hide the product's
 * @param watchlists stored tables of watchlists by alias
 * @param assumedWatchlistColumns columns assumed for a watchlist that does not exist
 * @param ownNames names by which {@code workspace()} means this workspace
 */
public record WorkspaceSchema(
    TableSchemas tables,
    FunctionCatalog catalog,
    Map<String, WorkspaceFunction> functions,
    Map<String, TableSchema> watchlists,
    List<Column> assumedWatchlistColumns,
    List<String> ownNames)
    implements Schema {
  private static final String WATCHLIST_ALIASES = "_GetWatchlistAlias";

  /** The same names; a watchlist that does not exist is taken to have these string columns too. */
  public WorkspaceSchema assumingWatchlists(List<String> columns) {
    return new WorkspaceSchema(
        tables, catalog, functions, watchlists, Watchlist.columnsWith(columns), ownNames);
  }

  @Override
  public @Nullable TableSchema table(String name) {
    return tables.find(name);
  }

  @Override
  public Collection<String> tableNames() {
    return tables.names();
  }

  @Override
  public @Nullable WorkspaceFunction function(String name) {
    WorkspaceFunction own = functions.get(name);
    if (own == null && name.equals(WATCHLIST_ALIASES)) {
      return aliases();
    }
    return own != null ? own : catalog.function(name);
  }

  /** The aliases of all watchlists, as a table of one column. */
  private WorkspaceFunction aliases() {
    String rows =
        new TreeSet<>(watchlists.keySet())
            .stream().map(alias -> '"' + alias + '"').collect(Collectors.joining(", "));
    return new WorkspaceFunction(
        WATCHLIST_ALIASES, "()", "{ datatable (WatchlistAlias:string) [" + rows + "] }");
  }

  @Override
  public Collection<String> functionNames() {
    Set<String> names = new TreeSet<>(catalog.names());
    names.add(WATCHLIST_ALIASES);
    names.addAll(functions.keySet());
    return names;
  }

  /** All functions by name. */
  public Map<String, WorkspaceFunction> allFunctions() {
    Map<String, WorkspaceFunction> all = new TreeMap<>();
    for (String name : functionNames()) {
      all.put(name, Objects.requireNonNull(function(name), name));
    }
    return all;
  }

  @Override
  public @Nullable TableSchema watchlist(String alias) {
    return watchlists.get(alias);
  }
}
