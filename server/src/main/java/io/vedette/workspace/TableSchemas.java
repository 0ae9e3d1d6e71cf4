package io.vedette.workspace;

import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TableSchema;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tables as queries see them at one moment, each made when it is first asked for. */
public final class TableSchemas {
  private final TableDefinitions definitions;
  private final SortedSet<String> names;
  private final Map<String, Set<String>> stored;
  private final Constants constants;
  private final Map<String, TableSchema> made = new ConcurrentHashMap<>();

  /** Tells the value that a column has in every row of a table, or null. */
  @FunctionalInterface
  interface Constants {
    @Nullable String value(String table, String column);
  }

  TableSchemas(TableDefinitions definitions, Map<String, Set<String>> stored, Constants constants) {
    this.definitions = definitions;
    this.names = definitions.names();
    this.stored = stored;
    this.constants = constants;
  }

  SortedSet<String> names() {
    return names;
  }

  @Nullable TableSchema find(String name) {
    TableSchema known = made.get(name);
    if (known != null) {
      return known;
    }
    TableDefinition table = definitions.find(name);
    return table == null ? null : made.computeIfAbsent(name, n -> schema(table));
  }

  private TableSchema schema(TableDefinition table) {
    Map<String, String> values = new HashMap<>();
    for (ColumnDefinition column : table.columns()) {
      if (column.type() == ScalarType.STRING) {
        String value = constants.value(table.name(), column.name());
        if (value != null) {
          values.put(column.name(), value);
        }
      }
    }
    Set<String> columns = stored.get(table.name());
    return new TableSchema(
        table.name(),
        table.plainColumns(),
        columns != null,
        columns == null ? Set.of() : storedNames(table, columns),
        values);
  }

  /** Names that differ in case only, of which some tables have two, are those of one column. */
  private static Set<String> storedNames(TableDefinition table, Set<String> columns) {
    Set<String> anyCase = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    anyCase.addAll(columns);
    return table.columns().stream()
        .map(ColumnDefinition::name)
        .filter(anyCase::contains)
        .collect(Collectors.toSet());
  }
}
