/** Tests of accounts, sessions and signing in, on a real state database. */
@NullMarked
package io.vedette.identity;

import org.jspecify.annotations.NullMarked;
