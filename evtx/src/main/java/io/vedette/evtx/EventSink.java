package io.vedette.evtx;

/**
 * Takes the XML of one event as a sequence of calls, in document order and properly nested.
 * Attributes follow their element's start before any content.
 */
public interface EventSink {

  /** An element begins. */
  void startElement(String name);

  /** An attribute of the element that has just begun. */
  void attribute(String name, String value);

  /** Character data, not escaped; an element may get several pieces. */
  void text(String text);

  /** The innermost open element ends. */
  void endElement();
}
