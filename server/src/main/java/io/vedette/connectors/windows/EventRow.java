package io.vedette.connectors.windows;

import io.vedette.evtx.EventSystem;
import io.vedette.evtx.EvtxEvent;
import io.vedette.evtx.EvtxEvent.DataKind;
import java.time.Instant;

/**
 * Rows of Event. The data stands inside a DataItem element, where rules expect it ({@code
 * parse_xml(EventData).DataItem.EventData.Data}). Source: Azure Monitor Logs table reference,
 * "Event".
 */
final class EventRow {
  private EventRow() {}

  static TableRow of(EvtxEvent event, Instant collected) {
    EventSystem system = event.system();
    Instant time = EventTables.time(system, collected);
    String userName = Accounts.name(system.userId());
    RowBuilder row =
        new RowBuilder("Event")
            .put("TimeGenerated", time)
            .put("SourceSystem", "OpsManager")
            .put("Source", system.provider())
            .put("EventLog", system.channel())
            .put("Computer", system.computer())
            .put("EventLevel", system.level())
            .put("EventLevelName", EventTables.levelName(system.level()))
            .put("EventID", system.eventId())
            .put("EventCategory", system.task())
            .put("UserName", userName == null ? "N/A" : userName)
            .put("RenderedDescription", RenderedMessages.of(event));
    if (event.kind() != DataKind.NONE) {
      row.put("ParameterXml", DataXml.parameters(event.data()))
          .put(
              "EventData",
              "<DataItem type=\"System.XmlData\" time=\""
                  + time
                  + "\">"
                  + DataXml.of(event)
                  + "</DataItem>");
    }
    return row.build();
  }
}
