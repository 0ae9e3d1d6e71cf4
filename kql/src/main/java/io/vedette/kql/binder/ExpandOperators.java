package io.vedette.kql.binder;

import io.vedette.kql.syntax.ExpandOperator;

/** Operators that make rows of the elements of dynamic values. */
final class ExpandOperators {
  private final TableBinder tables;

  ExpandOperators(TableBinder tables) {
    this.tables = tables;
  }

  BoundTable bind(ExpandOperator operator, BoundTable table, Scope scope) {
    return tables.unsupported("mv-expand", operator);
  }
}
