package io.vedette.connectors.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder for files on their way in. What a crash left there is removed at the next start. */
public final class Spool {
  private static final String PREFIX = "import-";

  private final Path folder;

  private Spool(Path folder) {
    this.folder = folder;
  }

  /** Makes the folder if it is missing, and empties it of what an earlier run left. */
  public static Spool in(Path folder) {
    try {
      Files.createDirectories(folder);
      try (DirectoryStream<Path> left = Files.newDirectoryStream(folder, PREFIX + "*")) {
        for (Path file : left) {
          Files.deleteIfExists(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the folder for imports cannot be used: " + folder, e);
    }
    return new Spool(folder);
  }

  /** A new empty file; closing it removes it. */
  SpoolFile file(String suffix) throws IOException {
    return new SpoolFile(Files.createTempFile(folder, PREFIX, suffix));
  }

  /** A file that is gone when it is closed. */
  record SpoolFile(Path path) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      Files.deleteIfExists(path);
    }
  }
}
