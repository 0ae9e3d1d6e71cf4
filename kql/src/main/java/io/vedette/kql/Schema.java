package io.vedette.kql;

import io.vedette.kql.types.Column;
import io.vedette.kql.types.TableSchema;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names that a query can refer to: tables, workspace functions and watchlists. */
public interface Schema {
  /** The table of that exact name, or null. */
  @Nullable TableSchema table(String name);

  /** Names of all tables, for wildcards, {@code search} and suggestions. */
  Collection<String> tableNames();

  /** The workspace function of that exact name, or null. */
  @Nullable WorkspaceFunction function(String name);

  /** Names of all workspace functions, for suggestions. */
  Collection<String> functionNames();

  /**
   * The stored table that holds the items of a watchlist, or null when there is no such watchlist.
   * Its columns are those that {@code _GetWatchlist(alias)} returns.
   */
  @Nullable TableSchema watchlist(String alias);

  /** Names by which {@code workspace()} and {@code database()} can mean this workspace. */
  default Collection<String> ownNames() {
    return List.of();
  }

  /** Columns assumed for a watchlist that does not exist, which has no rows; empty to refuse it. */
  default List<Column> assumedWatchlistColumns() {
    return List.of();
  }
}
