package io.vedette.connectors.windows;

import io.vedette.evtx.EventSystem;
import io.vedette.evtx.EvtxEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * Chooses the table of a Windows event and makes its row: the channels Security and AppLocker go to
 * SecurityEvent; the classic logs, Remote Desktop's channels and Sysmon to Event, where Sentinel's
 * own rules look for them; all other channels to WindowsEvent. See docs/decisions, "Windows events
 * and their tables".
 */
public final class EventTables {
  private EventTables() {}

  /**
   * The row of an event.
   *
   * @param collected when the event was read; also its time if it does not give one
   */
  public static TableRow row(EvtxEvent event, Instant collected) {
    String channel = event.system().channel();
    if (channel.equalsIgnoreCase("Security") || in(channel, "Microsoft-Windows-AppLocker/")) {
      return SecurityEventRow.of(event, collected);
    }
    boolean classic =
        channel.indexOf('/') < 0
            || in(channel, "Microsoft-Windows-TerminalServices-")
            || in(channel, "Microsoft-Windows-RemoteDesktopServices-")
            || in(channel, "Microsoft-Windows-Sysmon/");
    return classic ? EventRow.of(event, collected) : WindowsEventRow.of(event, collected);
  }

  private static boolean in(String channel, String prefix) {
    return channel.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  /** When the event happened. */
  static Instant time(EventSystem system, Instant collected) {
    Instant created = system.timeCreated();
    return created == null ? collected : created;
  }

  /** An identifier that is the same whenever the same event is read. */
  static String originId(EventSystem system) {
    String origin =
        String.join(
            "\n",
            system.computer().toLowerCase(Locale.ROOT),
            system.channel(),
            Long.toString(system.recordId()),
            Integer.toString(system.eventId()),
            String.valueOf(system.timeCreated()));
    return UUID.nameUUIDFromBytes(origin.getBytes(StandardCharsets.UTF_8)).toString();
  }

  /** A level in words. */
  static String levelName(int level) {
    return switch (level) {
      case 0 -> "LogAlways";
      case 1 -> "Critical";
      case 2 -> "Error";
      case 3 -> "Warning";
      case 4 -> "Information";
      case 5 -> "Verbose";
      default -> "Level " + level;
    };
  }

  static String keywords(EventSystem system) {
    return "0x" + Long.toHexString(system.keywords());
  }
}
