/** The command line: one class per command, none of which starts the server but serve. */
@NullMarked
package io.vedette.cli;

import org.jspecify.annotations.NullMarked;
