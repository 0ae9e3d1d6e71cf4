/** Reads Windows event log files (.evtx) in a stream, also damaged ones. */
@NullMarked
package io.vedette.evtx;

import org.jspecify.annotations.NullMarked;
