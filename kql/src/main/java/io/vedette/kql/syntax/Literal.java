package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A value written in the text; a null value stands for {@code int(null)} and the like.
 *
 * <p>Source: Kusto documentation, "Scalar data types".
 */
public sealed interface Literal extends Expr {

  /** {@code true}, {@code bool(1)}. */
  record BoolValue(@Nullable Boolean value, Span span) implements Literal {}

  /** {@code int(1)}. */
  record IntValue(@Nullable Integer value, Span span) implements Literal {}

  /** {@code 1}, {@code 0x1F}, {@code long(1)}. */
  record LongValue(@Nullable Long value, Span span) implements Literal {}

  /** {@code 1.5}, {@code 1e3}, {@code real(nan)}. */
  record RealValue(@Nullable Double value, Span span) implements Literal {}

  /** {@code decimal(1.5)}. */
  record DecimalValue(@Nullable BigDecimal value, Span span) implements Literal {}

  /**
   * {@code "a"}, {@code 'a'}, {@code @"a"}, {@code h"a"}, {@code ```a```}; adjacent ones are
   * joined.
   *
   * @param obfuscated whether a part of it was written as {@code h"..."}, which logs must not show
   */
  record StringValue(String value, boolean obfuscated, Span span) implements Literal {}

  /**
   * {@code datetime(2024-01-01 10:00)}.
   *
   * @param ticks 100 ns ticks since 1970-01-01T00:00:00Z
   */
  record DateTimeValue(@Nullable Long ticks, Span span) implements Literal {}

  /**
   * {@code 1.5h}, {@code timespan(1.02:03:04)}, {@code time(1d)}.
   *
   * @param ticks 100 ns ticks
   */
  record TimespanValue(@Nullable Long ticks, Span span) implements Literal {}

  /**
   * {@code guid(...)}.
   *
   * @param value lower case with hyphens
   */
  record GuidValue(@Nullable String value, Span span) implements Literal {}

  /**
   * {@code dynamic(...)}.
   *
   * @param json compact JSON text in the key order of the source
   */
  record DynamicValue(@Nullable String json, Span span) implements Literal {}
}
