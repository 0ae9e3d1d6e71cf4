/** Tests of explanations. */
@NullMarked
package io.vedette.analytics.explain;

import org.jspecify.annotations.NullMarked;
