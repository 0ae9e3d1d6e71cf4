package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import io.vedette.kql.types.ScalarType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression, scalar or tabular: which of them is for the binder to find out, since {@code x}
 * may be a column, a scalar or a table. Parentheses leave no trace.
 */
public sealed interface Expr extends Node permits Expr.Scalar, Literal, Tabular {

  /** Expressions that are neither literals nor plainly tabular. */
  sealed interface Scalar extends Expr {}

  /** What could not be read; there is an error among the diagnostics. */
  record Missing(Span span) implements Scalar {}

  /**
   * A column, variable, table or function without parentheses; also {@code $left}, {@code $right}.
   */
  record NameRef(Name name, Span span) implements Scalar {}

  /** A pattern of names such as {@code T*} or {@code *_s}, where the operator takes them. */
  record Wildcard(String pattern, Span span) implements Scalar {}

  /** {@code *}. */
  record Star(Span span) implements Scalar {}

  /**
   * {@code target.member}: of a dynamic value, of {@code $left}, of a database or graph element.
   */
  record Path(Expr target, Name member, Span span) implements Scalar {}

  /** {@code target[index]}. */
  record Element(Expr target, Expr index, Span span) implements Scalar {}

  /**
   * {@code function(arguments)}, also {@code toscalar(T | count)}, {@code materialize(...)}, {@code
   * table("x")}, {@code database("x").f(1)}.
   *
   * @param qualifier what stands before the dot, or null
   */
  record Call(@Nullable Expr qualifier, Name function, List<Argument> arguments, Span span)
      implements Scalar {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code -a}, of anything but a literal, whose sign is part of its value. */
  record Negate(Expr operand, Span span) implements Scalar {}

  /**
   * Two values and an operator. Chains of {@code and} or of {@code or} are balanced trees, so that
   * long ones are not deep; other chains lean left.
   *
   * @param operatorSpan where the operator is written
   */
  record Binary(Expr left, BinaryOperator operator, Expr right, Span operatorSpan, Span span)
      implements Scalar {}

  /**
   * {@code left in (items)}, {@code left has_any (items)}.
   *
   * @param items values, or one array, or one table
   */
  record InList(Expr left, ListOperator operator, List<Expr> items, Span operatorSpan, Span span)
      implements Scalar {
    public InList {
      items = List.copyOf(items);
    }
  }

  /** {@code left between (low .. high)} and {@code !between}. */
  record Between(Expr left, boolean negated, Expr low, Expr high, Span operatorSpan, Span span)
      implements Scalar {}

  /** {@code typeof(string)} as an argument. */
  record TypeOf(ScalarType type, Span span) implements Scalar {}

  /** {@code typeof(a:string, *)} as an argument of a plugin. */
  record TypeOfRow(RowSchema schema, Span span) implements Scalar {}

  /** {@code entity_group [database("a"), ...]}. */
  record EntityGroup(List<Expr> entities, Span span) implements Scalar {
    public EntityGroup {
      entities = List.copyOf(entities);
    }
  }
}
