/** Tests of replays. */
@NullMarked
package io.vedette.analytics.replay;

import org.jspecify.annotations.NullMarked;
