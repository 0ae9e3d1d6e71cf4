package io.vedette.kql.functions;

import io.vedette.kql.types.Column;
import java.util.List;

/**
 * A function of Kusto that gives one value for a row.
 *
 * @param name its documented name
 * @param aliases other names of the same function
 * @param signatures the ways to call it; the first that fits is taken
 * @param resultName how an unnamed column made by it is called
 * @param java the Java functions that its signatures use
 * @param spread which columns a call makes when it stands alone in project, extend or print
 * @param documentation one sentence
 */
public record ScalarFunction(
    String name,
    List<String> aliases,
    List<Signature> signatures,
    ResultName resultName,
    List<JavaFunction> java,
    Spread spread,
    String documentation) {

  /**
   * The columns of a call that gives several values at once. With none, or one, the call gives one
   * value as usual; with more its value is a dynamic array of that many items.
   */
  @FunctionalInterface
  public interface Spread {
    List<Column> columns(List<Argument> arguments);
  }

  private static final Spread SINGLE = arguments -> List.of();

  public ScalarFunction {
    aliases = List.copyOf(aliases);
    signatures = List.copyOf(signatures);
    java = List.copyOf(java);
  }

  /** A function in SQL, without aliases, whose unnamed columns are numbered. */
  public static ScalarFunction of(String name, String documentation, Signature... signatures) {
    return new ScalarFunction(
        name,
        List.of(),
        List.of(signatures),
        ResultName.NUMBERED,
        List.of(),
        SINGLE,
        documentation);
  }

  /** A function that is one Java function. */
  public static ScalarFunction java(
      String name, String documentation, JavaFunction function, Parameter... parameters) {
    return of(
            name,
            documentation,
            Signature.of(function.result(), Lowering.java(function), parameters))
        .using(function);
  }

  public ScalarFunction aliased(String... names) {
    return new ScalarFunction(
        name, List.of(names), signatures, resultName, java, spread, documentation);
  }

  public ScalarFunction named(ResultName rule) {
    return new ScalarFunction(name, aliases, signatures, rule, java, spread, documentation);
  }

  /** An unnamed column made by it is called as its first argument. */
  public ScalarFunction namedAsArgument() {
    return named(ResultName.FIRST_ARGUMENT);
  }

  public ScalarFunction using(JavaFunction... functions) {
    return new ScalarFunction(
        name, aliases, signatures, resultName, List.of(functions), spread, documentation);
  }

  /** It gives several columns when it stands alone. */
  public ScalarFunction spreading(Spread columns) {
    return new ScalarFunction(name, aliases, signatures, resultName, java, columns, documentation);
  }
}
