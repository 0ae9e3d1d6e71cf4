/** Tests of queries over real databases. */
@NullMarked
package io.vedette.query;

import org.jspecify.annotations.NullMarked;
