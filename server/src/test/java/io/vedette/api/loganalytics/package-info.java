/** Tests of what others defined. */
@NullMarked
package io.vedette.api.loganalytics;

import org.jspecify.annotations.NullMarked;
