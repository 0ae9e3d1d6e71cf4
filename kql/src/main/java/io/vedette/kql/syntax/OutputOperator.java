package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operators that name, describe or show the rows. */
public sealed interface OutputOperator extends Operator {

  /** {@code as name}. */
  record As(Options options, Name name, Span span) implements OutputOperator {}

  /** {@code consume decodeblocks=true}. */
  record Consume(Options options, Span span) implements OutputOperator {}

  /** {@code getschema}, {@code getschema kind=csl}. */
  record GetSchema(Options options, Span span) implements OutputOperator {}

  /** {@code assert-schema (columns)}: fails unless the rows have these columns. */
  record AssertSchema(RowSchema schema, Span span) implements OutputOperator {}

  /** {@code execute-and-cache}: computes its rows once. */
  record ExecuteAndCache(Span span) implements OutputOperator {}

  /**
   * {@code render timechart with (title="x", ycolumns=a, b)}.
   *
   * @param kind as written, or null when only properties are given
   * @param properties one entry per property; several columns stand in one
   */
  record Render(@Nullable Name kind, List<Property> properties, Span span)
      implements OutputOperator {
    public Render {
      properties = List.copyOf(properties);
    }
  }

  /** A property of {@code render}: one value, or several column names. */
  record Property(Name name, List<Expr> values, Span span) implements Node {
    public Property {
      values = List.copyOf(values);
    }
  }
}
