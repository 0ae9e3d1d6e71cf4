package io.vedette.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A data directory that is gone when it is closed. */
record ThrowAwayFolder(Path path) implements AutoCloseable {
  static ThrowAwayFolder make(String prefix) throws IOException {
    return new ThrowAwayFolder(Files.createTempDirectory(prefix));
  }

  /** Removes it with all that is in it; a second call finds nothing to do. */
  @Override
  public void close() {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the throw-away folder could not be removed: " + path, e);
    }
  }
}
