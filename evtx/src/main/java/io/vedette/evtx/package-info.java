/**
 * Reads Windows event log files (.evtx) in a stream, also damaged ones.
 *
 * <p>Sources: [MS-EVEN6] 2.2.12 to 2.2.15 for binary XML; the public descriptions of the file,
 * chunk and record headers ("Windows XML Event Log (EVTX) format", libyal documentation).
 */
@NullMarked
package io.vedette.evtx;

import org.jspecify.annotations.NullMarked;
