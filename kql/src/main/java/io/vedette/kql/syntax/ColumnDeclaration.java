package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import io.vedette.kql.types.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * {@code name:type}, and in a scan also {@code name:type = default}.
 *
 * @param defaultValue a constant, or null
 */
public record ColumnDeclaration(Name name, ScalarType type, @Nullable Expr defaultValue, Span span)
    implements Node {}
