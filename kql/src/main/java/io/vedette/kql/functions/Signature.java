package io.vedette.kql.functions;

import io.vedette.kql.types.ScalarType;
import java.util.List;

/** One way to call a function. */
public record Signature(List<Parameter> parameters, ResultType result, Lowering lowering) {
  public Signature {
    parameters = List.copyOf(parameters);
  }

  public static Signature of(ScalarType result, Lowering lowering, Parameter... parameters) {
    return new Signature(List.of(parameters), ResultType.always(result), lowering);
  }

  public static Signature of(ResultType result, Lowering lowering, Parameter... parameters) {
    return new Signature(List.of(parameters), result, lowering);
  }

  /** The least number of arguments. */
  public int least() {
    return (int) parameters.stream().filter(p -> !p.optional()).count();
  }

  /** The greatest number of arguments. */
  public int most() {
    return !parameters.isEmpty() && parameters.getLast().repeated()
        ? Integer.MAX_VALUE
        : parameters.size();
  }

  /** The parameter that takes the argument at this position. */
  public Parameter parameter(int index) {
    return parameters.get(Math.min(index, parameters.size() - 1));
  }
}
