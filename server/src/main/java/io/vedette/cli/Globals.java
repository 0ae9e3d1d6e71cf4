package io.vedette.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options that every command takes. */
public final class Globals {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "The data directory (default: $VEDETTE_DATA or ~/.local/share/vedette).")
  private @Nullable Path data;

  @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print JSON for scripts.")
  private boolean json;

  Globals() {}

  /** The data directory, as an absolute path. */
  public Path dataDirectory() {
    Path chosen = data;
    if (chosen == null) {
      String variable = System.getenv("VEDETTE_DATA");
      chosen =
          variable == null || variable.isBlank()
              ? Path.of(System.getProperty("user.home"), ".local", "share", "vedette")
              : Path.of(variable);
    }
    return chosen.toAbsolutePath().normalize();
  }

  /** Whether the data directory was named on the command line. */
  public boolean dataDirectoryGiven() {
    return data != null;
  }

  /** Whether to print JSON. */
  public boolean json() {
    return json;
  }
}
