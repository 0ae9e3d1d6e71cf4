package io.vedette.analytics.rules;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one YAML document of bounded size and depth into {@link YamlNode}s.
 *
 * <p>The tree is built from the parser's events without recursion. Anchors and aliases are refused:
 * rule files do not need them, and they make a small file large.
 */
public final class YamlReader {
  /** The longest text that is read, in characters. */
  public static final int MAX_LENGTH = 1 << 20;

  private static final int MAX_DEPTH = 40;
  private static final int MAX_NODES = 100_000;
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setUseMarks(true).setCodePointLimit(MAX_LENGTH).build();

  private final Deque<Open> open = new ArrayDeque<>();
  private @Nullable YamlNode root;
  private int nodes;

  private YamlReader() {}

  /** What reading gives: the document, or the first place that is wrong. */
  public sealed interface Outcome {
    /** The document; an empty one is an empty mapping. */
    record Document(YamlNode root) implements Outcome {}

    /** Not YAML that is taken here; the line counts from 1. */
    record Broken(int line, String message) implements Outcome {}
  }

  /** Reads the text; never throws for any content. */
  public static Outcome read(String text) {
    if (text.length() > MAX_LENGTH) {
      return new Outcome.Broken(1, "the file is longer than " + MAX_LENGTH + " characters");
    }
    String body = text.startsWith("\uFEFF") ? text.substring(1) : text;
    try {
      return new YamlReader().build(new Parse(SETTINGS).parseString(body));
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
      return new Outcome.Broken(line, "not valid YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      return new Outcome.Broken(1, "not valid YAML: " + e.getMessage());
    }
  }

  private Outcome build(Iterable<Event> events) {
    for (Event event : events) {
      int line = event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
      String problem = take(event, line);
      if (problem != null) {
        return new Outcome.Broken(line, problem);
      }
    }
    return new Outcome.Document(root == null ? new YamlNode.Mapping(Map.of(), 1) : root);
  }

  /** Adds one event to the tree; returns what is wrong with it, or null. */
  private @Nullable String take(Event event, int line) {
    return switch (event.getEventId()) {
      case Scalar -> add(scalar((ScalarEvent) event, line));
      case SequenceStart -> push(new OpenSequence(line));
      case MappingStart -> push(new OpenMapping(line));
      case SequenceEnd, MappingEnd -> add(open.pop().close());
      case Alias -> "the alias *" + ((AliasEvent) event).getAlias() + " is not taken: write it out";
      case DocumentStart -> root == null ? null : "only one document per file is taken";
      case Comment, DocumentEnd, StreamStart, StreamEnd -> null;
    };
  }

  private static YamlNode scalar(ScalarEvent event, int line) {
    return new YamlNode.Scalar(event.getValue(), event.isPlain(), line);
  }

  private @Nullable String push(Open next) {
    open.push(next);
    return open.size() > MAX_DEPTH ? "nested deeper than " + MAX_DEPTH + " levels" : null;
  }

  private @Nullable String add(YamlNode node) {
    if (++nodes > MAX_NODES) {
      return "more than " + MAX_NODES + " values";
    }
    if (open.isEmpty()) {
      root = node;
      return null;
    }
    return requireNonNull(open.peek()).add(node);
  }

  /** A list or mapping whose end has not been seen. */
  private interface Open {
    @Nullable String add(YamlNode node);

    YamlNode close();
  }

  private static final class OpenSequence implements Open {
    private final int line;
    private final List<YamlNode> items = new ArrayList<>();

    OpenSequence(int line) {
      this.line = line;
    }

    @Override
    public @Nullable String add(YamlNode node) {
      items.add(node);
      return null;
    }

    @Override
    public YamlNode close() {
      return new YamlNode.Sequence(items, line);
    }
  }

  private static final class OpenMapping implements Open {
    private final int line;
    private final Map<String, YamlNode> entries = new LinkedHashMap<>();
    private @Nullable String key;

    OpenMapping(int line) {
      this.line = line;
    }

    @Override
    public @Nullable String add(YamlNode node) {
      if (key == null) {
        if (!(node instanceof YamlNode.Scalar scalar)) {
          return "the name of a value must be text";
        }
        key = scalar.text();
        return entries.containsKey(key) ? "'" + key + "' stands here twice" : null;
      }
      entries.put(key, node);
      key = null;
      return null;
    }

    @Override
    public YamlNode close() {
      return new YamlNode.Mapping(entries, line);
    }
  }
}
