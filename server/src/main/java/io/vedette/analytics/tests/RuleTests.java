package io.vedette.analytics.tests;

import io.vedette.analytics.ContentWatchlists;
import io.vedette.analytics.RuleDiagnostic;
import io.vedette.analytics.rules.AnalyticsRule;
import io.vedette.analytics.rules.RuleProblem;
import io.vedette.analytics.rules.RuleReader;
import io.vedette.analytics.tests.RuleTestFiles.TextFile;
import io.vedette.analytics.tests.RuleTestReport.CaseResult;
import io.vedette.workspace.TableCatalog;
import java.io.IOException;
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
  private final TableCatalog tables = TableCatalog.fromClassPath();
  private final Map<String, ContentWatchlists.Given> shipped = ContentWatchlists.read();
  private final Consumer<CaseResult> listener;
  private final List<CaseResult> results = new ArrayList<>();

  private RuleTests(Consumer<CaseResult> listener) {
    this.listener = listener;
  }

  /**
   * Tests rules one after the other.
   *
   * @param listener told of each case as it ends
   */
  public static RuleTestReport run(List<RuleTestFiles> files, Consumer<CaseResult> listener) {
    RuleTests tests = new RuleTests(listener);
    files.forEach(tests::run);
    return new RuleTestReport(tests.results);
  }

  private void run(RuleTestFiles files) {
    long started = System.nanoTime();
    TextFile rule = files.rule();
    TextFile test = files.test();
    if (rule == null) {
      String file = test == null ? files.name() : test.file();
      unreadable(files.name(), file, started, file + ":1: there is no rule beside this test");
      return;
    }
    switch (readRule(rule)) {
      case RuleReader.Outcome.Refused refused ->
          unreadable(files.name(), rule.file(), started, RuleProblem.words(refused.problems()));
      case RuleReader.Outcome.Read(AnalyticsRule read) -> {
        if (test == null) {
          compiles(files.name(), rule, read);
          return;
        }
        switch (readTest(test)) {
          case RuleTestReader.Outcome.Refused refused ->
              unreadable(files.name(), test.file(), started, RuleProblem.words(refused.problems()));
          case RuleTestReader.Outcome.Read cases ->
              run(files.name(), rule, read, test, cases.test());
        }
      }
    }
  }

  private static RuleReader.Outcome readRule(TextFile file) {
    try {
      return RuleReader.read(file.file(), file.text().read());
    } catch (IOException e) {
      return new RuleReader.Outcome.Refused(List.of(unreadable(file.file(), e)));
    }
  }

  private static RuleTestReader.Outcome readTest(TextFile file) {
    try {
      return RuleTestReader.read(file.file(), file.text().read());
    } catch (IOException e) {
      return new RuleTestReader.Outcome.Refused(List.of(unreadable(file.file(), e)));
    }
  }

  private static RuleProblem unreadable(String file, IOException e) {
    return new RuleProblem(file, "", 1, "cannot be read: " + TextFile.why(e));
  }

  private void compiles(String name, TextFile file, AnalyticsRule rule) {
    long started = System.nanoTime();
    try (RuleTestRun run = new RuleTestRun(rule, tables, List.copyOf(shipped.values()))) {
      String problem = problem(file, rule, run);
      add(new CaseResult(name, "compiles", file.file(), 1, since(started), problem));
    }
  }

  private void run(
      String name, TextFile file, AnalyticsRule rule, TextFile testFile, RuleTest test) {
    long begun = System.nanoTime();
    Map<String, ContentWatchlists.Given> lists = new TreeMap<>(shipped);
    test.watchlists()
        .forEach((alias, items) -> lists.put(alias, ContentWatchlists.of(alias, items, shipped)));
    try (RuleTestRun run = new RuleTestRun(rule, tables, List.copyOf(lists.values()))) {
      String problem = problem(file, rule, run);
      if (problem != null) {
        add(new CaseResult(name, "compiles", file.file(), 1, since(begun), problem));
        return;
      }
      for (RuleTest.Case one : test.cases()) {
        long started = System.nanoTime();
        String failure = run.run(one);
        String place = testFile.file() + ":" + one.line() + ": ";
        add(
            new CaseResult(
                name,
                one.name(),
                testFile.file(),
                one.line(),
                since(started),
                failure == null ? null : place + failure));
      }
    }
  }

  /** Why the rule cannot run, each thing with its place and, if it is the query's, its text. */
  private static @Nullable String problem(TextFile file, AnalyticsRule rule, RuleTestRun run) {
    List<RuleDiagnostic> problems = run.problems();
    return problems.isEmpty()
        ? null
        : problems.stream()
            .map(problem -> RuleExcerpt.words(file.file(), rule, problem))
            .collect(Collectors.joining("\n"));
  }

  private void unreadable(String name, String file, long started, String words) {
    add(new CaseResult(name, "is readable", file, 1, since(started), words));
  }

  private void add(CaseResult result) {
    results.add(result);
    listener.accept(result);
  }

  private static Duration since(long started) {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
