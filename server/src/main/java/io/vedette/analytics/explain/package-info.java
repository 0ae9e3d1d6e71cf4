/**
 * Why a rule raised an alert, or did not: how many rows pass each clause, and where one is lost.
 */
@NullMarked
package io.vedette.analytics.explain;

import org.jspecify.annotations.NullMarked;
