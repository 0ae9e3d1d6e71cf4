package io.vedette.analytics.rules;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule file and what could be read of it.
 *
 * @param rule the rule; of a file that has become unreadable its last good version; null when there
 *     is none
 * @param problems what is wrong with the file as it is now; empty when it is well
 */
public record RuleEntry(
    RuleSource source,
    String file,
    Instant lastModified,
    @Nullable AnalyticsRule rule,
    List<RuleProblem> problems) {
  public RuleEntry {
    problems = List.copyOf(problems);
  }

  /** The rule's id, or the file's name while no rule could be read of it. */
  public String id() {
    return rule == null ? file : rule.id();
  }
}
