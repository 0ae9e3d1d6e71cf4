package io.vedette.evtx;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** All that reading some bytes gave. */
record Reading(List<EvtxEvent> events, EvtxReport report) {

  static Reading of(byte[] file) {
    try (EvtxReader reader = EvtxReader.open(new ByteArrayInputStream(file))) {
      List<EvtxEvent> events = new ArrayList<>();
      for (EvtxEvent event = reader.read(); event != null; event = reader.read()) {
        events.add(event);
      }
      return new Reading(events, reader.report());
    } catch (IOException e) {
      throw new AssertionError("reading from memory failed", e);
    }
  }
}
