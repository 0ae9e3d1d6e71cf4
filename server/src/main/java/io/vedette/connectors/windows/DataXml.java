package io.vedette.connectors.windows;

import io.vedette.evtx.EventValue;
import io.vedette.evtx.EvtxEvent;
import java.util.List;

/** An event's data as XML text. */
public final class DataXml {
  private static final String NAMESPACE = "http://schemas.microsoft.com/win/2004/08/events/event";

  private DataXml() {}

  /** The EventData or UserData element; empty when there is no data. */
  static String of(EvtxEvent event) {
    return switch (event.kind()) {
      case NONE -> "";
      case EVENT_DATA, OTHER -> eventData(event.data());
      case USER_DATA -> "<UserData>" + event.userData() + "</UserData>";
    };
  }

  /** What Remote Desktop's services put into UserData: each value in an element of its name. */
  public static String userData(List<EventValue> values) {
    StringBuilder xml = new StringBuilder("<EventXML xmlns=\"Event_NS\">");
    values.forEach(item -> element(xml, item.name(), "", item.value()));
    return xml.append("</EventXML>").toString();
  }

  static String eventData(List<EventValue> values) {
    StringBuilder xml = new StringBuilder("<EventData xmlns=\"").append(NAMESPACE).append("\">");
    for (EventValue item : values) {
      if (item.name().equals("Binary")) {
        element(xml, "Binary", "", item.value());
      } else {
        element(xml, "Data", item.name(), item.value());
      }
    }
    return xml.append("</EventData>").toString();
  }

  /** The values alone, each a Param element. */
  static String parameters(List<EventValue> values) {
    StringBuilder xml = new StringBuilder();
    values.forEach(item -> element(xml, "Param", "", item.value()));
    return xml.toString();
  }

  static void element(StringBuilder xml, String element, String name, String value) {
    xml.append('<').append(element);
    if (!name.isEmpty()) {
      xml.append(" Name=\"");
      escape(xml, name);
      xml.append('"');
    }
    xml.append('>');
    escape(xml, value);
    xml.append("</").append(element).append('>');
  }

  private static void escape(StringBuilder xml, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> xml.append("&lt;");
        case '>' -> xml.append("&gt;");
        case '&' -> xml.append("&amp;");
        case '"' -> xml.append("&quot;");
        default -> {
          boolean allowed = c >= ' ' || c == '\t' || c == '\n' || c == '\r';
          xml.append(allowed && c < 0xFFFE ? c : '\uFFFD');
        }
      }
    }
  }
}
