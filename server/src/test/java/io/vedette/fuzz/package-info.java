/** A main program that asks the query engine strange things and keeps what it answers wrongly. */
@NullMarked
package io.vedette.fuzz;

import org.jspecify.annotations.NullMarked;
