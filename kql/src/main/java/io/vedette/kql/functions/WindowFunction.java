package io.vedette.kql.functions;

import java.util.List;

/**
 * A function of Kusto over the rows of a serialized table, such as {@code prev}. Its lowering finds
 * the order of the rows in {@link Invocation.Surroundings#order()} and gives a window expression.
 *
 * @param name its documented name
 * @param signatures the ways to call it; the first that fits is taken
 * @param documentation one sentence
 */
public record WindowFunction(String name, List<Signature> signatures, String documentation) {
  public WindowFunction {
    signatures = List.copyOf(signatures);
  }

  public static WindowFunction of(String name, String documentation, Signature... signatures) {
    return new WindowFunction(name, List.of(signatures), documentation);
  }
}
