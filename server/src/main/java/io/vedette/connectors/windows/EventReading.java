package io.vedette.connectors.windows;

import io.vedette.evtx.EvtxEvent;

/** What came of reading an event: the event, or why it is none. */
public sealed interface EventReading {

  /** An event. */
  record Read(EvtxEvent event) implements EventReading {}

  /** No event, and why. */
  record Refused(String reason) implements EventReading {}
}
