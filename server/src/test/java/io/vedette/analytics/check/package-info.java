/** Tests of checks. */
@NullMarked
package io.vedette.analytics.check;

import org.jspecify.annotations.NullMarked;
