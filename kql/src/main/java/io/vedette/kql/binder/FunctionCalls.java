package io.vedette.kql.binder;

import io.vedette.kql.Span;
import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Conversions;
import io.vedette.kql.plan.Columns;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.FunctionDeclaration;
import io.vedette.kql.syntax.Parameter;
import io.vedette.kql.types.Promotion;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Calls of functions that the query or the workspace defines: the body is bound anew for each call,
 * with the parameters standing for the arguments. Source: Kusto documentation, "User-defined
 * functions".
 */
final class FunctionCalls {
  private FunctionCalls() {}

  /** A call in a scalar expression. */
  static Argument scalar(
      ExpressionBinder binder,
      Binding.Function function,
      List<io.vedette.kql.syntax.Argument> arguments,
      Span span) {
    TableBinder tables = binder.tables;
    Scope inside = parameters(tables, binder.scope, binder, function, arguments, null, span);
    if (inside == null || !enter(tables, function, span)) {
      return ExpressionBinder.failed(span);
    }
    StatementBinder.declareAll(tables, inside, function.declaration().body().statements());
    Argument value =
        binder
            .with(inside, ExpressionBinder.Place.BODY)
            .bind(function.declaration().body().result());
    leave(tables, function);
    return new Argument(value.type(), value.sql(), null, span);
  }

  /**
   * A call that gives a table.
   *
   * @param piped the table that {@code invoke} hands to the first parameter, or null
   */
  static BoundTable tabular(
      TableBinder tables,
      Scope scope,
      Binding.Function function,
      List<io.vedette.kql.syntax.Argument> arguments,
      @Nullable BoundTable piped,
      Span span) {
    ExpressionBinder binder = new ExpressionBinder(tables, scope, null, ExpressionBinder.Place.ROW);
    Scope inside = parameters(tables, scope, binder, function, arguments, piped, span);
    if (inside == null || !enter(tables, function, span)) {
      return BoundTable.failed();
    }
    StatementBinder.declareAll(tables, inside, function.declaration().body().statements());
    BoundTable table = tables.bind(function.declaration().body().result(), inside);
    leave(tables, function);
    return table;
  }

  private static boolean enter(TableBinder tables, Binding.Function function, Span span) {
    Session session = tables.session;
    if (!session.enter(function.name())) {
      session.diagnostics.error(
          "VK023",
          span,
          "The function '" + function.name() + "' calls itself, which Kusto does not allow.",
          null);
      return false;
    }
    if (session.callDepth() > Session.DEEPEST_CALLS) {
      session.leave(function.name());
      session.diagnostics.error("VK024", span, "Functions call each other too deeply.", null);
      return false;
    }
    if (tables.functions.isSaved(function)) {
      session.diagnostics.enter(function.name(), span);
    }
    return true;
  }

  private static void leave(TableBinder tables, Binding.Function function) {
    if (tables.functions.isSaved(function)) {
      tables.session.diagnostics.leave();
    }
    tables.session.leave(function.name());
  }

  /** The names inside the body, or null after an error. */
  private static @Nullable Scope parameters(
      TableBinder tables,
      Scope scope,
      ExpressionBinder binder,
      Binding.Function function,
      List<io.vedette.kql.syntax.Argument> given,
      @Nullable BoundTable piped,
      Span span) {
    FunctionDeclaration declaration = function.declaration();
    List<Parameter> parameters = declaration.parameters();
    Map<String, io.vedette.kql.syntax.Argument> byName = new HashMap<>();
    List<io.vedette.kql.syntax.Argument> positional = new ArrayList<>();
    for (io.vedette.kql.syntax.Argument a : given) {
      if (a.name() == null) {
        positional.add(a);
      } else {
        byName.put(a.name().text(), a);
      }
    }
    int skipped = piped == null ? 0 : 1;
    if (positional.size() + byName.size() + skipped > parameters.size()) {
      tables.session.diagnostics.error(
          "KS119",
          span,
          "The function '%s' expects %d argument%s, not %d."
              .formatted(
                  function.name(),
                  parameters.size(),
                  parameters.size() == 1 ? "" : "s",
                  positional.size() + byName.size() + skipped),
          "Its parameters are (" + names(parameters) + ").");
      return null;
    }
    Scope inside = new Scope(function.closure());
    int next = 0;
    boolean first = true;
    for (Parameter parameter : parameters) {
      if (first && piped != null) {
        inside.declare(parameter.name().text(), TableBinder.share("piped", piped, false));
        first = false;
        continue;
      }
      first = false;
      io.vedette.kql.syntax.Argument argument = byName.remove(parameter.name().text());
      if (argument == null && next < positional.size()) {
        argument = positional.get(next++);
      }
      if (argument == null && parameter.defaultValue() == null) {
        tables.session.diagnostics.error(
            "KS197",
            span,
            "The function '%s' needs a value for its parameter '%s'."
                .formatted(function.name(), parameter.name().text()),
            "Its parameters are (" + names(parameters) + ").");
        return null;
      }
      inside.declare(
          parameter.name().text(), bind(tables, scope, binder, parameter, argument, function));
    }
    if (!byName.isEmpty()) {
      tables.session.diagnostics.error(
          "KS196",
          span,
          "The function '%s' has no parameter '%s'."
              .formatted(function.name(), byName.keySet().iterator().next()),
          "Its parameters are (" + names(parameters) + ").");
      return null;
    }
    return inside;
  }

  private static String names(List<Parameter> parameters) {
    return parameters.stream().map(p -> p.name().text()).collect(Collectors.joining(", "));
  }

  private static Binding bind(
      TableBinder tables,
      Scope scope,
      ExpressionBinder binder,
      Parameter parameter,
      io.vedette.kql.syntax.@Nullable Argument argument,
      Binding.Function function) {
    return switch (parameter.type()) {
      case Parameter.Tabular t -> {
        if (argument == null) {
          yield new Binding.Failed();
        }
        BoundTable table = tables.bind(argument.value(), scope);
        yield TableBinder.share(parameter.name().text(), table, false);
      }
      case Parameter.Scalar(ScalarType type) -> {
        Argument value;
        if (argument != null) {
          value = binder.bind(argument.value());
        } else {
          value =
              new ExpressionBinder(tables, function.closure(), null, ExpressionBinder.Place.ROW)
                  .bind(Objects.requireNonNull(parameter.defaultValue()));
        }
        yield new Binding.Scalar(converted(binder, parameter, type, value));
      }
    };
  }

  private static Argument converted(
      ExpressionBinder binder, Parameter parameter, ScalarType type, Argument value) {
    boolean fits =
        value.type() == type
            || value.type() == ScalarType.DYNAMIC
            || Promotion.widens(value.type(), type)
            || (value.type() == ScalarType.LONG && type == ScalarType.INT)
            || type == ScalarType.DYNAMIC
            || (value.type() == ScalarType.STRING && value.isLiteral());
    if (!fits) {
      return value; // Kusto does not mind: the body is bound with what it is given
    }
    SqlExpr sql = Conversions.widen(value.type(), type, value.sql());
    Rows rows = binder.rows;
    boolean heavy = Weight.of(sql) > Weight.HEAVY && !Columns.hasLambdaName(sql);
    if (heavy
        && rows != null
        && binder.place != ExpressionBinder.Place.GROUP
        && !Columns.isConstant(sql)) {
      sql = rows.compute(parameter.name().text(), sql);
    }
    return new Argument(type, sql, value.name(), value.span());
  }
}
