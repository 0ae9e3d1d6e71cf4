package io.vedette.kql.binder;

import io.vedette.kql.Span;
import io.vedette.kql.functions.AggregateFunction;
import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.CallSyntax;
import io.vedette.kql.functions.FunctionLibrary;
import io.vedette.kql.functions.Invocation;
import io.vedette.kql.functions.Overload;
import io.vedette.kql.functions.Parameter;
import io.vedette.kql.functions.ResultName;
import io.vedette.kql.functions.ScalarFunction;
import io.vedette.kql.functions.Signature;
import io.vedette.kql.functions.WindowFunction;
import io.vedette.kql.plan.Columns;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Calls in scalar expressions: which function is meant, and its way to SQL. */
final class CallBinder {
  private final ExpressionBinder binder;

  CallBinder(ExpressionBinder binder) {
    this.binder = binder;
  }

  Argument bind(Expr.Call call, boolean filtering) {
    String name = call.function().text();
    Argument known = binder.rows == null ? null : binder.rows.known(call);
    if (known != null) {
      return known;
    }
    if (call.qualifier() != null) {
      binder.error(
          "VK021",
          call.span(),
          "'" + name + "' of another database is not allowed in a scalar expression.",
          null);
      return ExpressionBinder.failed(call.span());
    }
    if (binder.scope.find(name) instanceof Binding.Function function) {
      return FunctionCalls.scalar(binder, function, call.arguments(), call.span());
    }
    if (binder.scope.find(name) instanceof Binding.Failed) {
      return ExpressionBinder.failed(call.span());
    }
    Argument special = ScopeFunctions.bind(binder, call, filtering);
    if (special != null) {
      return special;
    }
    if (binder.place == ExpressionBinder.Place.GROUP) {
      Argument single = Summarize.single(binder, call);
      if (single != null) {
        return single;
      }
      AggregateFunction aggregate = FunctionLibrary.aggregate(name);
      if (aggregate != null) {
        List<NamedScalar> columns = aggregate(aggregate, call);
        return columns.isEmpty()
            ? ExpressionBinder.failed(call.span())
            : columns.getFirst().value();
      }
    }
    ScalarFunction function = FunctionLibrary.scalar(name);
    if (function != null) {
      return scalar(function, call);
    }
    WindowFunction window = FunctionLibrary.window(name);
    if (window != null) {
      return window(window, call);
    }
    Binding.Function saved = binder.tables.functions.workspaceFunction(name, call.span());
    if (saved != null) {
      return FunctionCalls.scalar(binder, saved, call.arguments(), call.span());
    }
    return unknown(name, call);
  }

  /**
   * Functions about what one machine has not: clusters, their users, and cursors over their tables.
   */
  private static final Set<String> OF_CLUSTERS =
      Set.of(
          "current_cluster_endpoint",
          "current_cursor",
          "current_node_id",
          "current_principal",
          "current_principal_details",
          "current_principal_is_member_of",
          "cursor_after",
          "cursor_before_or_at",
          "cursor_current",
          "row_id",
          "rowstore_ordinal_range");

  private Argument unknown(String name, Expr.Call call) {
    if (OF_CLUSTERS.contains(name)) {
      binder.error(
          "VK041",
          call.function().span(),
          "The function '" + name + "' needs a service that is not here.",
          "Vedette runs on one machine and has no cluster to ask.");
      return ExpressionBinder.failed(call.span());
    }
    call.arguments()
        .forEach(
            a -> {
              if (!(a.value() instanceof Expr.Star)) {
                binder.in(ExpressionBinder.Place.ROW).bind(a.value());
              }
            });
    if (FunctionLibrary.aggregate(name) != null) {
      binder.error(
          "KS144",
          call.function().span(),
          "The aggregate function '" + name + "' is not allowed in this context.",
          "Compute it with summarize first, such as: summarize x = "
              + name
              + "(...) | where x > 1.");
      return ExpressionBinder.failed(call.span());
    }
    List<String> candidates = new ArrayList<>();
    if (binder.place == ExpressionBinder.Place.GROUP) {
      candidates.addAll(FunctionLibrary.aggregateNames());
    }
    candidates.addAll(FunctionLibrary.scalarNames());
    candidates.addAll(FunctionLibrary.windowNames());
    candidates.addAll(binder.scope.names());
    candidates.addAll(binder.session.schema.functionNames());
    binder.error(
        "KS211",
        call.function().span(),
        "The name '" + name + "' does not refer to any known function.",
        Suggestions.ofFunction(name, candidates, binder.session.isCalled(name)));
    return ExpressionBinder.failed(call.span());
  }

