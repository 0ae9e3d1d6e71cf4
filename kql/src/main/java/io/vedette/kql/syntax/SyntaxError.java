package io.vedette.kql.syntax;

/** Unwinds the parser to the next place of recovery; the diagnostic is reported before. */
final class SyntaxError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SyntaxError() {
    super(null, null, false, false);
  }
}
