package io.vedette.analytics.tests;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The test file of one rule.
 *
 * @param watchlists items by watchlist, as column and value
 */
record RuleTest(Map<String, List<Map<String, String>>> watchlists, List<Case> cases) {
  RuleTest {
    watchlists = Map.copyOf(watchlists);
    cases = List.copyOf(cases);
  }

  /**
   * One case.
   *
   * @param clock what the rule takes for now
   * @param deliveries events that come in one after the other; a near-real-time rule runs after
   *     each
   * @param alerts what must be raised, all deliveries together
   * @param line where it stands in the file
   */
  record Case(
      String name, Instant clock, List<Delivery> deliveries, List<ExpectedAlert> alerts, int line) {
    Case {
      deliveries = List.copyOf(deliveries);
      alerts = List.copyOf(alerts);
    }
  }

  /**
   * Events that come in together.
   *
   * @param received when
   * @param events rows by table
   */
  record Delivery(Instant received, Map<String, List<Map<String, @Nullable Object>>> events) {}

  /**
   * What an alert must be; null: anything.
   *
   * @param entities type and name of all its entities, such as {@code IP 203.0.113.7}
   * @param customDetails some of its custom details, values joined by a comma and a blank
   */
  record ExpectedAlert(
      @Nullable String name,
      @Nullable String severity,
      @Nullable List<String> entities,
      Map<String, String> customDetails) {}
}
