/** Tests of evaluating rules, on real databases. */
@NullMarked
package io.vedette.analytics;

import org.jspecify.annotations.NullMarked;
