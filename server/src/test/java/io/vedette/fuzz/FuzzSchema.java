package io.vedette.fuzz;

import io.vedette.kql.Schema;
import io.vedette.kql.WorkspaceFunction;
import io.vedette.kql.types.Column;
import io.vedette.kql.types.TableSchema;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names that the queries can refer to. */
record FuzzSchema(Map<String, TableSchema> tables, Map<String, WorkspaceFunction> functions)
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
    return functions.get(name);
  }

  @Override
  public Collection<String> functionNames() {
    return functions.keySet();
  }

  @Override
  public @Nullable TableSchema watchlist(String alias) {
    return null;
  }

  @Override
  public List<Column> assumedWatchlistColumns() {
    return List.of();
  }
}
