package io.vedette.kql.syntax;

/**
 * Operators with one value on each side, as Kusto writes them.
 *
 * <p>Source: Kusto documentation, "String operators", "Numerical operators", "Logical (binary)
 * operators".
 */
public enum BinaryOperator {
  OR("or"),
  AND("and"),
  EQUAL("=="),
  NOT_EQUAL("!="),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  ADD("+"),
  SUBTRACT("-"),
  MULTIPLY("*"),
  DIVIDE("/"),
  MODULO("%"),
  EQUAL_TILDE("=~"),
  NOT_EQUAL_TILDE("!~"),
  HAS("has"),
  NOT_HAS("!has"),
  HAS_CS("has_cs"),
  NOT_HAS_CS("!has_cs"),
  HASPREFIX("hasprefix"),
  NOT_HASPREFIX("!hasprefix"),
  HASPREFIX_CS("hasprefix_cs"),
  NOT_HASPREFIX_CS("!hasprefix_cs"),
  HASSUFFIX("hassuffix"),
  NOT_HASSUFFIX("!hassuffix"),
  HASSUFFIX_CS("hassuffix_cs"),
  NOT_HASSUFFIX_CS("!hassuffix_cs"),
  CONTAINS("contains"),
  NOT_CONTAINS("!contains"),
  CONTAINS_CS("contains_cs"),
  NOT_CONTAINS_CS("!contains_cs"),
  STARTSWITH("startswith"),
  NOT_STARTSWITH("!startswith"),
  STARTSWITH_CS("startswith_cs"),
  NOT_STARTSWITH_CS("!startswith_cs"),
  ENDSWITH("endswith"),
  NOT_ENDSWITH("!endswith"),
  ENDSWITH_CS("endswith_cs"),
  NOT_ENDSWITH_CS("!endswith_cs"),
  LIKE("like"),
  NOT_LIKE("notlike"),
  LIKE_CS("likecs"),
  NOT_LIKE_CS("notlikecs"),
  MATCHES_REGEX("matches regex"),
  /** {@code column : "term"} of {@code search}. */
  SEARCH_TERM(":");

  private final String text;

  BinaryOperator(String text) {
    this.text = text;
  }

  /** The operator as it is written. */
  public String text() {
    return text;
  }
}
