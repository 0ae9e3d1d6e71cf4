/** KQL text to syntax tree: lexer, parser, tree records with spans, error recovery. */
@NullMarked
package io.vedette.kql.syntax;

import org.jspecify.annotations.NullMarked;
