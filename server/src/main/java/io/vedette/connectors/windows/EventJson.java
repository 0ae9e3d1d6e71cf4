package io.vedette.connectors.windows;

import io.vedette.evtx.EvtxEvent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads events from the JSON forms of common shippers: the event's XML turned into JSON
 * (Event.System, Event.EventData), Winlogbeat's and Elastic Agent's (winlog), NXLog's flat one.
 */
public final class EventJson {
  private EventJson() {}

  /** The event that an object holds, or null if it has none of the known forms. */
  public static @Nullable EventReading read(Map<?, ?> object) {
    if (object.get("Event") instanceof Map<?, ?> event && event.get("System") instanceof Map) {
      return NestedEvent.read(event);
    }
    EvtxEvent event = null;
    if (object.get("winlog") instanceof Map<?, ?> winlog) {
      event = WinlogEvent.read(object, winlog);
    } else if (FlatEvent.isOne(object)) {
      event = FlatEvent.read(object);
    }
    return event == null ? null : new EventReading.Read(event);
  }
}
