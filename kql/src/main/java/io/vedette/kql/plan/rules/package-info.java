/** Rewrites of plans, one rule per file. */
@NullMarked
package io.vedette.kql.plan.rules;

import org.jspecify.annotations.NullMarked;
