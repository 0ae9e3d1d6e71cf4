package io.vedette.api.kusto;

import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import io.vedette.query.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the small tables that go with a result, and those of management commands. */
final class KustoTable {
  private final String name;
  private final List<Column> columns = new ArrayList<>();
  private final List<@Nullable Object[]> rows = new ArrayList<>();

  KustoTable(String name) {
    this.name = name;
  }

  KustoTable column(String column, ScalarType type) {
    columns.add(new Column(column, type));
    return this;
  }

  KustoTable strings(String... names) {
    for (String each : names) {
      column(each, ScalarType.STRING);
    }
    return this;
  }

  /** Adds a row; its cells are in the form of a {@link ResultSet}. */
  KustoTable row(@Nullable Object... cells) {
    if (cells.length != columns.size()) {
      throw new IllegalArgumentException(name + " has " + columns.size() + " columns");
    }
    rows.add(cells);
    return this;
  }

  ResultSet build() {
    return new ResultSet(name, List.copyOf(columns), rows, null);
  }
}
