/** Tests of the wiring. */
@NullMarked
package io.vedette;

import org.jspecify.annotations.NullMarked;
