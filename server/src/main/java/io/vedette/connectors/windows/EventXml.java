package io.vedette.connectors.windows;

import io.vedette.evtx.EventAssembler;
import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads an event from its XML text, as Windows renders and forwards it. Takes no document type and
 * no external entity; characters that XML does not allow are replaced first, because Windows sends
 * them.
 */
public final class EventXml {
  private static final XMLInputFactory FACTORY = factory();
  private static final int MAX_LENGTH = 4_000_000;
  private static final int MAX_DEPTH = 60;

  private EventXml() {}

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  /** Reads one Event element. */
  public static EventReading read(String xml) {
    if (xml.length() > MAX_LENGTH) {
      return new EventReading.Refused("the event is longer than " + MAX_LENGTH + " characters");
    }
    EventAssembler event = new EventAssembler();
    try {
      XMLStreamReader reader = FACTORY.createXMLStreamReader(new StringReader(allowed(xml)));
      int depth = 0;
      while (reader.hasNext()) {
        switch (reader.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            if (++depth > MAX_DEPTH) {
              return new EventReading.Refused("elements nested deeper than " + MAX_DEPTH);
            }
            start(reader, event);
          }
          case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
              event.text(reader.getText());
          case XMLStreamConstants.END_ELEMENT -> {
            depth--;
            event.endElement();
          }
          default -> {}
        }
      }
    } catch (XMLStreamException e) {
      return new EventReading.Refused("not well-formed XML: " + firstLine(e));
    }
    return event.isEvent()
        ? new EventReading.Read(event.event(null))
        : new EventReading.Refused("the XML has no System element");
  }

  private static void start(XMLStreamReader reader, EventAssembler event) {
    event.startElement(reader.getLocalName());
    for (int i = 0; i < reader.getNamespaceCount(); i++) {
      if (reader.getNamespacePrefix(i) == null) {
        event.attribute("xmlns", String.valueOf(reader.getNamespaceURI(i)));
      }
    }
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      event.attribute(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
  }

  private static String allowed(String xml) {
    StringBuilder clean = null;
    for (int i = 0; i < xml.length(); i++) {
      char c = xml.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < xml.length()
              && Character.isLowSurrogate(xml.charAt(i + 1));
      if (pair) {
        i++;
      } else if ((c < ' ' && c != '\n' && c != '\r' && c != '\t')
          || c >= 0xFFFE
          || Character.isSurrogate(c)) {
        if (clean == null) {
          clean = new StringBuilder(xml);
        }
        clean.setCharAt(i, '\uFFFD');
      }
    }
    return clean == null ? xml : clean.toString();
  }

  private static String firstLine(XMLStreamException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
  }
}
