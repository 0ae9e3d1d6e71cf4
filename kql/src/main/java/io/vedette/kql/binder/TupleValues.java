package io.vedette.kql.binder;

import io.vedette.kql.binder.ColumnOperators.NamedValue;
import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Conversions;
import io.vedette.kql.functions.FunctionLibrary;
import io.vedette.kql.functions.Json;
import io.vedette.kql.functions.ScalarFunction;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.Name;
import io.vedette.kql.syntax.NamedExpr;
import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of one item of extend or project: mostly one, several of functions that give several.
 */
final class TupleValues {
  private TupleValues() {}

  static List<NamedValue> bind(ExpressionBinder binder, NamedExpr item) {
    Argument value = binder.bind(item.value());
    ScalarFunction function = scalarFunction(binder, item.value());
    List<Column> parts = function == null ? List.of() : parts(binder, function, item.value());
    if (function == null || parts.size() < 2) {
      if (item.compound() && item.names().size() > 1) {
        binder.error(
            "KS149",
            item.value().span(),
            "The expression does not have multiple named values.",
            null);
      }
      Name name = item.names().isEmpty() ? null : item.names().getFirst();
      return List.of(new NamedValue(name, value.name(), value));
    }
    SqlExpr whole =
        binder.rows == null ? value.sql() : binder.rows.compute(function.name(), value.sql());
    List<NamedValue> values = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      Column part = parts.get(i);
      Name name = i < item.names().size() ? item.names().get(i) : null;
      SqlExpr element =
          Conversions.convert(ScalarType.DYNAMIC, part.type(), Json.path(whole, Json.index(i)));
      values.add(
          new NamedValue(
              name, part.name(), new Argument(part.type(), element, null, value.span())));
    }
    return values;
  }

  private static @Nullable ScalarFunction scalarFunction(ExpressionBinder binder, Expr value) {
    return value instanceof Expr.Call call
            && call.qualifier() == null
            && binder.scope.find(call.function().text()) == null
        ? FunctionLibrary.scalar(call.function().text())
        : null;
  }

  private static List<Column> parts(ExpressionBinder binder, ScalarFunction function, Expr value) {
    return value instanceof Expr.Call call
        ? function
            .spread()
            .columns(
                call.arguments().stream()
                    .filter(a -> !(a.value() instanceof Expr.Star))
                    .map(a -> binder.bind(a.value()))
                    .toList())
        : List.of();
  }
}
