package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import java.util.List;

/**
 * Parameters and body of a function.
 *
 * @param view whether it was declared as {@code view}, which takes part in {@code union *} and
 *     wildcards
 */
public record FunctionDeclaration(
    boolean view, List<Parameter> parameters, FunctionBody body, Span span) implements Node {
  public FunctionDeclaration {
    parameters = List.copyOf(parameters);
  }
}
