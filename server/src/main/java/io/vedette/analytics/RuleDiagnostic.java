package io.vedette.analytics;

import io.vedette.analytics.rules.RuleProblem;
import io.vedette.kql.Diagnostic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with a rule.
 *
 * @param code the compiler's code, {@code RuleFile} for the file, {@code RuleColumns} for its
 *     mappings
 * @param start offset in the query; 0 where the query is not at fault
 * @param line line of the query, or of the file, from 1
 */
public record RuleDiagnostic(
    String code, String message, @Nullable String hint, int start, int end, int line, int column) {
  private static final String FILE = "RuleFile";
  private static final String COLUMNS = "RuleColumns";

  /** Code, place in the query where that is at fault, message and hint in one line. */
  public String words() {
    String words = hint == null ? message : message + " (" + hint + ")";
    return concernsQuery() ? "%s at %d:%d: %s".formatted(code, line, column, words) : words;
  }

  /** Whether the query is at fault, so that line and column are places in it. */
  public boolean concernsQuery() {
    return !code.equals(FILE) && !code.equals(COLUMNS);
  }

  /** The errors among what a compiler said of a query; where there are none, its warnings. */
  static List<RuleDiagnostic> ofQuery(String query, List<Diagnostic> diagnostics) {
    List<Diagnostic> errors =
        diagnostics.stream().filter(d -> d.severity() == Diagnostic.Severity.ERROR).toList();
    return (errors.isEmpty() ? diagnostics : errors)
        .stream()
            .map(
                diagnostic -> {
                  int start = Math.min(diagnostic.span().start(), query.length());
                  String before = query.substring(0, start);
                  return new RuleDiagnostic(
                      diagnostic.code(),
                      diagnostic.message(),
                      diagnostic.hint(),
                      start,
                      diagnostic.span().end(),
                      (int) before.chars().filter(c -> c == '\n').count() + 1,
                      start - before.lastIndexOf('\n'));
                })
            .toList();
  }

  static RuleDiagnostic ofFile(RuleProblem problem) {
    return new RuleDiagnostic(FILE, problem.toString(), null, 0, 0, problem.line(), 1);
  }

  static RuleDiagnostic ofColumns(String sentence) {
    return new RuleDiagnostic(COLUMNS, sentence, null, 0, 0, 1, 1);
  }
}
