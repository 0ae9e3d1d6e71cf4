package io.vedette.kql.binder;

import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.ScalarType;

/**
 * A column of a table as the query sees it.
 *
 * @param value its value: a column of the plan, as it is or brought to the form of expressions, or
 *     a constant; never anything that is worth computing only once
 * @param latent whether only tables without rows that a pattern found have it: it can be named, but
 *     is shown only when it is
 */
record TableColumn(String name, ScalarType type, SqlExpr value, boolean latent) {
  TableColumn(String name, ScalarType type, SqlExpr value) {
    this(name, type, value, false);
  }

  TableColumn named(String newName) {
    return new TableColumn(newName, type, value, latent);
  }

  TableColumn valued(SqlExpr newValue) {
    return new TableColumn(name, type, newValue, latent);
  }

  TableColumn hidden() {
    return new TableColumn(name, type, value, true);
  }
}
