package io.vedette.kql.syntax;

/** Operators with a parenthesised list, array or table on the right side. */
public enum ListOperator {
  IN("in"),
  NOT_IN("!in"),
  IN_TILDE("in~"),
  NOT_IN_TILDE("!in~"),
  HAS_ANY("has_any"),
  HAS_ALL("has_all");

  private final String text;

  ListOperator(String text) {
    this.text = text;
  }

  /** The operator as it is written. */
  public String text() {
    return text;
  }
}
