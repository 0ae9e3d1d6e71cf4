package io.vedette.kql.binder;

import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.ScalarType;

/**
 * A column of a table as the query sees it.
 *
 * @param value its value: a column of the plan, as it is or brought to the form of expressions, or
 *     a constant; never anything that is worth computing only once
 */
record TableColumn(String name, ScalarType type, SqlExpr value) {
  TableColumn named(String newName) {
    return new TableColumn(newName, type, value);
  }

  TableColumn valued(SqlExpr newValue) {
    return new TableColumn(name, type, newValue);
  }
}
