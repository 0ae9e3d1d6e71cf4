/** JSON text as values, for dynamic values in Java: bounded, order and number text kept. */
@NullMarked
package io.vedette.kql.json;

import org.jspecify.annotations.NullMarked;
