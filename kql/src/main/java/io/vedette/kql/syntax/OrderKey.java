package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import org.jspecify.annotations.Nullable;

/**
 * A key of {@code sort}, {@code top} and the like.
 *
 * @param direction null when not written (descending, but see each operator)
 * @param nulls null when not written (first when ascending, last when descending)
 */
public record OrderKey(
    NamedExpr value, @Nullable Direction direction, @Nullable Nulls nulls, Span span)
    implements Node {
  /** Which way to sort. */
  public enum Direction {
    ASC,
    DESC
  }

  /** Where nulls go. */
  public enum Nulls {
    FIRST,
    LAST
  }
}
