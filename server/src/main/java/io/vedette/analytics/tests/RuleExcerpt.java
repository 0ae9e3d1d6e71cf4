package io.vedette.analytics.tests;

import io.vedette.analytics.RuleDiagnostic;
import io.vedette.analytics.rules.AnalyticsRule;
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
            fileLine(rule, problem.line()),
            problem.words(),
            line.replace('\t', ' '),
            " ".repeat(problem.column() - 1),
            "^".repeat(length));
  }

  /**
   * The file's line that holds a line of the query: that many lines below the field where the query
   * stands as a literal block, otherwise the field itself.
   */
  private static int fileLine(AnalyticsRule rule, int queryLine) {
    List<String> lines = rule.yaml().lines().toList();
    List<String> query = rule.query().lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).strip().startsWith("query:")) {
        int at = i + queryLine;
        boolean same =
            at < lines.size()
                && queryLine <= query.size()
                && lines.get(at).strip().equals(query.get(queryLine - 1).strip());
        return same ? at + 1 : i + 1;
      }
    }
    return 1;
  }
}
