/** Tests of the command line. */
@NullMarked
package io.vedette.cli;

import org.jspecify.annotations.NullMarked;
