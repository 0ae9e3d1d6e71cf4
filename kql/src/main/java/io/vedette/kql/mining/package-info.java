/** Finds what rows have in common: patterns of attributes, and of words. */
@NullMarked
package io.vedette.kql.mining;

import org.jspecify.annotations.NullMarked;
