package io.vedette.kql.functions;

import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Dynamic values, which are JSON text, in SQL. Text that is no JSON gives null, it never stops a
 * query.
 */
public final class Json {
  private static final String PATH = "nullif(CAST(TRY(json_extract({0}, {1})) AS VARCHAR), 'null')";

  private static final String TEXT_AT = "coalesce(TRY(json_extract_string({0}, {1})), '')";

  private static final String PARSED =
      "nullif(coalesce(CAST(TRY(json({0})) AS VARCHAR),"
          + " CASE WHEN trim({0}) <> '' THEN CAST(to_json({0}) AS VARCHAR) END), 'null')";

  private Json() {}

  /** A dynamic as text: a string without its quotes, anything else as JSON, null as empty. */
  public static SqlExpr text(SqlExpr dynamic) {
    if (dynamic instanceof SqlExpr.Literal(Object literal, String ignored) && literal == null) {
      return Sql.EMPTY;
    }
    if (dynamic instanceof SqlExpr.Template(String text, List<SqlExpr> operands)
        && text.equals(PATH)) {
      return Sql.template(TEXT_AT, operands.get(0), operands.get(1));
    }
    return Sql.template(
        "coalesce(CASE WHEN starts_with({0}, '\"') THEN TRY(json_extract_string({0}, '$'))"
            + " ELSE {0} END, '')",
        dynamic);
  }

  /** The value at a path of keys and indexes; null where there is none. */
  public static SqlExpr path(SqlExpr dynamic, String path) {
    if (dynamic instanceof SqlExpr.Template(String text, List<SqlExpr> operands)) {
      if (text.equals(PATH)
          && operands.get(1) instanceof SqlExpr.Literal(String outer, String ignored)
          && outer.startsWith("$")
          && path.startsWith("$")) {
        return Sql.template(PATH, operands.get(0), Sql.text(outer + path.substring(1)));
      }
      if (text.equals(PARSED)) {
        return path(operands.get(0), path);
      }
    }
    return Sql.template(PATH, dynamic, Sql.text(path));
  }

  /** The value at a path that depends on the row. */
  public static SqlExpr path(SqlExpr dynamic, SqlExpr path) {
    return Sql.template(PATH, dynamic, path);
  }

  /** The text that an expression parses as JSON, or null for other expressions. */
  public static @Nullable SqlExpr parsedText(SqlExpr expression) {
    return expression instanceof SqlExpr.Template(String text, List<SqlExpr> operands)
            && text.equals(PARSED)
        ? operands.getFirst()
        : null;
  }

  /** Whether the expression reads its first operand at a path: of text that is no JSON, nothing. */
  public static boolean isReadAtPath(SqlExpr.Template expression) {
    return expression.text().equals(PATH) || expression.text().equals(TEXT_AT);
  }

  /** The path of a key below the root. */
  public static String key(String key) {
    if (key.isEmpty()) {
      return "/";
    }
    StringBuilder path = new StringBuilder("$.\"");
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (c == '"' || c == '\\') {
        path.append('\\');
      }
      path.append(c);
    }
    return path.append('"').toString();
  }

  /** The path of an index below the root; negative ones count from the end. */
  public static String index(long index) {
    return index < 0 ? "$[#" + index + "]" : "$[" + index + "]";
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
}
