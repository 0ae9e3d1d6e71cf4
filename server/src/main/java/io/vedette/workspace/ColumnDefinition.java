package io.vedette.workspace;

import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;

/** A column of a table's definition; the description may be empty. */
public record ColumnDefinition(String name, ScalarType type, String description) {
  static ColumnDefinition of(Column column) {
    return new ColumnDefinition(column.name(), column.type(), "");
  }

  /** Name and type alone. */
  public Column column() {
    return new Column(name, type);
  }
}
