package io.vedette.kql.functions;

import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;

/** Dynamic values, which are JSON text, in SQL. */
public final class Json {
  private Json() {}

  /** A dynamic as text: a string without its quotes, anything else as JSON, null as empty. */
  static SqlExpr text(SqlExpr dynamic) {
    return Sql.template(
        "coalesce(CASE WHEN starts_with({0}, '\"') THEN json_extract_string({0}, '$') ELSE {0} END,"
            + " '')",
        dynamic);
  }
}
