/** Turns Windows events, however they come, into rows of SecurityEvent, Event and WindowsEvent. */
@NullMarked
package io.vedette.connectors.windows;

import org.jspecify.annotations.NullMarked;
