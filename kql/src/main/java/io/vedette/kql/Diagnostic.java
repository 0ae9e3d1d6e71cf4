package io.vedette.kql;

import io.vedette.kql.syntax.SyntaxCodes;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong, or doubtful, in a query.
 *
 * @param code Kusto's code where Kusto has one (KS106, KS119, KS142, KS204 ...), else one of ours
 *     (VK...)
 * @param severity whether it stops the query
 * @param span the place in the query text
 * @param message what is wrong, one sentence
 * @param hint what to do, or null
 */
public record Diagnostic(
    String code, Severity severity, Span span, String message, @Nullable String hint) {

  /** Errors stop a query, warnings do not. */
  public enum Severity {
    ERROR,
    WARNING
  }

  /** Whether the text is malformed; otherwise what it says makes no sense. */
  public boolean isSyntax() {
    return SyntaxCodes.isOne(code);
  }
}
