package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import java.util.List;

/**
 * The body of a function: statements, then the expression that it returns.
 *
 * @param statements let statements and the like, without the result
 * @param result scalar or tabular
 */
public record FunctionBody(List<Statement> statements, Expr result, Span span) implements Node {
  public FunctionBody {
    statements = List.copyOf(statements);
  }
}
