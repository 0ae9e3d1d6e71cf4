package io.vedette.kql.functions;

import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.ScalarType;
import java.util.List;

/**
 * A function of Kusto that gives one value for a group of rows, or several columns at once.
 *
 * @param name its documented name
 * @param aliases other names of the same function
 * @param signatures the ways to call it; the first that fits is taken
 * @param resultName how an unnamed column made by it is called
 * @param documentation one sentence
 */
public record AggregateFunction(
    String name,
    List<String> aliases,
    List<AggregateSignature> signatures,
    ResultName resultName,
    String documentation) {

  public AggregateFunction {
    aliases = List.copyOf(aliases);
    signatures = List.copyOf(signatures);
  }

  /** A function that gives one column. */
  public static AggregateFunction of(
      String name, ResultName resultName, String documentation, Signature... signatures) {
    return new AggregateFunction(
        name,
        List.of(),
        List.of(signatures).stream().map(AggregateSignature::single).toList(),
        resultName,
        documentation);
  }

  /** A function that gives several columns and names them itself. */
  public static AggregateFunction spreading(
      String name, String documentation, AggregateSignature... signatures) {
    return new AggregateFunction(
        name, List.of(), List.of(signatures), ResultName.NUMBERED, documentation);
  }

  public AggregateFunction aliased(String... names) {
    return new AggregateFunction(name, List.of(names), signatures, resultName, documentation);
  }

  /** One way to call an aggregate. */
  public record AggregateSignature(List<Parameter> parameters, ResultType result, Spread spread) {
    public AggregateSignature {
      parameters = List.copyOf(parameters);
    }

    static AggregateSignature single(Signature signature) {
      return new AggregateSignature(
          signature.parameters(),
          signature.result(),
          call -> List.of(new ResultColumn("", call.result(), signature.lowering().lower(call))));
    }
  }

  /** The columns that a call gives. */
  @FunctionalInterface
  public interface Spread {
    List<ResultColumn> columns(Invocation call);
  }

  /** One column; an empty name leaves naming to the function's rule. */
  public record ResultColumn(String name, ScalarType type, SqlExpr sql) {}
}
