package io.vedette.evtx;

/**
 * Writes XML text. Characters that XML 1.0 does not allow become U+FFFD, so that every reader takes
 * the text.
 */
final class XmlText implements EventSink {
  private final StringBuilder out = new StringBuilder();
  private final java.util.ArrayDeque<String> open = new java.util.ArrayDeque<>();
  private boolean startOpen;

  @Override
  public void startElement(String name) {
    closeStart();
    out.append('<').append(name);
    open.push(name);
    startOpen = true;
  }

  @Override
  public void attribute(String name, String value) {
    out.append(' ').append(name).append("=\"");
    escape(value, true);
    out.append('"');
  }

  @Override
  public void text(String text) {
    if (!text.isEmpty()) {
      closeStart();
      escape(text, false);
    }
  }

  @Override
  public void endElement() {
    String name = open.pop();
    if (startOpen) {
      out.append("/>");
      startOpen = false;
    } else {
      out.append("</").append(name).append('>');
    }
  }

  private void closeStart() {
    if (startOpen) {
      out.append('>');
      startOpen = false;
    }
  }

  private void escape(String text, boolean inAttribute) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '&' -> out.append("&amp;");
        case '"' -> out.append(inAttribute ? "&quot;" : "\"");
        case '\r' -> out.append("&#xD;");
        case '\n', '\t' -> {
          if (inAttribute) {
            out.append("&#x").append(c == '\n' ? 'A' : '9').append(';');
          } else {
            out.append(c);
          }
        }
        default -> {
          if (Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1))) {
            out.append(c).append(text.charAt(++i));
          } else if (c < ' ' || Character.isSurrogate(c) || c >= 0xFFFE) {
            out.append('\uFFFD');
          } else {
            out.append(c);
          }
        }
      }
    }
  }

  /** What was written. */
  @Override
  public String toString() {
    return out.toString();
  }
}
