/** Holds the shape of the code: directions, confinement of libraries, length of files. */
@NullMarked
package io.vedette.architecture;

import org.jspecify.annotations.NullMarked;
