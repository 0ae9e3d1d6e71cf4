package io.vedette.kql.functions;

/** How an unnamed result column is called after the function that made it. */
public sealed interface ResultName {

  /** {@code Column1}, {@code Column2} ... */
  record Numbered() implements ResultName {}

  /** As the first argument, when that has a name; else numbered. */
  record FirstArgument() implements ResultName {}

  /** The prefix, an underscore and the first argument's name, such as {@code dcount_Account}. */
  record PrefixAndFirstArgument(String prefix) implements ResultName {}

  /** The prefix and an underscore. */
  record PrefixOnly(String prefix) implements ResultName {}

  ResultName NUMBERED = new Numbered();
  ResultName FIRST_ARGUMENT = new FirstArgument();

  static ResultName prefix(String prefix) {
    return new PrefixAndFirstArgument(prefix);
  }
}
