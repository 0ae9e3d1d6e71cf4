package io.vedette.kql.functions;

import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.ScalarType;

/** How a call becomes SQL. */
@FunctionalInterface
public interface Lowering {
  SqlExpr lower(Invocation call);

  /**
   * A call of a Java function with the arguments converted to its parameters' types; those not
   * given are passed as null.
   */
  static Lowering java(JavaFunction function) {
    return call -> {
      Argument[] arguments = new Argument[call.count()];
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = call.argument(i);
      }
      return call(function, arguments);
    };
  }

  /** As {@link #java}, with chosen arguments. */
  static SqlExpr call(JavaFunction function, Argument... given) {
    SqlExpr[] arguments = new SqlExpr[function.parameters().size()];
    for (int i = 0; i < arguments.length; i++) {
      ScalarType type = function.parameters().get(i);
      String passed = type == ScalarType.DECIMAL ? "VARCHAR" : type.expressionType();
      if (i >= given.length) {
        arguments[i] = Sql.nullOf(passed);
      } else {
        SqlExpr value = Conversions.widen(given[i].type(), type, given[i].sql());
        arguments[i] = type == ScalarType.DECIMAL ? Sql.cast(value, passed) : value;
      }
    }
    SqlExpr result = Sql.call(function.sqlName(), arguments);
    return function.result() == ScalarType.DECIMAL
        ? Sql.tryCast(result, ScalarType.DECIMAL.expressionType())
        : result;
  }

  /** A call of an engine's function with the arguments as they are. */
  static Lowering engine(String function) {
    return call -> new SqlExpr.Call(function, call.allSql());
  }

  /** SQL text with {@code {0}}, {@code {1}} ... for the arguments. */
  static Lowering template(String text) {
    return call -> new SqlExpr.Template(text, call.allSql());
  }
}
