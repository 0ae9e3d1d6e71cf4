package io.vedette.workspace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps the items of watchlists, all of a list at once. */
public interface WatchlistStore {
  /**
   * Creates the watchlist, or replaces its columns and items. Blocks until durable.
   *
   * @param watchlist alias, search key and columns
   * @param rows one list of values an item, in the order of the columns; null is an empty string
   * @throws IllegalArgumentException when the alias or a column has no legal name, or the search
   *     key is none of the columns
   */
  void putWatchlist(Watchlist watchlist, List<List<@Nullable String>> rows);

  /** Removes the watchlist and its items; does nothing when there is none. */
  void removeWatchlist(String alias);
}
