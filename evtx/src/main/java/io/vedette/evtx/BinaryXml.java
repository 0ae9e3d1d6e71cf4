package io.vedette.evtx;

import java.util.ArrayList;
import java.util.List;

/**
 * Parses binary XML into {@link Xml}; templates once for each chunk. Source: [MS-EVEN6] 2.2.12.
 *
 * <p>An element of a template has a dependency identifier, one outside a template has none. Writers
 * do not keep to it, so the parser looks which of the two readings leads to a name.
 */
final class BinaryXml {
  private static final int END_OF_STREAM = 0x00;
  private static final int OPEN_START = 0x01;
  private static final int CLOSE_START = 0x02;
  private static final int CLOSE_EMPTY = 0x03;
  private static final int END_ELEMENT = 0x04;
  private static final int VALUE = 0x05;
  private static final int ATTRIBUTE = 0x06;
  private static final int CDATA = 0x07;
  private static final int CHARACTER = 0x08;
  private static final int ENTITY = 0x09;
  private static final int PI_TARGET = 0x0A;
  private static final int PI_DATA = 0x0B;
  private static final int TEMPLATE = 0x0C;
  private static final int SUBSTITUTION = 0x0D;
  private static final int OPTIONAL_SUBSTITUTION = 0x0E;
  private static final int FRAGMENT = 0x0F;
  private static final int MORE = 0x40;

  private static final int MAX_DEPTH = 64;

  private final Chunk chunk;
  private final Budget budget;
  private final int end;
  private int position;

  private BinaryXml(Chunk chunk, int start, int end, Budget budget) {
    this.chunk = chunk;
    this.position = start;
    this.end = end;
    this.budget = budget;
  }

  /** A document: an element, and the values that go into it. */
  record Document(Xml.Element root, Values values) {}

  /** Parses what lies between two offsets of the chunk: a record's content or a nested value. */
  static Document parse(Chunk chunk, int start, int end, Budget budget) throws DamagedException {
    chunk.check(start, end - start);
    return new BinaryXml(chunk, start, end, budget).document();
  }

  private Document document() throws DamagedException {
    while (true) {
      budget.step();
      int token = token();
      switch (token & ~MORE) {
        case FRAGMENT -> position += 4;
        case PI_TARGET, PI_DATA -> skipInstruction();
        case OPEN_START -> {
          return new Document(element(false, 0), Values.NONE);
        }
        case TEMPLATE -> {
          return templateInstance();
        }
        default -> throw unexpected(token);
      }
    }
  }

  /**
   * Token, version (1), identifier (4), offset of the definition (4), [definition], values. The
   * identifier is the beginning of the definition's GUID.
   */
  private Document templateInstance() throws DamagedException {
    int identifier = chunk.i32(position + 2);
    int definition = chunk.i32(position + 6);
    position += 10;
    if (chunk.i32(definition + 4) != identifier) {
      throw new DamagedException("its template was overwritten");
    }
    Xml.Element root = chunk.template(definition);
    // Definition: next (4), GUID (16), size (4), fragment.
    boolean inline = definition == position;
    int size = chunk.i32(definition + 20);
    chunk.check(definition + 24, size);
    if (root == null) {
      root = new BinaryXml(chunk, definition + 24, definition + 24 + size, budget).template();
      chunk.template(definition, root);
    }
    if (inline) {
      position += 24 + size;
    }
    return new Document(root, values());
  }

  private Xml.Element template() throws DamagedException {
    while (true) {
      budget.step();
      int token = token();
      switch (token & ~MORE) {
        case FRAGMENT -> position += 4;
        case PI_TARGET, PI_DATA -> skipInstruction();
        case OPEN_START -> {
          return element(true, 0);
        }
        default -> throw unexpected(token);
      }
    }
  }

  /** Count (4), then size (2), type (1) and a zero for each value, then the values. */
  private Values values() throws DamagedException {
    int count = chunk.i32(position);
    position += 4;
    if (count < 0 || count > (end - position) / 4) {
      throw new DamagedException("a template instance with " + count + " values");
    }
    Values values = new Values(count);
    int offset = position + 4 * count;
    for (int i = 0; i < count; i++, position += 4) {
      int size = chunk.u16(position);
      values.set(i, chunk.u8(position + 2), offset, size);
      offset += size;
    }
    if (offset > end) {
      throw new DamagedException("the values reach beyond the record");
    }
    position = offset;
    return values;
  }

