/** Interfaces that others defined, so that their clients work here unchanged. */
@NullMarked
package io.vedette.api;

import org.jspecify.annotations.NullMarked;
