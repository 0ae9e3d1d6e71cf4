package io.vedette.workspace;

import io.vedette.kql.Schema;
import io.vedette.kql.WorkspaceFunction;
import io.vedette.kql.types.Column;
import io.vedette.kql.types.TableSchema;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names that queries can refer to, at one moment; never changes.
 *
 * @param tables tables by name
 * @param functions workspace functions by name
 * @param watchlists stored tables of watchlists by alias
 * @param assumedWatchlistColumns columns assumed for a watchlist that does not exist
 * @param ownNames names by which {@code workspace()} means this workspace
 */
public record WorkspaceSchema(
    Map<String, TableSchema> tables,
    Map<String, WorkspaceFunction> functions,
    Map<String, TableSchema> watchlists,
    List<Column> assumedWatchlistColumns,
    List<String> ownNames)
    implements Schema {

  /** The same names; a watchlist that does not exist is taken to have these string columns too. */
  public WorkspaceSchema assumingWatchlists(List<String> columns) {
    return new WorkspaceSchema(
        tables, functions, watchlists, Watchlist.columnsWith(columns), ownNames);
  }

  @Override
  public @Nullable TableSchema table(String name) {
    return tables.get(name);
  }

  @Override
  public Collection<String> tableNames() {
    return tables.keySet();
  }

  @Override
  public @Nullable WorkspaceFunction function(String name) {
    return functions.get(name);
  }

  @Override
  public Collection<String> functionNames() {
    return functions.keySet();
  }

  @Override
  public @Nullable TableSchema watchlist(String alias) {
    return watchlists.get(alias);
  }
}
