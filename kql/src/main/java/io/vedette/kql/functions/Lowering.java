package io.vedette.kql.functions;

import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;

/** How a call becomes SQL. */
@FunctionalInterface
public interface Lowering {
  SqlExpr lower(Invocation call);

  /**
   * A call of a Java function with the arguments as they come; those not given are passed as null.
   */
  static Lowering java(JavaFunction function) {
    return call -> {
      SqlExpr[] arguments = new SqlExpr[function.parameters().size()];
      for (int i = 0; i < arguments.length; i++) {
        String type = function.parameters().get(i).expressionType();
        arguments[i] = call.has(i) ? call.sql(i) : Sql.nullOf(type);
      }
      return Sql.call(function.sqlName(), arguments);
    };
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
