package io.vedette.analytics.rules;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is wrong in a rule file.
 *
 * @param file where the rule came from, as shown to people
 * @param field the field, such as {@code entityMappings[0].entityType}; empty for the whole file
 * @param line the line in the file, from 1
 * @param message what is wrong and what would be right
 */
public record RuleProblem(String file, String field, int line, String message) {
  /** {@code file:line: field: message}. */
  @Override
  public String toString() {
    String where = file + ":" + line + ": ";
    return field.isEmpty() ? where + message : where + field + ": " + message;
  }

  /** Several, a line each. */
  public static String words(List<RuleProblem> problems) {
    return problems.stream().map(RuleProblem::toString).collect(Collectors.joining("\n"));
  }
}
