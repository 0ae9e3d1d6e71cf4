/** Analytics rules in Sentinel's YAML form: reading, checking, and the folders they come from. */
@NullMarked
package io.vedette.analytics.rules;

import org.jspecify.annotations.NullMarked;
