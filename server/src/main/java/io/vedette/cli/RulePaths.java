package io.vedette.cli;

import io.vedette.analytics.tests.RuleTestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The rules that a command line names by files and folders. */
final class RulePaths {
  private RulePaths() {}

  /** Those in the paths; without any, all that ship and those of the data directory. */
  static List<RuleTestFiles> files(List<Path> paths, Globals globals, @Nullable CommandSpec spec)
      throws IOException {
    List<RuleTestFiles> files = new ArrayList<>();
    if (paths.isEmpty()) {
      files.addAll(RuleTestFiles.content());
      files.addAll(RuleTestFiles.in(globals.dataDirectory().resolve("rules")));
      return files;
    }
    for (Path path : paths) {
      if (!Files.exists(path)) {
        throw wrong(spec, path + " is not there");
      }
      List<RuleTestFiles> found = RuleTestFiles.in(path);
      if (found.isEmpty()) {
        throw wrong(
            spec, "There is no rule in " + path + ": rules are files that end in .yaml or .yml");
      }
      files.addAll(found);
    }
    return files;
  }

  private static ParameterException wrong(@Nullable CommandSpec spec, String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }
}
