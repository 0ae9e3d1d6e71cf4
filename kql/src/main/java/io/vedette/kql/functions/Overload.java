package io.vedette.kql.functions;

import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.Promotion;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among the ways to call a function. Exact types are preferred to widened ones, and those
 * to a dynamic argument, which fits any parameter and is converted.
 */
public sealed interface Overload<S> {

  /** The signature that fits best, with the arguments converted to what it asks for. */
  record Fit<S>(S signature, List<Argument> arguments) implements Overload<S> {}

  /** No signature takes so many arguments. */
  record WrongCount<S>(int least, int most) implements Overload<S> {}

  /**
   * The argument at this position (or all, when -1, for want of a common type) fits no signature;
   * these are the types that signatures take there.
   */
  record WrongType<S>(int index, List<ScalarType> expected) implements Overload<S> {}

  static Overload<Signature> ofSignatures(List<Signature> signatures, List<Argument> arguments) {
    return choose(signatures, Signature::parameters, arguments);
  }

  /** Chooses among anything that has parameters. */
  static <S> Overload<S> choose(
      List<S> signatures, Function<S, List<Parameter>> parametersOf, List<Argument> arguments) {
    S best = null;
    int bestCost = Integer.MAX_VALUE;
    int least = Integer.MAX_VALUE;
    int most = 0;
    WrongType<S> wrong = null;
    for (S signature : signatures) {
      List<Parameter> parameters = parametersOf.apply(signature);
      int lower = (int) parameters.stream().filter(p -> !p.optional()).count();
      int upper =
          !parameters.isEmpty() && parameters.getLast().repeated()
              ? Integer.MAX_VALUE
              : parameters.size();
      least = Math.min(least, lower);
      most = Math.max(most, upper);
      if (arguments.size() < lower || arguments.size() > upper) {
        continue;
      }
      int cost = 0;
      for (int i = 0; i < arguments.size() && cost >= 0; i++) {
        Parameter parameter = parameters.get(Math.min(i, parameters.size() - 1));
        int c = cost(arguments.get(i).type(), parameter);
        if (c < 0) {
          wrong = farther(wrong, new WrongType<>(i, List.copyOf(parameter.types())));
        }
        cost = c < 0 ? -1 : cost + c;
      }
      if (cost >= 0 && commonType(parameters, arguments) == null && anyCommon(parameters)) {
        wrong = farther(wrong, new WrongType<>(-1, List.of()));
        cost = -1;
      }
      if (cost >= 0 && cost < bestCost) {
        best = signature;
        bestCost = cost;
      }
    }
    if (best != null) {
      return new Fit<>(best, convert(parametersOf.apply(best), arguments));
    }
    return wrong != null ? wrong : new WrongCount<>(least, most);
  }

  private static <S> WrongType<S> farther(@Nullable WrongType<S> old, WrongType<S> found) {
    if (old == null || found.index > old.index) {
      return found;
    }
    if (found.index < old.index) {
      return old;
    }
    List<ScalarType> both =
        Stream.concat(old.expected.stream(), found.expected.stream()).distinct().sorted().toList();
    return new WrongType<>(found.index, both);
  }

  private static boolean anyCommon(List<Parameter> parameters) {
    return parameters.stream().anyMatch(Parameter::common);
  }

  private static @Nullable ScalarType commonType(
      List<Parameter> parameters, List<Argument> arguments) {
    List<ScalarType> types = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      if (parameters.get(Math.min(i, parameters.size() - 1)).common()) {
        types.add(arguments.get(i).type());
      }
    }
    return Promotion.common(types);
  }

  private static int cost(ScalarType type, Parameter parameter) {
    if (parameter.types().contains(type)) {
      return 0;
    }
    if (target(type, parameter) != null) {
      return type == ScalarType.DYNAMIC ? 100 : 1;
    }
    return -1;
  }

  /** The type of the parameter that an argument of another type is brought to, or null. */
  private static @Nullable ScalarType target(ScalarType type, Parameter parameter) {
    for (ScalarType t : ScalarType.values()) {
      if (parameter.types().contains(t) && Promotion.widens(type, t)) {
        return t;
      }
    }
    if (type == ScalarType.DYNAMIC) {
      for (ScalarType t : List.of(ScalarType.REAL, ScalarType.LONG, ScalarType.STRING)) {
        if (parameter.types().contains(t)) {
          return t;
        }
      }
      return parameter.types().iterator().next();
    }
    boolean narrows =
        (type == ScalarType.LONG && parameter.types().contains(ScalarType.INT))
            || (type == ScalarType.DECIMAL && parameter.types().contains(ScalarType.REAL));
    return narrows ? type == ScalarType.LONG ? ScalarType.INT : ScalarType.REAL : null;
  }

  private static List<Argument> convert(List<Parameter> parameters, List<Argument> arguments) {
    ScalarType common = anyCommon(parameters) ? commonType(parameters, arguments) : null;
    List<Argument> converted = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Argument argument = arguments.get(i);
      Parameter parameter = parameters.get(Math.min(i, parameters.size() - 1));
      ScalarType to = argument.type();
      if (parameter.common() && common != null) {
        to = common;
      } else if (!parameter.types().contains(argument.type())) {
        ScalarType target = target(argument.type(), parameter);
        to = target == null ? to : target;
      }
      converted.add(converted(argument, to));
    }
    return converted;
  }

  private static Argument converted(Argument argument, ScalarType to) {
    if (argument.type() == to) {
      return argument;
    }
    SqlExpr sql = Conversions.widen(argument.type(), to, argument.sql());
    return new Argument(to, sql, argument.name(), argument.span());
  }
}
