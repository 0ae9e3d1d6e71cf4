package io.vedette.connectors.windows;

import io.vedette.evtx.EventValue;
import io.vedette.evtx.EvtxEvent;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The messages of events whose text rules look at: Remote Desktop's and some of the system's. Other
 * messages live in the providers' files on the machine and come only with forwarded events.
 */
final class RenderedMessages {
  private static final Map<String, String> TEMPLATES =
      TabSeparated.read("rendered-messages.tsv").stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  line -> line[0] + "\t" + line[1], line -> line[2].replace("\\n", "\n")));

  private RenderedMessages() {}

  /** The message of an event, or null when it is not known. */
  static @Nullable String of(EvtxEvent event) {
    if (event.message() != null) {
      return event.message();
    }
    String template = TEMPLATES.get(event.system().provider() + "\t" + event.system().eventId());
    return template == null ? null : fill(template, event.data());
  }

  /** Puts values in the places %1, %2 and so on; there are at most nine. */
  private static String fill(String template, List<EventValue> values) {
    StringBuilder message = new StringBuilder();
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      int place = c == '%' && i + 1 < template.length() ? template.charAt(i + 1) - '1' : -1;
      if (place < 0 || place > 8) {
        message.append(c);
      } else {
        i++;
        message.append(place < values.size() ? values.get(place).value() : "");
      }
    }
    return message.toString();
  }
}
