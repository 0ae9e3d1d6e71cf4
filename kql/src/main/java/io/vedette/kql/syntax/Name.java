package io.vedette.kql.syntax;

import io.vedette.kql.Span;

/**
 * A name as it is meant: of {@code ['my col']} the text is {@code my col}.
 *
 * @param text the name without brackets and quotes, never empty
 */
public record Name(String text, Span span) implements Node {}
