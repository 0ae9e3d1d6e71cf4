package io.vedette.analytics.replay;

import io.vedette.analytics.Alert;
import io.vedette.analytics.ResultRows;
import io.vedette.analytics.rules.AnalyticsRule;
import java.util.List;

/**
 * What a rule would have raised.
 *
 * @param runs how many runs were made
 * @param alerts in the order of their runs
 * @param notes what was left out or failed, and why
 */
public record Replayed(AnalyticsRule rule, long runs, List<Raised> alerts, List<String> notes) {
  public Replayed {
    alerts = List.copyOf(alerts);
    notes = List.copyOf(notes);
  }

  /**
   * An alert and what it is made of.
   *
   * @param rows those rows of the query's result that it stands for, the first of them only when
   *     they are many
   */
  public record Raised(Alert alert, ResultRows rows) {}
}
