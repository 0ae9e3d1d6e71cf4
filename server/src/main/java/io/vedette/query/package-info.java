/** Runs compiled queries: the event database, limits, cancellation, result formats. */
@NullMarked
package io.vedette.query;

import org.jspecify.annotations.NullMarked;
