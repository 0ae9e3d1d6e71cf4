/** Analytics rules at work: scheduling, evaluation, alerts, and tests of rules. */
@NullMarked
package io.vedette.analytics;

import org.jspecify.annotations.NullMarked;
