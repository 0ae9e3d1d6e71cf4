/** Tests of Kusto's functions, over a real DuckDB. */
@NullMarked
package io.vedette.kql.functions;

import org.jspecify.annotations.NullMarked;
