package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import java.util.List;

/** A whole query text: statements in their order. */
public record Script(List<Statement> statements, Span span) implements Node {
  public Script {
    statements = List.copyOf(statements);
  }
}
