package io.vedette.cli;

import io.vedette.workspace.FunctionFile;
import io.vedette.workspace.TableCatalog;
import io.vedette.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Tables and functions that a command line adds to those of the workspace. */
final class GivenNames {
  @Option(
      names = "--schemas",
      paramLabel = "FILE",
      description = "Add empty tables: a JSON array of {\"Name\", \"Columns\"}.")
  private @Nullable Path schemas;

  @Option(
      names = "--functions",
      paramLabel = "FILE",
      description = "Add functions: a JSON array of {\"name\", \"params\", \"body\"}.")
  private @Nullable Path functions;

  GivenNames() {}

  /** Whether tables are given. */
  boolean haveTables() {
    return schemas != null;
  }

  /** Whether neither tables nor functions are given. */
  boolean isEmpty() {
    return schemas == null && functions == null;
  }

  /** Adds them; fails when a file is not there or has another shape. */
  void addTo(Workspace workspace) throws NoSuchFileException {
    if (schemas != null) {
      workspace.addTables(TableCatalog.readSchemas(existing(schemas)));
    }
    if (functions != null) {
      workspace.addFunctions(FunctionFile.read(existing(functions)));
    }
  }

  private static Path existing(Path path) throws NoSuchFileException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    return path;
  }
}
