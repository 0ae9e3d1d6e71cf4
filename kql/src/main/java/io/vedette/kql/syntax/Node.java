package io.vedette.kql.syntax;

import io.vedette.kql.Span;

/** Anything of a syntax tree that has a place in the text. */
public interface Node {
  /** The place in the text that was parsed. */
  Span span();
}
