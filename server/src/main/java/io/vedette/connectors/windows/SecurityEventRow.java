package io.vedette.connectors.windows;

import io.vedette.evtx.EventSystem;
import io.vedette.evtx.EventValue;
import io.vedette.evtx.EvtxEvent;
import io.vedette.evtx.EvtxEvent.DataKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of SecurityEvent. Each value of the event's data goes to the column of its name. Message
 * codes such as %%2313 stay as they are, as in Sentinel, whose rules compare with the codes.
 * Source: Azure Monitor Logs table reference, "SecurityEvent".
 */
final class SecurityEventRow {
  private static final int SIGN_IN = 4624;

  private SecurityEventRow() {}

  static TableRow of(EvtxEvent event, Instant collected) {
    EventSystem system = event.system();
    Accounts accounts = Accounts.of(event);
    RowBuilder row =
        new RowBuilder("SecurityEvent")
            .put("TimeGenerated", EventTables.time(system, collected))
            .put("SourceSystem", "OpsManager")
            .put("Account", accounts.account())
            .put("AccountType", accounts.type())
            .put("Computer", system.computer())
            .put("EventSourceName", system.provider())
            .put("Channel", system.channel())
            .put("Task", system.task())
            .put("Level", Integer.toString(system.level()))
            .put("EventLevelName", EventTables.levelName(system.level()))
            .put("EventID", system.eventId())
            .put("Activity", SecurityActivities.of(system.eventId()))
            .put("Version", system.version())
            .put("Opcode", Integer.toString(system.opcode()))
            .put("Keywords", EventTables.keywords(system))
            .put("Correlation", system.activityId())
            .put("EventRecordId", Long.toString(system.recordId()))
            .put("SystemProcessId", (int) system.processId())
            .put("SystemThreadId", (int) system.threadId())
            .put("SystemUserId", system.userId())
            .put("SubjectAccount", accounts.subject())
            .put("TargetAccount", accounts.target())
            .put("LogonTypeName", LogonTypes.name(event.value("LogonType")))
            .put("Process", process(event))
            .put("EventOriginId", EventTables.originId(system))
            .put("TimeCollected", collected);
    row.put("EventData", columns(event, row));
    return row.build();
  }

  /**
   * Fills the columns of the data and gives the XML of what has none. Sentinel's rules read values
   * from that XML by position and also values that have a column: it is whole, but for sign-ins,
   * which are too many and where only what has no column is kept.
   */
  private static @Nullable String columns(EvtxEvent event, RowBuilder row) {
    if (event.kind() == DataKind.NONE) {
      return null;
    }
    List<EventValue> rest = new ArrayList<>();
    for (EventValue item : event.data()) {
      Object value =
          event.kind() == DataKind.OTHER || row.has(item.name())
              ? null
              : SecurityEventColumns.convert(item.name(), item.value());
      if (value == null) {
        rest.add(item);
      } else {
        row.put(item.name(), value);
      }
    }
    if (rest.isEmpty()) {
      return null;
    }
    return event.system().eventId() == SIGN_IN ? DataXml.eventData(rest) : DataXml.of(event);
  }

  /** The file name of the process, of the new one where a process begins. */
  private static @Nullable String process(EvtxEvent event) {
    String path = event.value("NewProcessName");
    if (path == null) {
      path = event.value("ProcessName");
    }
    return path == null ? null : path.substring(path.lastIndexOf('\\') + 1);
  }
}
