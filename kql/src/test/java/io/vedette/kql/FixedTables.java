package io.vedette.kql;

import io.vedette.kql.types.TableSchema;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A workspace of a few tables and watchlists, by name, and of nothing else. */
record FixedTables(Map<String, TableSchema> tables, Map<String, TableSchema> watchlists)
    implements Schema {
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
    return null;
  }

  @Override
  public Collection<String> functionNames() {
    return List.of();
  }

  @Override
  public @Nullable TableSchema watchlist(String alias) {
    return watchlists.get(alias);
  }
}
