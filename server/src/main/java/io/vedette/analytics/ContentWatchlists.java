package io.vedette.analytics;

import static java.util.Objects.requireNonNull;

import io.vedette.analytics.rules.RuleFields;
import io.vedette.analytics.rules.RuleFile;
import io.vedette.analytics.rules.RuleFolder;
import io.vedette.analytics.rules.RuleProblem;
import io.vedette.analytics.rules.YamlNode;
import io.vedette.analytics.rules.YamlReader;
import io.vedette.workspace.Watchlist;
import io.vedette.workspace.WatchlistStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The watchlists that ship with Vedette because its rules ask for them. They begin as they ship,
 * mostly empty, and are the workspace's own from then on.
 */
public final class ContentWatchlists {
  private static final String FOLDER = "vedette/watchlists/";

  private ContentWatchlists() {}

  /**
   * A watchlist and the items it begins with.
   *
   * @param items values in the order of the columns
   */
  public record Given(Watchlist watchlist, List<List<@Nullable String>> items) {}

  /** The watchlists on the class path, by alias. */
  public static Map<String, Given> read() {
    Map<String, Given> lists = new TreeMap<>();
    for (RuleFile file : RuleFolder.content(FOLDER)) {
      Given given = read(file);
      lists.put(given.watchlist().alias(), given);
    }
    return lists;
  }

  private static Given read(RuleFile file) {
    List<RuleProblem> problems = new ArrayList<>();
    if (YamlReader.read(file.text())
        instanceof YamlReader.Outcome.Document(YamlNode.Mapping mapping)) {
      RuleFields fields = new RuleFields(file.name(), "", mapping, problems);
      List<String> columns = fields.texts("columns");
      Watchlist watchlist =
          new Watchlist(fields.required("alias"), fields.required("searchKey"), columns);
      List<List<@Nullable String>> items = new ArrayList<>();
      for (RuleFields item : fields.mappings("items")) {
        List<@Nullable String> values = new ArrayList<>();
        columns.forEach(column -> values.add(item.optional(column)));
        items.add(values);
      }
      if (problems.isEmpty()) {
        return new Given(watchlist, items);
      }
    }
    throw new IllegalStateException("not a watchlist: " + file.name() + " " + problems);
  }

  /** Creates those that the workspace has not got yet. */
  public static void install(WatchlistStore store, Set<String> aliases) {
    Map<String, Given> lists = read();
    lists.keySet().removeAll(aliases);
    lists.values().forEach(given -> store.putWatchlist(given.watchlist(), given.items()));
  }

  /**
   * A watchlist of given items, with the columns that it ships with if it ships.
   *
   * @param items values by column
   */
  public static Given of(
      String alias, List<Map<String, String>> items, Map<String, Given> shipped) {
    List<String> columns;
    String searchKey;
    if (shipped.containsKey(alias)) {
      Watchlist watchlist = requireNonNull(shipped.get(alias)).watchlist();
      columns = watchlist.columns();
      searchKey = watchlist.searchKey();
    } else {
      columns = items.isEmpty() ? List.of("Value") : List.copyOf(items.getFirst().keySet());
      searchKey = columns.getFirst();
    }
    List<List<@Nullable String>> rows = new ArrayList<>();
    for (Map<String, String> item : items) {
      List<@Nullable String> values = new ArrayList<>();
      columns.forEach(column -> values.add(item.get(column)));
      rows.add(values);
    }
    return new Given(new Watchlist(alias, searchKey, columns), rows);
  }
}
