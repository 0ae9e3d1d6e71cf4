package io.vedette.kql.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What reference-notes.txt says, by name within each kind. */
record ReferenceNotes(Map<String, Map<String, Note>> byKind) {

  /** What is said of one thing; absent lines are empty. */
  record Note(String syntax, String does, List<String> also, String differs) {}

  static ReferenceNotes read() {
    try {
      Path file =
          Path.of(
              Objects.requireNonNull(ReferenceNotes.class.getResource("/reference-notes.txt"))
                  .toURI());
      return new ReferenceNotes(parse(Files.readAllLines(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Map<String, Note>> parse(List<String> lines) {
    Map<String, Map<String, Note>> kinds = new TreeMap<>();
    List<String> entry = new ArrayList<>();
    for (String line : lines) {
      if (line.isBlank()) {
        add(entry, kinds);
        entry.clear();
      } else if (!line.startsWith("#")) {
        entry.add(line);
      }
    }
    add(entry, kinds);
    return kinds;
  }

  private static void add(List<String> entry, Map<String, Map<String, Note>> kinds) {
    if (entry.isEmpty()) {
      return;
    }
    String[] head = entry.getFirst().split(" ", 2);
    String also = line(entry, "also: ");
    Note note =
        new Note(
            line(entry, "syntax: "),
            line(entry, "does: "),
            also.isEmpty() ? List.of() : List.of(also.split(", ", -1)),
            line(entry, "differs: "));
    Note before = kinds.computeIfAbsent(head[0], k -> new TreeMap<>()).put(head[1], note);
    if (before != null) {
      throw new IllegalStateException("two notes on " + entry.getFirst());
    }
  }

  private static String line(List<String> entry, String start) {
    return entry.stream()
        .filter(l -> l.startsWith(start))
        .map(l -> l.substring(start.length()))
        .findFirst()
        .orElse("");
  }

  Map<String, Note> of(String kind) {
    return byKind.getOrDefault(kind, Map.of());
  }

  @Nullable Note of(String kind, String name) {
    return of(kind).get(name);
  }
}
