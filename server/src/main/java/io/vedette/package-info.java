/** The program: main and wiring. */
@NullMarked
package io.vedette;

import org.jspecify.annotations.NullMarked;
