package io.vedette.architecture;

import static java.util.Objects.requireNonNull;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the project's sources are; set by the build, found upwards otherwise. */
final class ProjectRoot {
  private ProjectRoot() {}

  static Path path() {
    String configured = System.getProperty("vedette.root");
    if (configured != null) {
      return Path.of(configured);
    }
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("kql/pom.xml"))) {
      folder = requireNonNull(folder.getParent(), "not inside the project");
    }
    return folder;
  }
}
