/**
 * Runs of rules over what is stored, without side effects, and what two versions do differently.
 */
@NullMarked
package io.vedette.analytics.replay;

import org.jspecify.annotations.NullMarked;
