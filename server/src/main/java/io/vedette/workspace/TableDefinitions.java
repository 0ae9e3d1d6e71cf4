package io.vedette.workspace;

import java.util.Collections;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The definitions of all tables at one moment; later ones hide earlier ones of the same name.
 *
 * @param catalog what comes with the product
 * @param given what this process alone has
 * @param custom what the workspace has learned
 */
record TableDefinitions(
    TableCatalog catalog, Map<String, TableDefinition> given, Map<String, TableDefinition> custom) {

  @Nullable TableDefinition find(String name) {
    TableDefinition own = custom.getOrDefault(name, given.get(name));
    return own != null ? own : catalog.table(name);
  }

  SortedSet<String> names() {
    if (given.isEmpty() && custom.isEmpty()) {
      return catalog.names();
    }
    SortedSet<String> names = new TreeSet<>(catalog.names());
    names.addAll(given.keySet());
    names.addAll(custom.keySet());
    return Collections.unmodifiableSortedSet(names);
  }
}
