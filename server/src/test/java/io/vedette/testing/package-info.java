/** What tests of the whole server share: a running server and a client of it. */
@NullMarked
package io.vedette.testing;

import org.jspecify.annotations.NullMarked;
