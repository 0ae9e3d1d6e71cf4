package io.vedette.kql;

import io.vedette.kql.binder.Suggestions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the engine knows, as docs/kql.md tells it: one entry a function, operator or plugin. */
public final class KqlReference {
  private static final String HEADING = "### ";
  private static final String ALSO = "Also written: ";

  private final Map<String, String> entries = new LinkedHashMap<>();

  private KqlReference(String text) {
    String name = null;
    StringBuilder entry = new StringBuilder();
    for (String line : text.lines().toList()) {
      if (line.startsWith("#")) {
        add(name, entry);
        name = line.startsWith(HEADING) ? line.substring(HEADING.length()).strip() : null;
        entry.setLength(0);
      }
      entry.append(line).append('\n');
    }
    add(name, entry);
  }

  private void add(@Nullable String name, StringBuilder entry) {
    if (name == null) {
      return;
    }
    String text = entry.toString().strip();
    entries.merge(name, text, (operator, function) -> operator + "\n\n" + function);
    text.lines()
        .filter(l -> l.startsWith(ALSO))
        .map(l -> l.substring(ALSO.length()).replace("`", "").replace(".", ""))
        .forEach(
            others -> {
              for (String other : others.split(", ", -1)) {
                entries.putIfAbsent(other.strip(), text);
              }
            });
  }

  /** The reference that a text in the form of docs/kql.md holds. */
  public static KqlReference of(String markdown) {
    return new KqlReference(markdown);
  }

  /** The reference that was built into the engine. */
  public static KqlReference load() {
    try (InputStream in = KqlReference.class.getResourceAsStream("kql.md")) {
      return of(in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The entry of that name, in Markdown. */
  public Optional<String> entry(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  /** {@code Did you mean X?} for a name without an entry; empty when none is near. */
  public Optional<String> suggestion(String name) {
    return Optional.ofNullable(Suggestions.didYouMean(name, entries.keySet()));
  }

  /** All names that have an entry, other names of the same thing among them. */
  public Set<String> names() {
    return Set.copyOf(entries.keySet());
  }
}
