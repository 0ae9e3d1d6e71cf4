package io.vedette.cli;

import io.vedette.analytics.rules.AnalyticsRule;
import io.vedette.analytics.rules.RuleCatalog;
import io.vedette.analytics.rules.RuleEntry;
import io.vedette.analytics.rules.RuleFolder;
import io.vedette.analytics.rules.RuleProblem;
import io.vedette.analytics.rules.RuleReader;
import io.vedette.analytics.tests.RuleTestFiles;
import io.vedette.analytics.tests.RuleTestFiles.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A rule as a command line names it: by its file, its id, or its name or a part of that. */
sealed interface NamedRule {

  /** It was found. */
  record Found(AnalyticsRule rule, String file) implements NamedRule {}

  /** It cannot be used; the message says why. */
  record Unusable(String message) implements NamedRule {}

  /**
   * Finds a rule.
   *
   * @param dataDirectory whose rules are looked through beside those that ship
   */
  static NamedRule find(String name, Path dataDirectory) {
    Path path = Path.of(name);
    if (Files.isRegularFile(path)) {
      return read(path);
    }
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      return new Unusable("There is no file " + name + ".");
    }
    RuleCatalog catalog = new RuleCatalog(RuleFolder.content(), dataDirectory.resolve("rules"));
    List<RuleEntry> all = catalog.entries().stream().filter(entry -> entry.rule() != null).toList();
    String wanted = name.toLowerCase(Locale.ROOT);
    List<RuleEntry> exact =
        all.stream()
            .filter(
                entry ->
                    entry.id().equals(wanted)
                        || lowerName(entry).equals(wanted)
                        || fileName(entry).equals(wanted))
            .toList();
    List<RuleEntry> found =
        exact.isEmpty()
            ? all.stream().filter(entry -> lowerName(entry).contains(wanted)).toList()
            : exact;
    AnalyticsRule only = found.size() == 1 ? found.getFirst().rule() : null;
    if (only != null) {
      return new Found(only, found.getFirst().file());
    }
    return new Unusable(
        found.isEmpty()
            ? "There is no rule \"%s\": give its file, its id or its name. `vedette rules list` shows all."
                .formatted(name)
            : "\"%s\" may be any of these:\n%s"
                .formatted(
                    name,
                    found.stream()
                        .map(entry -> "  " + entry.id() + "  " + lowerName(entry))
                        .collect(Collectors.joining("\n"))));
  }

  private static NamedRule read(Path path) {
    try {
      TextFile file = RuleTestFiles.in(path).getFirst().rule();
      if (file == null) {
        return new Unusable("There is no rule beside " + path + ".");
      }
      return switch (RuleReader.read(file.file(), file.text().read())) {
        case RuleReader.Outcome.Read(AnalyticsRule rule) -> new Found(rule, file.file());
        case RuleReader.Outcome.Refused(List<RuleProblem> problems) ->
            new Unusable(RuleProblem.words(problems));
      };
    } catch (IOException e) {
      return new Unusable(path + " cannot be read: " + TextFile.why(e));
    }
  }

  private static String lowerName(RuleEntry entry) {
    return entry.rule() == null ? "" : entry.rule().name().toLowerCase(Locale.ROOT);
  }

  /** The file's name without its folder and ending, which is how people write it down. */
  private static String fileName(RuleEntry entry) {
    String file = entry.file().substring(entry.file().lastIndexOf('/') + 1);
    return file.substring(0, Math.max(0, file.lastIndexOf('.'))).toLowerCase(Locale.ROOT);
  }
}
