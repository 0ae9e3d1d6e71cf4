package io.vedette.connectors.windows;

import io.vedette.evtx.EventSystem;
import io.vedette.evtx.EventValue;
import io.vedette.evtx.EvtxEvent;
import io.vedette.evtx.EvtxEvent.DataKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Winlogbeat's form. Source: Winlogbeat documentation, "Winlogbeat fields". */
final class WinlogEvent {
  private WinlogEvent() {}

  static EvtxEvent read(Map<?, ?> object, Map<?, ?> winlog) {
    List<EventValue> data = new ArrayList<>();
    DataKind kind = DataKind.NONE;
    String userData = null;
    if (winlog.get("event_data") instanceof Map<?, ?> values) {
      kind = DataKind.EVENT_DATA;
      values.forEach((name, value) -> add(data, String.valueOf(name), value));
    } else if (winlog.get("user_data") instanceof Map<?, ?> values) {
      kind = DataKind.USER_DATA;
      Object element = values.get("xml_name");
      values.forEach(
          (name, value) -> {
            if (!name.equals("xml_name")) {
              add(data, String.valueOf(name), value);
            }
          });
      userData = userDataXml(element instanceof String text ? text : "EventXML", data);
    }
    return new EvtxEvent(
        system(object, winlog), kind, data, userData, JsonFields.text(object, "message"));
  }

  private static void add(List<EventValue> data, String name, @Nullable Object value) {
    String text = JsonFields.text(value);
    data.add(new EventValue(name.matches("param\\d+") ? "" : name, text == null ? "" : text));
  }

  private static EventSystem system(Map<?, ?> object, Map<?, ?> winlog) {
    Map<?, ?> process = map(winlog, "process");
    Map<?, ?> user = map(winlog, "user");
    return new EventSystem(
        JsonFields.textOrEmpty(winlog, "provider_name"),
        JsonFields.text(winlog, "provider_guid"),
        null,
        (int) JsonFields.number(winlog.get("event_id")),
        0,
        (int) JsonFields.number(winlog.get("version")),
        JsonFields.level(JsonFields.text(map(object, "log"), "level")),
        (int) JsonFields.number(winlog.get("task")),
        (int) JsonFields.number(winlog.get("opcode")),
        JsonFields.keywords(winlog.get("keywords")),
        JsonFields.time(object.get("@timestamp")),
        JsonFields.number(winlog.get("record_id")),
        JsonFields.text(winlog, "activity_id"),
        JsonFields.text(winlog, "related_activity_id"),
        JsonFields.number(process.get("pid")),
        JsonFields.number(map(process, "thread").get("id")),
        JsonFields.textOrEmpty(winlog, "channel"),
        JsonFields.textOrEmpty(winlog, "computer_name"),
        JsonFields.text(user, "identifier"));
  }

  private static Map<?, ?> map(Map<?, ?> object, String key) {
    return object.get(key) instanceof Map<?, ?> map ? map : Map.of();
  }

  private static String userDataXml(String element, List<EventValue> data) {
    String name = element.matches("[A-Za-z_][\\w.-]*") ? element : "EventXML";
    StringBuilder xml = new StringBuilder("<").append(name).append('>');
    for (EventValue item : data) {
      DataXml.element(
          xml, item.name().matches("[A-Za-z_][\\w.-]*") ? item.name() : "Data", "", item.value());
    }
    return xml.append("</").append(name).append('>').toString();
  }
}
