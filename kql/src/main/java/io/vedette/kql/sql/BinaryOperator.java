package io.vedette.kql.sql;

/** Binary operators of SQL. */
public enum BinaryOperator {
  OR("OR", Strength.OR),
  AND("AND", Strength.AND),
  EQUAL("=", Strength.COMPARISON),
  NOT_EQUAL("<>", Strength.COMPARISON),
  LESS("<", Strength.COMPARISON),
  LESS_OR_EQUAL("<=", Strength.COMPARISON),
  GREATER(">", Strength.COMPARISON),
  GREATER_OR_EQUAL(">=", Strength.COMPARISON),
  DISTINCT_FROM("IS DISTINCT FROM", Strength.COMPARISON),
  NOT_DISTINCT_FROM("IS NOT DISTINCT FROM", Strength.COMPARISON),
  CONCAT("||", Strength.OTHER),
  ADD("+", Strength.ADDITIVE),
  SUBTRACT("-", Strength.ADDITIVE),
  MULTIPLY("*", Strength.MULTIPLICATIVE),
  DIVIDE("/", Strength.MULTIPLICATIVE),
  INTEGER_DIVIDE("//", Strength.MULTIPLICATIVE),
  MODULO("%", Strength.MULTIPLICATIVE);

  private final String text;
  private final Strength strength;

  BinaryOperator(String text, Strength strength) {
    this.text = text;
    this.strength = strength;
  }

  /** The operator as written. */
  public String text() {
    return text;
  }

  /** How strongly it binds. */
  public Strength strength() {
    return strength;
  }

  /** The comparison that holds with the operands exchanged; equality and others stay. */
  public BinaryOperator mirrored() {
    return switch (this) {
      case LESS -> GREATER;
      case LESS_OR_EQUAL -> GREATER_OR_EQUAL;
      case GREATER -> LESS;
      case GREATER_OR_EQUAL -> LESS_OR_EQUAL;
      case OR,
          AND,
          EQUAL,
          NOT_EQUAL,
          DISTINCT_FROM,
          NOT_DISTINCT_FROM,
          CONCAT,
          ADD,
          SUBTRACT,
          MULTIPLY,
          DIVIDE,
          INTEGER_DIVIDE,
          MODULO ->
          this;
    };
  }

  /** Whether it compares two values. */
  public boolean isComparison() {
    return strength == Strength.COMPARISON;
  }
}