  /** Token, [dependency (2)], size (4), name, [size of the attributes (4), attributes], content. */
  private Xml.Element element(boolean inTemplate, int depth) throws DamagedException {
    if (depth > MAX_DEPTH) {
      throw new DamagedException("elements nested deeper than " + MAX_DEPTH);
    }
    budget.step();
    boolean hasAttributes = (token() & MORE) != 0;
    boolean dependent = inTemplate;
    if (!namedAt(position + (dependent ? 7 : 5)) && namedAt(position + (dependent ? 5 : 7))) {
      dependent = !dependent;
    }
    int dependency = dependent ? chunk.u16(position + 1) : Xml.NO_DEPENDENCY;
    position += dependent ? 7 : 5;
    String name = name();
    List<Xml.Attribute> attributes = List.of();
    if (hasAttributes) {
      position += 4;
      attributes = attributes();
    }
    int token = token();
    position++;
    return switch (token) {
      case CLOSE_EMPTY -> new Xml.Element(name, dependency, attributes, List.of());
      case CLOSE_START -> new Xml.Element(name, dependency, attributes, content(inTemplate, depth));
      default -> throw unexpected(token);
    };
  }

  private boolean namedAt(int pointer) throws DamagedException {
    if (pointer > end - 4) {
      return false;
    }
    int offset = chunk.i32(pointer);
    return (offset == pointer + 4 || offset < pointer) && chunk.nameAt(offset);
  }

  private List<Xml.Attribute> attributes() throws DamagedException {
    List<Xml.Attribute> attributes = new ArrayList<>();
    while ((token() & ~MORE) == ATTRIBUTE) {
      budget.step();
      position++;
      String name = name();
      List<Xml> parts = new ArrayList<>(1);
      while (characterData(token() & ~MORE)) {
        parts.add(part());
      }
      attributes.add(new Xml.Attribute(name, List.copyOf(parts)));
    }
    return List.copyOf(attributes);
  }

  private List<Xml> content(boolean inTemplate, int depth) throws DamagedException {
    List<Xml> parts = new ArrayList<>(2);
    while (true) {
      budget.step();
      int token = token();
      int kind = token & ~MORE;
      if (kind == END_ELEMENT) {
        position++;
        return List.copyOf(parts);
      } else if (kind == OPEN_START) {
        parts.add(element(inTemplate, depth + 1));
      } else if (characterData(kind)) {
        parts.add(part());
      } else if (kind == PI_TARGET || kind == PI_DATA) {
        skipInstruction();
      } else {
        throw unexpected(token);
      }
    }
  }

  private static boolean characterData(int kind) {
    return switch (kind) {
      case VALUE, CDATA, CHARACTER, ENTITY, SUBSTITUTION, OPTIONAL_SUBSTITUTION -> true;
      default -> false;
    };
  }

  private Xml part() throws DamagedException {
    budget.step();
    int kind = token() & ~MORE;
    position++;
    return switch (kind) {
      case VALUE -> {
        int type = chunk.u8(position);
        if (type != ValueFormat.STRING) {
          throw new DamagedException("text of value type 0x%02x".formatted(type));
        }
        position++;
        yield new Xml.Text(countedText());
      }
      case CDATA -> new Xml.Text(countedText());
      case CHARACTER -> {
        char character = (char) chunk.u16(position);
        position += 2;
        yield new Xml.Text(String.valueOf(character));
      }
      case ENTITY -> new Xml.Text(entity(name()));
      default -> {
        // Index (2), type (1); the type that counts is that of the value itself.
        int index = chunk.u16(position);
        position += 3;
        yield new Xml.Substitution(index, kind == OPTIONAL_SUBSTITUTION);
      }
    };
  }

  private static String entity(String name) {
    return switch (name) {
      case "lt" -> "<";
      case "gt" -> ">";
      case "amp" -> "&";
      case "quot" -> "\"";
      case "apos" -> "'";
      default -> "&" + name + ";";
    };
  }

  private String countedText() throws DamagedException {
    int characters = chunk.u16(position);
    String text = chunk.utf16(position + 2, characters);
    position += 2 + 2 * characters;
    return text;
  }

  /** Processing instructions say nothing about an event; they are passed over. */
  private void skipInstruction() throws DamagedException {
    int kind = token() & ~MORE;
    position++;
    if (kind == PI_TARGET) {
      name();
    } else {
      position += 2 + 2 * chunk.u16(position);
    }
  }

  /** A name is a reference, followed by the name itself where it occurs first. */
  private String name() throws DamagedException {
    int offset = chunk.i32(position);
    position += 4;
    if (offset == position) {
      position += chunk.nameSize(offset);
    }
    return chunk.name(offset);
  }

  private int token() throws DamagedException {
    if (position >= end) {
      throw new DamagedException("the content ends in the middle");
    }
    return chunk.u8(position);
  }

  private static DamagedException unexpected(int token) {
    return new DamagedException(
        token == END_OF_STREAM ? "no element" : "unexpected token 0x%02x".formatted(token));
  }
}
