/** Kusto's functions, one file per family: names, signatures, meaning in SQL or in Java. */
@NullMarked
package io.vedette.kql.functions;

import org.jspecify.annotations.NullMarked;
