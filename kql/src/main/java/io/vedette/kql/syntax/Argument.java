package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import org.jspecify.annotations.Nullable;

/**
 * An argument of a call.
 *
 * @param name the parameter's name when written as {@code name = value}, else null
 */
public record Argument(@Nullable Name name, Expr value, Span span) implements Node {}
