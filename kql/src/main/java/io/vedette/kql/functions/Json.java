package io.vedette.kql.functions;

import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import java.util.ArrayList;
import java.util.List;

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

  /** A dynamic array of dynamic values. */
  static SqlExpr array(List<SqlExpr> dynamics) {
    List<SqlExpr> parts = new ArrayList<>();
    String separator = "[";
    for (SqlExpr dynamic : dynamics) {
      parts.add(Sql.text(separator));
      parts.add(Sql.coalesce(dynamic, Sql.text("null")));
      separator = ",";
    }
    parts.add(Sql.text(dynamics.isEmpty() ? "[]" : "]"));
    return new SqlExpr.Call("concat", parts);
  }

  /** A dynamic array of arguments of any type. */
  static SqlExpr arrayOf(List<Argument> arguments) {
    return array(arguments.stream().map(a -> Conversions.toDynamic(a.type(), a.sql())).toList());
  }

  /** The text of a JSON document as a dynamic; other text becomes a string, empty text null. */
  static SqlExpr parsed(SqlExpr text) {
    return Sql.template(PARSED, text);
  }

  private static final String PARSED =
      "nullif(coalesce(CAST(TRY(json({0})) AS VARCHAR),"
          + " CASE WHEN trim({0}) <> '' THEN CAST(to_json({0}) AS VARCHAR) END), 'null')";
}
