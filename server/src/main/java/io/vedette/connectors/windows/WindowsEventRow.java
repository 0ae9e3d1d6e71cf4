package io.vedette.connectors.windows;

import io.vedette.evtx.EventSystem;
import io.vedette.evtx.EventValue;
import io.vedette.evtx.EvtxEvent;
import io.vedette.evtx.EvtxEvent.DataKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows of WindowsEvent, whose EventData is one object of names and values; values of one name
 * become an array, values without a name are called Data. Source: Azure Monitor Logs table
 * reference, "WindowsEvent".
 */
final class WindowsEventRow {
  private static final JsonMapper JSON = new JsonMapper();

  private WindowsEventRow() {}

  static TableRow of(EvtxEvent event, Instant collected) {
    EventSystem system = event.system();
    RowBuilder row =
        new RowBuilder("WindowsEvent")
            .put("TimeGenerated", EventTables.time(system, collected))
            .put("Computer", system.computer())
            .put("Channel", system.channel())
            .put("Provider", system.provider())
            .put("EventID", system.eventId())
            .put("EventLevel", system.level())
            .put("EventLevelName", EventTables.levelName(system.level()))
            .put("Task", system.task())
            .put("Opcode", Integer.toString(system.opcode()))
            .put("Version", system.version())
            .put("Keywords", EventTables.keywords(system))
            .put("Correlation", system.activityId())
            .put("EventRecordId", Long.toString(system.recordId()))
            .put("SystemProcessId", (int) system.processId())
            .put("SystemThreadId", (int) system.threadId())
            .put("SystemUserId", system.userId())
            .put("EventOriginId", EventTables.originId(system));
    if (event.kind() != DataKind.NONE) {
      row.put("EventData", JSON.writeValueAsString(bag(event.data())));
    }
    if (event.kind() == DataKind.USER_DATA) {
      row.put("RawEventData", DataXml.of(event));
    }
    return row.build();
  }

  private static Map<String, Object> bag(List<EventValue> values) {
    Map<String, Object> bag = new LinkedHashMap<>();
    for (EventValue item : values) {
      String name = item.name().isEmpty() ? "Data" : item.name();
      bag.merge(name, item.value(), WindowsEventRow::append);
    }
    return bag;
  }

  private static Object append(Object present, Object value) {
    List<Object> list = new ArrayList<>();
    if (present instanceof List<?> several) {
      list.addAll(several);
    } else {
      list.add(present);
    }
    list.add(value);
    return list;
  }
}
