package io.vedette.kql.functions;

import java.util.List;

/**
 * A function of Kusto that gives one value for a row.
 *
 * @param name its documented name
 * @param aliases other names of the same function
 * @param signatures the ways to call it; the first that fits is taken
 * @param resultName how an unnamed column made by it is called
 * @param java the Java functions that its signatures use
 * @param documentation one sentence
 */
public record ScalarFunction(
    String name,
    List<String> aliases,
    List<Signature> signatures,
    ResultName resultName,
    List<JavaFunction> java,
    String documentation) {

  public ScalarFunction {
    aliases = List.copyOf(aliases);
    signatures = List.copyOf(signatures);
    java = List.copyOf(java);
  }

  /** A function in SQL, without aliases, whose unnamed columns are numbered. */
  public static ScalarFunction of(String name, String documentation, Signature... signatures) {
    return new ScalarFunction(
        name, List.of(), List.of(signatures), ResultName.NUMBERED, List.of(), documentation);
  }

  public ScalarFunction aliased(String... names) {
    return new ScalarFunction(name, List.of(names), signatures, resultName, java, documentation);
  }

  public ScalarFunction named(ResultName rule) {
    return new ScalarFunction(name, aliases, signatures, rule, java, documentation);
  }

  /** An unnamed column made by it is called as its first argument. */
  public ScalarFunction namedAsArgument() {
    return named(ResultName.FIRST_ARGUMENT);
  }

  public ScalarFunction using(JavaFunction... functions) {
    return new ScalarFunction(
        name, aliases, signatures, resultName, List.of(functions), documentation);
  }
}
