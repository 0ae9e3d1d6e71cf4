package io.vedette.connectors.windows;

import io.vedette.evtx.EventSystem;
import io.vedette.evtx.EventValue;
import io.vedette.evtx.EvtxEvent;
import io.vedette.evtx.EvtxEvent.DataKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * NXLog's form: one object with the event's fields and its data side by side. Source: NXLog
 * documentation, "im_msvistalog".
 */
final class FlatEvent {
  /** What says something about the event or its way here, not about its data. */
  private static final Set<String> NO_DATA =
      Set.of(
          "@timestamp",
          "@version",
          "ActivityID",
          "Category",
          "Channel",
          "EventID",
          "EventReceivedTime",
          "EventTime",
          "EventType",
          "EventTypeOrignal",
          "ExecutionProcessID",
          "ExecutionThreadID",
          "Hostname",
          "Keywords",
          "Message",
          "Opcode",
          "OpcodeValue",
          "ProviderGuid",
          "RecordNumber",
          "RelatedActivityID",
          "Severity",
          "SeverityValue",
          "SourceModuleName",
          "SourceModuleType",
          "SourceName",
          "Task",
          "TaskValue",
          "ThreadID",
          "UserID",
          "Version",
          "host",
          "port",
          "tags");

  /** NXLog's names for the account behind UserID; without it they are data. */
  private static final Set<String> ACCOUNT = Set.of("AccountName", "AccountType", "Domain");

  private FlatEvent() {}

  static boolean isOne(Map<?, ?> object) {
    return object.containsKey("EventID")
        && object.containsKey("Channel")
        && object.containsKey("Hostname")
        && !object.containsKey("TimeGenerated");
  }

  static EvtxEvent read(Map<?, ?> object) {
    boolean account = object.containsKey("UserID");
    List<EventValue> data = new ArrayList<>();
    object.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          String text = JsonFields.text(value);
          if (!NO_DATA.contains(name) && !(account && ACCOUNT.contains(name)) && text != null) {
            data.add(new EventValue(name, text));
          }
        });
    DataKind kind = data.isEmpty() ? DataKind.NONE : DataKind.EVENT_DATA;
    return new EvtxEvent(system(object), kind, data, null, JsonFields.text(object, "Message"));
  }

  private static EventSystem system(Map<?, ?> object) {
    return new EventSystem(
        JsonFields.textOrEmpty(object, "SourceName"),
        JsonFields.text(object, "ProviderGuid"),
        null,
        (int) JsonFields.number(object.get("EventID")) & 0xFFFF,
        0,
        (int) JsonFields.number(object.get("Version")),
        level(object),
        (int) JsonFields.number(first(object, "TaskValue", "Task")),
        (int) JsonFields.number(first(object, "OpcodeValue", "Opcode")),
        JsonFields.keywords(object.get("Keywords")),
        time(object),
        JsonFields.number(object.get("RecordNumber")),
        JsonFields.text(object, "ActivityID"),
        JsonFields.text(object, "RelatedActivityID"),
        JsonFields.number(object.get("ExecutionProcessID")),
        JsonFields.number(first(object, "ExecutionThreadID", "ThreadID")),
        JsonFields.textOrEmpty(object, "Channel"),
        JsonFields.textOrEmpty(object, "Hostname"),
        JsonFields.text(object, "UserID"));
  }

  private static @Nullable Object first(Map<?, ?> object, String key, String other) {
    Object value = object.get(key);
    return value == null ? object.get(other) : value;
  }

  /** NXLog counts 1 debug, 2 info, 3 warning, 4 error, 5 critical; audits are of level 0. */
  private static int level(Map<?, ?> object) {
    if ("Security".equals(object.get("Channel"))) {
      return 0;
    }
    int severity = (int) JsonFields.number(object.get("SeverityValue"));
    return severity >= 1 && severity <= 5 ? 6 - severity : 0;
  }

  /** EventTime is local time when it has no offset: then another time that has one is better. */
  private static @Nullable Instant time(Map<?, ?> object) {
    Object eventTime = object.get("EventTime");
    if (eventTime instanceof String text && !JsonFields.hasOffset(text)) {
      Instant other = JsonFields.time(object.get("@timestamp"));
      if (other != null) {
        return other;
      }
    }
    Instant time = JsonFields.time(eventTime);
    return time == null ? JsonFields.time(object.get("@timestamp")) : time;
  }
}
