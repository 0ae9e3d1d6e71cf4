package io.vedette.workspace;

import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A watchlist's shape.
 *
 * @param alias the name that {@code _GetWatchlist} takes
 * @param searchKey the column whose values stand in {@code SearchKey}
 * @param columns the columns of its items, all of type string
 */
public record Watchlist(String alias, String searchKey, List<String> columns) {
  /**
   * The columns that {@code _GetWatchlist} gives before the items' own (Microsoft Sentinel
   * documentation, "Watchlists: query data").
   */
  public static final List<Column> STANDARD_COLUMNS =
      List.of(
          new Column("_DTItemId", ScalarType.STRING),
          new Column("LastUpdatedTimeUTC", ScalarType.DATETIME),
          new Column("SearchKey", ScalarType.STRING),
          new Column("WatchlistItem", ScalarType.DYNAMIC),
          new Column("TimeGenerated", ScalarType.DATETIME));

  private static final String PREFIX = "_Watchlist_";

  public Watchlist {
    columns = List.copyOf(columns);
  }

  /** Name of the stored table that holds the items. */
  public String storedName() {
    return PREFIX + alias;
  }

  /** Whether a stored table of that name holds a watchlist's items. */
  public static boolean isStoredName(String table) {
    return table.startsWith(PREFIX);
  }

  /** The standard columns, then those of the items that do not clash with them. */
  static List<Column> columnsWith(List<String> items) {
    List<Column> all = new ArrayList<>(STANDARD_COLUMNS);
    Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    all.forEach(column -> taken.add(column.name()));
    for (String column : items) {
      if (taken.add(column)) {
        all.add(new Column(column, ScalarType.STRING));
      }
    }
    return all;
  }

  /** The stored table as queries see it. */
  public TableSchema schema() {
    List<Column> all = columnsWith(columns);
    Set<String> stored = new TreeSet<>();
    all.forEach(column -> stored.add(column.name()));
    return new TableSchema(storedName(), all, true, stored, Map.of());
  }
}
