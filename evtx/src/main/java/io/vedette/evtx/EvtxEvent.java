package io.vedette.evtx;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event, flat: what the System element says and the data as an ordered list.
 *
 * <p>Names may repeat. Data of UserData is given by its innermost elements, and as XML besides.
 *
 * @param system who, when, where
 * @param kind which element held the data
 * @param data the values in their order
 * @param userData XML text of what UserData holds, or null
 * @param message the rendered message of a forwarded event, or null
 */
public record EvtxEvent(
    EventSystem system,
    DataKind kind,
    List<EventValue> data,
    @Nullable String userData,
    @Nullable String message) {

  /** Which element of an event holds its data. */
  public enum DataKind {
    /** No data. */
    NONE,
    /** EventData. */
    EVENT_DATA,
    /** UserData. */
    USER_DATA,
    /** Another element, such as ProcessingErrorData. */
    OTHER
  }

  public EvtxEvent {
    data = List.copyOf(data);
  }

  /** The first value of that name, or null. */
  public @Nullable String value(String name) {
    for (EventValue item : data) {
      if (item.name().equals(name)) {
        return item.value();
      }
    }
    return null;
  }
}
