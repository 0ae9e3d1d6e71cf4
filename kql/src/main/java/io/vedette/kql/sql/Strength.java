package io.vedette.kql.sql;

/** How strongly an operator binds; a weaker operand needs parentheses. */
public enum Strength {
  OR(1),
  AND(2),
  NOT(3),
  COMPARISON(4),
  OTHER(5),
  ADDITIVE(6),
  MULTIPLICATIVE(7),
  UNARY(8),
  ATOM(9);

  private final int level;

  Strength(int level) {
    this.level = level;
  }

  boolean weakerThan(Strength other) {
    return level < other.level;
  }

  boolean weakerOrEqual(Strength other) {
    return level <= other.level;
  }
}
