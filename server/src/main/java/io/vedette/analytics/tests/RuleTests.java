package io.vedette.analytics.tests;

import io.vedette.analytics.ContentWatchlists;
import io.vedette.analytics.rules.AnalyticsRule;
import io.vedette.analytics.rules.RuleFile;
import io.vedette.analytics.rules.RuleFolder;
import io.vedette.analytics.rules.RuleProblem;
import io.vedette.analytics.rules.RuleReader;
import io.vedette.analytics.tests.RuleTestReport.CaseResult;
import io.vedette.workspace.TableCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs the tests of rules. A rule is tested by the file {@code <rule>.test.yaml} beside it; a rule
 * without one only has to be readable and to compile.
 */
public final class RuleTests {
  private static final String RULES = "vedette/rules/";

  private final TableCatalog tables = TableCatalog.fromClassPath();
  private final Map<String, ContentWatchlists.Given> shipped = ContentWatchlists.read();
  private final Consumer<CaseResult> listener;
  private final List<CaseResult> results = new ArrayList<>();

  private RuleTests(Consumer<CaseResult> listener) {
    this.listener = listener;
  }

  /**
   * Tests the rules in a folder.
   *
   * @param listener told of each case as it ends
   * @throws IOException when the folder cannot be read
   */
  public static RuleTestReport inFolder(Path folder, Consumer<CaseResult> listener)
      throws IOException {
    RuleTests tests = new RuleTests(listener);
    for (RuleFolder.Found found : RuleFolder.find(folder)) {
      Path test = found.path().resolveSibling(testName(found.path().getFileName().toString()));
      tests.run(
          found.name(),
          Files.readString(found.path()),
          Files.exists(test) ? Files.readString(test) : null);
    }
    return new RuleTestReport(tests.results);
  }

  /** Tests the rules that ship with Vedette. */
  public static RuleTestReport ofContent(Consumer<CaseResult> listener) {
    RuleTests tests = new RuleTests(listener);
    Map<String, String> files =
        RuleFolder.content(RULES).stream()
            .collect(Collectors.toMap(RuleFile::name, RuleFile::text));
    for (RuleFile rule : RuleFolder.content()) {
      tests.run(rule.name(), rule.text(), files.get(testName(rule.name())));
    }
    return new RuleTestReport(tests.results);
  }

  private static String testName(String ruleFile) {
    return ruleFile.substring(0, ruleFile.lastIndexOf('.')) + ".test.yaml";
  }

  private void run(String file, String rule, @Nullable String test) {
    String name = file.substring(0, file.lastIndexOf('.'));
    long started = System.nanoTime();
    switch (RuleReader.read(file, rule)) {
      case RuleReader.Outcome.Refused refused -> broken(name, started, refused.problems());
      case RuleReader.Outcome.Read(AnalyticsRule read) -> {
        if (test == null) {
          run(name, read, null, new RuleTest(Map.of(), List.of()));
        } else {
          String testFile = testName(file);
          switch (RuleTestReader.read(testFile, test)) {
            case RuleTestReader.Outcome.Refused refused ->
                broken(name, started, refused.problems());
            case RuleTestReader.Outcome.Read cases -> run(name, read, testFile, cases.test());
          }
        }
      }
    }
  }

  private void run(String name, AnalyticsRule rule, @Nullable String testFile, RuleTest test) {
    long begun = System.nanoTime();
    Map<String, ContentWatchlists.Given> lists = new TreeMap<>(shipped);
    test.watchlists()
        .forEach((alias, items) -> lists.put(alias, ContentWatchlists.of(alias, items, shipped)));
    try (RuleTestRun run = new RuleTestRun(rule, tables, List.copyOf(lists.values()))) {
      String problem = run.problem();
      if (problem != null || testFile == null) {
        add(new CaseResult(name, "compiles", since(begun), problem));
      }
      if (problem != null) {
        return;
      }
      for (RuleTest.Case one : test.cases()) {
        long started = System.nanoTime();
        String failure = run.run(one);
        String place = testFile + ":" + one.line() + ": ";
        add(
            new CaseResult(
                name, one.name(), since(started), failure == null ? null : place + failure));
      }
    }
  }

  private void broken(String name, long started, List<RuleProblem> problems) {
    String words = problems.stream().map(RuleProblem::toString).collect(Collectors.joining("\n"));
    add(new CaseResult(name, "is readable", since(started), words));
  }

  private void add(CaseResult result) {
    results.add(result);
    listener.accept(result);
  }

  private static Duration since(long started) {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
