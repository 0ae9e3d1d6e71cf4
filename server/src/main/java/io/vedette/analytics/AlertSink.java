package io.vedette.analytics;

import io.vedette.analytics.rules.AnalyticsRule;
import java.util.List;

/** Takes alerts further, into incidents. */
@FunctionalInterface
public interface AlertSink {
  /** Called in the transaction that writes the alerts; what it throws undoes them. */
  void raised(AnalyticsRule rule, List<Alert> alerts);
}
