package io.vedette.kql.binder;

import io.vedette.kql.syntax.SearchOperator;
import org.jspecify.annotations.Nullable;

/** Operators that look for rows over many columns or tables. */
final class SearchOperators {
  private final TableBinder tables;

  SearchOperators(TableBinder tables) {
    this.tables = tables;
  }

  BoundTable bind(SearchOperator operator, @Nullable BoundTable table, Scope scope) {
    return tables.unsupported("search", operator);
  }
}
