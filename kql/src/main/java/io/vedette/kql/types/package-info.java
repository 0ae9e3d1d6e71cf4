/** Kusto's scalar and tabular types. */
@NullMarked
package io.vedette.kql.types;

import org.jspecify.annotations.NullMarked;
