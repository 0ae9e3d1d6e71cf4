/** Tests of the parser. */
@NullMarked
package io.vedette.kql.syntax;

import org.jspecify.annotations.NullMarked;
