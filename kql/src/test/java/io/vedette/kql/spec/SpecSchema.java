package io.vedette.kql.spec;

import io.vedette.kql.Schema;
import io.vedette.kql.WorkspaceFunction;
import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TableSchema;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables of a spec file as the compiler sees them. */
record SpecSchema(Map<String, TableSchema> tables) implements Schema {

  static SpecSchema of(List<SpecFile.Table> tables) {
    Map<String, TableSchema> schemas = new LinkedHashMap<>();
    for (SpecFile.Table table : tables) {
      List<Column> columns = columns(table);
      schemas.put(
          table.name(),
          new TableSchema(
              table.name(),
              columns,
              true,
              columns.stream().map(Column::name).collect(Collectors.toSet()),
              Map.of()));
    }
    return new SpecSchema(schemas);
  }

  static List<Column> columns(SpecFile.Table table) {
    return table.columns().stream()
        .map(
            column -> {
              int colon = column.lastIndexOf(':');
              String type = column.substring(colon + 1).toUpperCase(Locale.ROOT);
              return new Column(column.substring(0, colon), ScalarType.valueOf(type));
            })
        .toList();
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
    return null;
  }

  @Override
  public Collection<String> functionNames() {
    return List.of();
  }

  @Override
  public Collection<String> ownNames() {
    return List.of("spec");
  }

  @Override
  public @Nullable TableSchema watchlist(String alias) {
    return null;
  }
}
