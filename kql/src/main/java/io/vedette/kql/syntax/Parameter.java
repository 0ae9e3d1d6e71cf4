package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import io.vedette.kql.types.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a function or query.
 *
 * @param defaultValue a constant, or null when an argument must be given
 */
public record Parameter(Name name, Type type, @Nullable Expr defaultValue, Span span)
    implements Node {

  /** What a parameter takes. */
  public sealed interface Type {}

  /** A scalar value. */
  public record Scalar(ScalarType type) implements Type {}

  /** A table: {@code (*)} or {@code (a:string, b:long)}. */
  public record Tabular(RowSchema schema) implements Type {}
}
