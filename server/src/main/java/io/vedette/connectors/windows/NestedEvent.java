package io.vedette.connectors.windows;

import io.vedette.evtx.EventAssembler;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The event's XML turned into JSON: attributes as {@code @Name} keys or in a {@code #attributes}
 * object, text as {@code #text}, repeated elements as arrays. EventData may also be a plain object
 * of names and values.
 */
final class NestedEvent {
  private static final int MAX_DEPTH = 60;

  private NestedEvent() {}

  static EventReading read(Map<?, ?> event) {
    EventAssembler assembler = new EventAssembler();
    return element(assembler, "Event", event, 0)
        ? new EventReading.Read(assembler.event(null))
        : new EventReading.Refused("elements nested deeper than " + MAX_DEPTH);
  }

  private static boolean element(
      EventAssembler out, String name, @Nullable Object value, int depth) {
    if (depth > MAX_DEPTH) {
      return false;
    }
    if (value instanceof Collection<?> several) {
      for (Object one : several) {
        if (!element(out, name, one, depth + 1)) {
          return false;
        }
      }
      return true;
    }
    out.startElement(name);
    boolean whole = true;
    if (value instanceof Map<?, ?> object) {
      attributes(out, object);
      boolean plainData = name.equals("EventData") && !object.containsKey("Data");
      for (Map.Entry<?, ?> entry : object.entrySet()) {
        String key = String.valueOf(entry.getKey());
        if (key.equals("#text")) {
          text(out, entry.getValue());
        } else if (plainData && isValue(key)) {
          data(out, key, entry.getValue());
        } else if (isValue(key)) {
          whole &= element(out, key, entry.getValue(), depth + 1);
        }
      }
    } else {
      text(out, value);
    }
    out.endElement();
    return whole;
  }

  private static boolean isValue(String key) {
    return !key.startsWith("@") && !key.startsWith("#") && !key.endsWith("_attributes");
  }

  private static void attributes(EventAssembler out, Map<?, ?> object) {
    if (object.get("#attributes") instanceof Map<?, ?> attributes) {
      attributes.forEach((key, value) -> attribute(out, String.valueOf(key), value));
    }
    object.forEach(
        (key, value) -> {
          if (key instanceof String name && name.startsWith("@")) {
            attribute(out, name.substring(1), value);
          }
        });
  }

  private static void attribute(EventAssembler out, String name, @Nullable Object value) {
    String text = JsonFields.text(value);
    if (text != null) {
      out.attribute(name, text);
    }
  }

  private static void data(EventAssembler out, String name, @Nullable Object value) {
    out.startElement("Data");
    out.attribute("Name", name);
    text(out, value);
    out.endElement();
  }

  private static void text(EventAssembler out, @Nullable Object value) {
    String text = JsonFields.text(value);
    if (text != null) {
      out.text(text);
    }
  }
}
