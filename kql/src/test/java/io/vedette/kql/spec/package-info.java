/** Runs the spec files: queries with the rows or the errors that they must give. */
@NullMarked
package io.vedette.kql.spec;

import org.jspecify.annotations.NullMarked;
