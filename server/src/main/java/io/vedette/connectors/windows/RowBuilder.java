package io.vedette.connectors.windows;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row in the making; columns without a value are left out. */
final class RowBuilder {
  private final String table;
  private final Map<String, Object> values = new LinkedHashMap<>(64);

  RowBuilder(String table) {
    this.table = table;
  }

  RowBuilder put(String column, @Nullable Object value) {
    if (value != null) {
      values.put(column, value);
    }
    return this;
  }

  boolean has(String column) {
    return values.containsKey(column);
  }

  TableRow build() {
    return new TableRow(table, values);
  }
}
