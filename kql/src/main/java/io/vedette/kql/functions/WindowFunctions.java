package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.any;
import static io.vedette.kql.functions.Parameter.integer;
import static io.vedette.kql.types.ScalarType.LONG;

import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.ScalarType;
import java.util.List;

/** Kusto's window functions. Source: Kusto documentation, "Window functions". */
final class WindowFunctions {
  private WindowFunctions() {}

  static List<WindowFunction> all() {
    return List.of(neighbour("prev", "lag"), neighbour("next", "lead"), rowNumber());
  }

  private static WindowFunction neighbour(String name, String engine) {
    return WindowFunction.of(
        name,
        "The value of a column in a row a number of rows away.",
        Signature.of(
            ResultType.sameAs(0),
            call -> shift(call, engine),
            any("column"),
            integer("offset").orAbsent(),
            any("default_value").orAbsent()));
  }

  private static SqlExpr shift(Invocation call, String engine) {
    SqlExpr shifted =
        Sql.call(
            engine,
            call.sql(0),
            call.sql(1, Sql.number(1L)),
            call.has(2)
                ? Conversions.convert(call.type(2), call.result(), call.sql(2))
                : Sql.nullOf(call.result().expressionType()));
    SqlExpr window = new SqlExpr.Window(shifted, List.of(), call.surroundings().order(), null);
    return call.result() == ScalarType.STRING ? Sql.coalesce(window, Sql.EMPTY) : window;
  }

  private static WindowFunction rowNumber() {
    return WindowFunction.of(
        "row_number",
        "The number of the row, from a start on, counted anew where restart holds.",
        Signature.of(
            LONG,
            WindowFunctions::rowNumber,
            integer("start").orAbsent().asConstant(),
            Parameter.bool("restart").orAbsent()));
  }

  private static SqlExpr rowNumber(Invocation call) {
    var order = call.surroundings().order();
    List<SqlExpr> partition = List.of();
    if (call.has(1)) {
      SqlExpr restarts =
          new SqlExpr.Window(
              Sql.template("count(*) FILTER (WHERE {0})", call.sql(1)),
              List.of(),
              order,
              "ROWS UNBOUNDED PRECEDING");
      partition = List.of(call.surroundings().computeBefore("restarts", restarts));
    }
    SqlExpr number = new SqlExpr.Window(Sql.call("row_number"), partition, order, null);
    SqlExpr start = call.sql(0, Sql.number(1L));
    return WrappingArithmetic.add(WrappingArithmetic.subtract(number, Sql.number(1L)), start);
  }
}
