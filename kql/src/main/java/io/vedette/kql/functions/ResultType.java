package io.vedette.kql.functions;

import io.vedette.kql.types.Promotion;
import io.vedette.kql.types.ScalarType;
import java.util.List;
import java.util.Objects;

/** The rule that gives a call's type from its (converted) arguments. */
@FunctionalInterface
public interface ResultType {
  ScalarType of(List<Argument> arguments);

  static ResultType always(ScalarType type) {
    return arguments -> type;
  }

  /** The type of the argument at this position. */
  static ResultType sameAs(int index) {
    return arguments -> arguments.get(index).type();
  }

  /** The widest of the numeric arguments, a long at least. */
  static ResultType widestFromLong() {
    return arguments ->
        arguments.stream().map(Argument::type).reduce(ScalarType.LONG, Promotion::widest);
  }

  /** The one type that all arguments have in common. */
  static ResultType common() {
    return arguments ->
        Objects.requireNonNull(
            Promotion.common(arguments.stream().map(Argument::type).toList()), "common type");
  }
}
