package io.vedette.analytics;

import io.vedette.analytics.rules.AnalyticsRule;
import io.vedette.analytics.rules.RuleEntry;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule as it stands now.
 *
 * @param entry the file and the rule read of it
 * @param state where it stands; null while it never ran
 * @param enabled whether it runs
 * @param nextRunAt when it runs next by the clock; null when it waits for rows
 * @param diagnostics what is wrong with it; empty when it is well
 * @param alerts alerts of the last 7 and 30 days
 */
public record RuleView(
    RuleEntry entry,
    @Nullable RuleState state,
    boolean enabled,
    @Nullable Instant nextRunAt,
    List<RuleDiagnostic> diagnostics,
    AlertStore.Counts alerts) {
  public RuleView {
    diagnostics = List.copyOf(diagnostics);
  }

  /** The rule, or null when none could be read of its file. */
  public @Nullable AnalyticsRule rule() {
    return entry.rule();
  }
}
