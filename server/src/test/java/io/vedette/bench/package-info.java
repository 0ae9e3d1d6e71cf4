/** Main programs that measure speed; none is run by the tests. */
@NullMarked
package io.vedette.bench;

import org.jspecify.annotations.NullMarked;
