package io.vedette.kql.binder;

import io.vedette.kql.syntax.ParseOperator;

/** Operators that cut strings into columns. */
final class ParseOperators {
  private final TableBinder tables;

  ParseOperators(TableBinder tables) {
    this.tables = tables;
  }

  BoundTable bind(ParseOperator operator, BoundTable table, Scope scope) {
    return tables.unsupported("parse", operator);
  }
}
