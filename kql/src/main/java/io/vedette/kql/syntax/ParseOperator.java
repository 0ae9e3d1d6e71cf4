package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import io.vedette.kql.types.ScalarType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operators that cut strings into columns. */
public sealed interface ParseOperator extends Operator {

  /**
   * {@code parse kind=regex flags=i source with * "a" b:long *}, and {@code parse-where}.
   *
   * @param filtering whether it is {@code parse-where}, which drops rows that do not fit
   */
  record Parse(boolean filtering, Options options, Expr source, List<Part> pattern, Span span)
      implements ParseOperator {
    public Parse {
      pattern = List.copyOf(pattern);
    }
  }

  /** {@code parse-kv source as (columns) with (settings)}. */
  record ParseKv(Expr source, RowSchema columns, Options with, Span span)
      implements ParseOperator {}

  /** A part of the pattern of {@code parse}. */
  sealed interface Part extends Node {}

  /** {@code *}. */
  record AnyText(Span span) implements Part {}

  /** A constant string, or a regular expression. */
  record Text(Literal.StringValue value, Span span) implements Part {}

  /** {@code name} or {@code name:type}; the type is null when not written. */
  record Capture(Name name, @Nullable ScalarType type, Span span) implements Part {}
}
