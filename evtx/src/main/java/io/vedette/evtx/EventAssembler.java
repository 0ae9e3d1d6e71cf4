package io.vedette.evtx;

import io.vedette.evtx.EvtxEvent.DataKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gathers the XML of one event into an {@link EvtxEvent}. Also for events that come as text: feed
 * it from any XML parser, with local names.
 */
public final class EventAssembler implements EventSink {

  private enum Section {
    NONE,
    SYSTEM,
    DATA,
    USER_DATA,
    OTHER,
    RENDERING
  }

  private final SystemPart system = new SystemPart();
  private final List<EventValue> data = new ArrayList<>();
  private final StringBuilder joined = new StringBuilder();
  private final List<String> path = new ArrayList<>();
  private Section section = Section.NONE;
  private DataKind kind = DataKind.NONE;
  private boolean sawSystem;
  private String text = "";
  private String dataName = "";
  private boolean innermost;
  private @Nullable XmlText userData;
  private @Nullable String message;

  @Override
  public void startElement(String name) {
    path.add(name);
    int depth = path.size();
    if (depth == 2) {
      section =
          switch (name) {
            case "System" -> Section.SYSTEM;
            case "EventData" -> Section.DATA;
            case "UserData" -> Section.USER_DATA;
            case "RenderingInfo" -> Section.RENDERING;
            default -> Section.OTHER;
          };
      sawSystem |= section == Section.SYSTEM;
    } else if (depth > 2) {
      dataName = section == Section.DATA && name.equals("Data") ? "" : name;
      if (section == Section.USER_DATA) {
        userData().startElement(name);
      }
    }
    clear();
    innermost = true;
  }

  @Override
  public void attribute(String name, String value) {
    if (path.size() < 3) {
      return;
    }
    switch (section) {
      case SYSTEM -> system.attribute(path.getLast(), name, value);
      case USER_DATA -> userData().attribute(name, value);
      case DATA -> {
        if (name.equals("Name")) {
          dataName = value;
        }
      }
      case NONE, OTHER, RENDERING -> {}
    }
  }

  @Override
  public void text(String piece) {
    if (path.size() > 2 && section == Section.USER_DATA) {
      userData().text(piece);
    }
    if (text.isEmpty()) {
      text = piece;
    } else {
      if (joined.isEmpty()) {
        joined.append(text);
      }
      joined.append(piece);
    }
  }

  @Override
  public void endElement() {
    int depth = path.size();
    String name = path.removeLast();
    String content = joined.isEmpty() ? text : joined.toString();
    if (depth > 2) {
      end(name, depth, content);
    } else if (depth == 2 && section == Section.OTHER && innermost && !content.isBlank()) {
      add(DataKind.OTHER, name, content);
    }
    innermost = false;
    clear();
  }

  private void end(String name, int depth, String content) {
    switch (section) {
      case SYSTEM -> {
        if (depth == 3) {
          system.text(name, content);
        }
      }
      case DATA -> endData(DataKind.EVENT_DATA, content);
      case OTHER -> endData(DataKind.OTHER, content);
      case USER_DATA -> {
        userData().endElement();
        endData(DataKind.USER_DATA, content);
      }
      case RENDERING -> {
        if (name.equals("Message")) {
          message = content;
        }
      }
      case NONE -> {}
    }
  }

  private void endData(DataKind where, String content) {
    if (innermost) {
      add(where, dataName, content);
    }
  }

  private void add(DataKind where, String name, String content) {
    kind = where;
    data.add(new EventValue(name, content));
  }

  private void clear() {
    text = "";
    joined.setLength(0);
  }

  private XmlText userData() {
    XmlText writer = userData;
    if (writer == null) {
      writer = new XmlText();
      userData = writer;
    }
    return writer;
  }

  /** Whether what came so far has a System element, as every event has. */
  public boolean isEvent() {
    return sawSystem;
  }

  /**
   * The event.
   *
   * @param written when its record was written, taken if the event itself does not say when it
   *     happened
   */
  public EvtxEvent event(@Nullable Instant written) {
    String xml = userData == null ? null : userData.toString();
    return new EvtxEvent(system.build(written), kind, data, xml, message);
  }
}
