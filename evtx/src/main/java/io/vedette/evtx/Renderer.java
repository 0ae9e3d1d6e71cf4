package io.vedette.evtx;

import java.util.List;

/** Puts the values of a record into its template and hands the result to a sink. */
final class Renderer {
  private static final int MAX_NESTING = 16;

  private final Chunk chunk;
  private final Budget budget;
  private final EventSink sink;
  private int nesting;

  Renderer(Chunk chunk, Budget budget, EventSink sink) {
    this.chunk = chunk;
    this.budget = budget;
    this.sink = sink;
  }

  void render(BinaryXml.Document document) throws DamagedException {
    element(document.root(), document.values());
  }

  private void element(Xml.Element element, Values values) throws DamagedException {
    budget.step();
    if (element.dependency() != Xml.NO_DEPENDENCY && values.isNull(element.dependency())) {
      return;
    }
    List<Xml> content = element.content();
    if (content.size() == 1
        && content.getFirst() instanceof Xml.Substitution only
        && isArray(values, only.index())) {
      repeat(element, values, only.index());
      return;
    }
    start(element, values);
    for (Xml part : content) {
      switch (part) {
        case Xml.Element child -> element(child, values);
        case Xml.Text text -> text(text.text());
        case Xml.Substitution place -> substitute(place, values);
      }
    }
    sink.endElement();
  }

  private void start(Xml.Element element, Values values) throws DamagedException {
    sink.startElement(element.name());
    for (Xml.Attribute attribute : element.attributes()) {
      attribute(attribute, values);
    }
  }

  /** An element around nothing but an array stands once for each item ([MS-EVEN6] 2.2.12). */
  private void repeat(Xml.Element element, Values values, int index) throws DamagedException {
    var items =
        ValueFormat.items(chunk, values.type(index), values.offset(index), values.size(index));
    if (items.isEmpty()) {
      start(element, values);
      sink.endElement();
    }
    for (String item : items) {
      budget.step();
      start(element, values);
      text(item);
      sink.endElement();
    }
  }

  private static boolean isArray(Values values, int index) {
    return values.has(index) && (values.type(index) & ValueFormat.ARRAY) != 0;
  }

  private void attribute(Xml.Attribute attribute, Values values) throws DamagedException {
    budget.step();
    List<Xml> content = attribute.content();
    if (content.size() == 1) {
      switch (content.getFirst()) {
        case Xml.Text text -> attribute(attribute.name(), text.text());
        case Xml.Substitution place -> {
          if (!(place.optional() && values.isNull(place.index()))) {
            attribute(attribute.name(), value(place, values));
          }
        }
        case Xml.Element _ -> throw new DamagedException("an element in an attribute");
      }
      return;
    }
    StringBuilder joined = new StringBuilder();
    for (Xml part : content) {
      switch (part) {
        case Xml.Text text -> joined.append(text.text());
        case Xml.Substitution place -> joined.append(value(place, values));
        case Xml.Element _ -> throw new DamagedException("an element in an attribute");
      }
    }
    attribute(attribute.name(), joined.toString());
  }

  private void attribute(String name, String value) throws DamagedException {
    budget.characters(name.length() + value.length());
    sink.attribute(name, value);
  }

  private void text(String text) throws DamagedException {
    budget.characters(text.length());
    sink.text(text);
  }

  private void substitute(Xml.Substitution place, Values values) throws DamagedException {
    budget.step();
    int index = place.index();
    if (values.isNull(index)) {
      return;
    }
    if (values.type(index) != ValueFormat.BINARY_XML) {
      text(value(place, values));
      return;
    }
    int size = values.size(index);
    if (size == 0) {
      return;
    }
    if (++nesting > MAX_NESTING) {
      throw new DamagedException("values nested deeper than " + MAX_NESTING);
    }
    int offset = values.offset(index);
    render(BinaryXml.parse(chunk, offset, offset + size, budget));
    nesting--;
  }

  private String value(Xml.Substitution place, Values values) throws DamagedException {
    int index = place.index();
    if (values.isNull(index)) {
      return "";
    }
    int size = values.size(index);
    budget.characters(size);
    return ValueFormat.format(chunk, values.type(index), values.offset(index), size);
  }
}
