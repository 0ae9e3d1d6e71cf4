/** Tests of analytics rules: events in, alerts out, without a server. */
@NullMarked
package io.vedette.analytics.tests;

import org.jspecify.annotations.NullMarked;
