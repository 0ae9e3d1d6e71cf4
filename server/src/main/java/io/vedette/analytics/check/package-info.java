/** What is wrong with rules before they run, here and in Microsoft Sentinel. */
@NullMarked
package io.vedette.analytics.check;

import org.jspecify.annotations.NullMarked;
