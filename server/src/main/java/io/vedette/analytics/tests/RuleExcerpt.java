package io.vedette.analytics.tests;

import io.vedette.analytics.RuleDiagnostic;
import io.vedette.analytics.rules.AnalyticsRule;
import io.vedette.analytics.rules.RuleLines;
import java.util.List;

/** What is wrong in a rule's query, with the line of the file and a mark below the place. */
final class RuleExcerpt {
  private RuleExcerpt() {}

  static String words(String file, AnalyticsRule rule, RuleDiagnostic problem) {
    if (!problem.concernsQuery()) {
      return file + ":1: " + problem.words();
    }
    List<String> lines = rule.query().lines().toList();
    String line = problem.line() <= lines.size() ? lines.get(problem.line() - 1) : "";
    int length = Math.max(1, Math.min(problem.end() - problem.start(), line.length()));
    return "%s:%d: the query does not compile: %s\n    %s\n    %s%s"
        .formatted(
            file,
            RuleLines.ofQuery(rule, problem.line()),
            problem.words(),
            line.replace('\t', ' '),
            " ".repeat(problem.column() - 1),
            "^".repeat(length));
  }
}