  private Argument scalar(ScalarFunction function, Expr.Call call) {
    List<Argument> arguments =
        orderedArguments(call, function.signatures(), Signature::parameters, binder);
    Overload.Fit<Signature> fit =
        fit(call, Overload.ofSignatures(function.signatures(), arguments), arguments);
    if (fit == null) {
      return ExpressionBinder.failed(call.span());
    }
    if (arguments.stream().anyMatch(a -> ExpressionBinder.isFailed(binder.session, a))) {
      return ExpressionBinder.failed(call.span());
    }
    List<Argument> light = binder.light(fit.arguments());
    checkConstants(fit.signature().parameters(), light);
    String name = resultName(function.resultName(), arguments);
    return binder.over(light, values -> lowered(fit.signature(), values, name, call.span()));
  }

  private Argument lowered(
      Signature signature, List<Argument> values, @Nullable String name, Span span) {
    ScalarType type = signature.result().of(values);
    Invocation invocation = new Invocation(values, type, span, new RowSurroundings(binder));
    return new Argument(type, signature.lowering().lower(invocation), name, span);
  }

  private void checkConstants(List<Parameter> parameters, List<Argument> arguments) {
    for (int i = 0; i < arguments.size(); i++) {
      Parameter parameter = parameters.get(Math.min(i, parameters.size() - 1));
      if (parameter.constant() && !Columns.isConstant(arguments.get(i).sql())) {
        binder.error(
            "KS129",
            arguments.get(i).span(),
            "The argument '" + parameter.name() + "' must be a constant.",
            "Write a literal, or a name that let gave to one.");
      }
    }
  }

  private Argument window(WindowFunction function, Expr.Call call) {
    Rows rows = binder.rows;
    if (rows == null || binder.place != ExpressionBinder.Place.ROW) {
      binder.error(
          "VK037",
          call.function().span(),
          "The function '" + function.name() + "' is not allowed in this context.",
          "Window functions stand in extend or project over serialized rows.");
      return ExpressionBinder.failed(call.span());
    }
    List<Argument> arguments =
        orderedArguments(call, function.signatures(), Signature::parameters, binder);
    Overload.Fit<Signature> fit =
        fit(call, Overload.ofSignatures(function.signatures(), arguments), arguments);
    if (fit == null) {
      return ExpressionBinder.failed(call.span());
    }
    List<Argument> computed =
        fit.arguments().stream()
            .map(
                a ->
                    Columns.hasWindow(a.sql())
                        ? new Argument(a.type(), rows.compute("part", a.sql()), a.name(), a.span())
                        : a)
            .toList();
    ScalarType type = fit.signature().result().of(computed);
    SqlExpr sql =
        fit.signature()
            .lowering()
            .lower(
                new Invocation(computed, type, call.span(), new WindowSurroundings(binder, rows)));
    return new Argument(type, rows.compute(function.name(), sql), null, call.span());
  }

  /** A result column of an aggregate: its name, or null to number it. */
  record NamedScalar(@Nullable String name, Argument value) {}

  /** The columns that a call of an aggregate gives; none after an error. */
  List<NamedScalar> aggregate(AggregateFunction function, Expr.Call call) {
    ExpressionBinder inner = binder.in(ExpressionBinder.Place.ROW);
    List<AggregateFunction.AggregateSignature> signatures = function.signatures();
    List<Argument> arguments =
        orderedArguments(call, signatures, AggregateFunction.AggregateSignature::parameters, inner);
    Overload.Fit<AggregateFunction.AggregateSignature> fit =
        fit(
            call,
            Overload.choose(
                signatures, AggregateFunction.AggregateSignature::parameters, arguments),
            arguments);
    if (fit == null) {
      return List.of();
    }
    checkConstants(fit.signature().parameters(), fit.arguments());
    ScalarType type = fit.signature().result().of(fit.arguments());
    Invocation invocation =
        new Invocation(fit.arguments(), type, call.span(), new GroupSurroundings(binder));
    String name = resultName(function.resultName(), arguments);
    return fit.signature().spread().columns(invocation).stream()
        .map(
            c -> {
              String columnName = c.name().isEmpty() ? name : c.name();
              SqlExpr value =
                  binder.grouping == null
                      ? c.sql()
                      : binder.grouping.aggregate(
                          columnName == null ? function.name() : columnName, c.sql());
              return new NamedScalar(
                  columnName, new Argument(c.type(), value, columnName, call.span()));
            })
        .toList();
  }

