/** Tests of the compiler as a whole, over a real DuckDB. */
@NullMarked
package io.vedette.kql;

import org.jspecify.annotations.NullMarked;
