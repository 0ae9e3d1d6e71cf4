/** The query interface of Azure Monitor's Log Analytics. */
@NullMarked
package io.vedette.api.loganalytics;

import org.jspecify.annotations.NullMarked;