  private static @Nullable String resultName(ResultName rule, List<Argument> arguments) {
    String first = arguments.isEmpty() ? null : arguments.getFirst().name();
    return switch (rule) {
      case ResultName.Numbered n -> null;
      case ResultName.FirstArgument f -> first;
      case ResultName.PrefixAndFirstArgument(String prefix) ->
          prefix + "_" + (first == null ? "" : first);
      case ResultName.PrefixOnly(String prefix) -> prefix + "_";
    };
  }

  /** The arguments bound, those given by name moved to their places. */
  private <S> List<Argument> orderedArguments(
      Expr.Call call,
      List<S> signatures,
      Function<S, List<Parameter>> parametersOf,
      ExpressionBinder with) {
    List<Argument> positional = new ArrayList<>();
    for (io.vedette.kql.syntax.Argument a : call.arguments()) {
      Argument bound = with.bind(a.value());
      if (a.name() == null) {
        positional.add(bound);
        continue;
      }
      int place = placeOf(a.name().text(), signatures, parametersOf);
      if (place < 0 || place > positional.size()) {
        // Kusto takes such a name for that of the value, which may name the column.
        positional.add(new Argument(bound.type(), bound.sql(), a.name().text(), bound.span()));
      } else {
        positional.add(place, bound);
      }
    }
    return positional;
  }

  private static <S> int placeOf(
      String name, List<S> signatures, Function<S, List<Parameter>> parametersOf) {
    for (S signature : signatures) {
      List<Parameter> parameters = parametersOf.apply(signature);
      for (int i = 0; i < parameters.size(); i++) {
        if (parameters.get(i).name().equals(name)) {
          return i;
        }
      }
    }
    return -1;
  }

  private <S> Overload.@Nullable Fit<S> fit(
      Expr.Call call, Overload<S> overload, List<Argument> arguments) {
    if (overload instanceof Overload.WrongType<S>
        && arguments.stream().anyMatch(a -> ExpressionBinder.isFailed(binder.session, a))) {
      return null;
    }
    String name = call.function().text();
    Span span = call.function().span();
    switch (overload) {
      case Overload.Fit<S> fit -> {
        return fit;
      }
      case Overload.WrongCount<S>(int least, int most) ->
          binder.error(
              least == most || most == Integer.MAX_VALUE ? "KS119" : "KS120",
              span,
              countMessage(name, least, most) + ", not " + arguments.size() + ".",
              "Write " + CallSyntax.of(name) + ".");
      case Overload.WrongType<S>(int index, List<ScalarType> expected) when index < 0 ->
          binder.error(
              "KS232",
              span,
              "No common type can be determined from the arguments: their types are %s."
                  .formatted(
                      arguments.stream()
                          .map(a -> a.type().kustoName())
                          .collect(Collectors.joining(", "))),
              "Convert them to one type, for example with tostring().");
      case Overload.WrongType<S>(int index, List<ScalarType> expected) -> {
        Argument argument = arguments.get(index);
        Conversion.Mismatch said = Conversion.ofArgument(expected, argument);
        binder.error(said.code(), argument.span(), said.message(), said.hint());
      }
    }
    return null;
  }

  private static String countMessage(String name, int least, int most) {
    if (most == 0) {
      return "The function '%s' expects no arguments".formatted(name);
    }
    if (least == most || most == Integer.MAX_VALUE) {
      return "The function '%s' expects %s%d argument%s"
          .formatted(name, least == most ? "" : "at least ", least, least == 1 ? "" : "s");
    }
    return "The function '%s' expects between %d and %d arguments".formatted(name, least, most);
  }
}
