/** Tests of reading analytics rules. */
@NullMarked
package io.vedette.analytics.rules;

import org.jspecify.annotations.NullMarked;
