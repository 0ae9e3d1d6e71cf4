package io.vedette.analytics.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.vedette.analytics.PastEvents;
import io.vedette.analytics.explain.Explanation.Explained;
import io.vedette.analytics.explain.RuleExplainer.Question;
import io.vedette.analytics.rules.AnalyticsRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RuleExplainerTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private static final AnalyticsRule GUESSING =
      PastEvents.rule(
          """
          kind: Scheduled
          queryFrequency: 5m
          queryPeriod: 10m
          triggerOperator: gt
          triggerThreshold: 0
          query: |
            let least = 5;
            let failed = SecurityEvent
              | where EventID == 4625 and LogonType in (3, 10)
              | where isnotempty(IpAddress) and IpAddress != "-";
            failed
            | summarize Failures = count(), Accounts = make_set(Account) by IpAddress
            | where Failures >= least and IpAddress !startswith "10."
          """);

  private final PastEvents past = new PastEvents("SecurityEvent", events());
  private final RuleExplainer explainer =
      new RuleExplainer(past.engine(), past.history(), () -> START.plusSeconds(120));

  private static List<Map<String, @Nullable Object>> events() {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      rows.add(PastEvents.failure(START.plusSeconds(i), "203.0.113.7", "OFFICE\\u" + i));
    }
    for (int i = 0; i < 6; i++) {
      rows.add(PastEvents.failure(START.plusSeconds(10 + i), "198.51.100.9", "OFFICE\\admin"));
      rows.add(PastEvents.failure(START.plusSeconds(20 + i), "10.0.0.3", "OFFICE\\clerk"));
    }
    rows.add(PastEvents.failure(START.plusSeconds(30), "-", "OFFICE\\local"));
    rows.add(PastEvents.failure(START.plusSeconds(600), "203.0.113.7", "OFFICE\\later"));
    return rows;
  }

  @AfterEach
  void close() {
    past.close();
  }

  private Explained explained(@Nullable String event) {
    Explanation explanation = explainer.explain(GUESSING, new Question(null, event));
    assertThat(explanation).as(explanation.toString()).isInstanceOf(Explained.class);
    return (Explained) explanation;
  }

  private Explanation.EventTrace traced(String event) {
    return Objects.requireNonNull(explained(event).event());
  }

  private static Explanation.Dropped dropped(Explanation.EventTrace trace) {
    return Objects.requireNonNull(trace.dropped());
  }

  @Test
  void countsTheRowsThatPassEachClause() {
    Explained explained = explained(null);
    assertThat(explained.source()).isEqualTo("SecurityEvent");
    assertThat(explained.sourceRows()).isEqualTo(17);
    assertThat(explained.clauses())
        .extracting(Explanation.Clause::rows)
        .containsExactly(17L, 16L, 3L, 1L);
    assertThat(explained.clauses().get(3).conditions())
        .extracting(Explanation.Condition::text, Explanation.Condition::rows)
        .containsExactly(
            tuple("Failures >= least", 2L), tuple("IpAddress !startswith \"10.\"", 1L));
    assertThat(explained.verdict())
        .isEqualTo("1 row: an alert is raised, since there are more than 0 rows");
    assertThat(explained.event()).isNull();
  }

  @Test
  void anEventThatIsInTheResultIsFollowedToItsGroup() {
    Explanation.EventTrace trace = traced("Account endswith 'admin'");
    assertThat(trace.matching()).isEqualTo(6);
    assertThat(trace.dropped()).isNull();
    assertThat(trace.steps().getLast().group()).containsExactly(entry("IpAddress", "198.51.100.9"));
  }

  @Test
  void aNearMissNamesTheConditionAndItsValues() {
    Explanation.EventTrace trace = traced("Account endswith 'u3'");
    assertThat(trace.dropped())
        .isEqualTo(
            new Explanation.Dropped(
                "where Failures >= least and IpAddress !startswith \"10.\"",
                dropped(trace).span(),
                List.of("Failures >= least"),
                Map.of("Failures", "4")));
    String query = GUESSING.query();
    assertThat(query.substring(dropped(trace).span().start(), dropped(trace).span().end()))
        .isEqualTo("Failures >= least");
  }

  @Test
  void theClauseIsNamedThatDroppedTheEventItself() {
    Explanation.EventTrace trace = traced("Account endswith 'local'");
    assertThat(trace.steps()).hasSize(2);
    assertThat(dropped(trace).conditions()).containsExactly("IpAddress != \"-\"");
    assertThat(dropped(trace).values()).containsExactly(entry("IpAddress", "-"));
  }

  @Test
  void theRunIsTheOneThatSeesTheEventFirst() {
    Explained explained = explained("Account endswith 'later'");
    assertThat(explained.now()).isEqualTo(START.plusSeconds(900));
    // The others are older than the query period.
    assertThat(explained.sourceRows()).isEqualTo(1);
    Explanation.EventTrace trace = Objects.requireNonNull(explained.event());
    assertThat(dropped(trace).values()).containsEntry("Failures", "1");
  }

  @Test
  void anEventOutsideOfTheRunIsSaidToBe() {
    Explained explained =
        (Explained)
            explainer.explain(
                GUESSING, new Question(START.plusSeconds(5), "Account endswith 'local'"));
    assertThat(explained.sourceRows()).isEqualTo(4);
    Explanation.EventTrace trace = Objects.requireNonNull(explained.event());
    assertThat(trace.matching()).isZero();
    assertThat(trace.dropped()).isNotNull();
  }

  @Test
  void whatCannotBeExplainedIsRefusedWithTheReason() {
    assertThat(explainer.explain(GUESSING, new Question(null, "Account == 'nobody'")))
        .isEqualTo(
            new Explanation.Refused("No row of SecurityEvent is such that Account == 'nobody'."));
    assertThat(explainer.explain(GUESSING, new Question(null, "Acount == 'x'")).toString())
        .contains("The event's condition cannot be used", "Acount");
    AnalyticsRule broken =
        PastEvents.rule("kind: NRT\nquery: SecurityEvent | where NoColumn == 1\n");
    assertThat(explainer.explain(broken, new Question(null, null)))
        .isInstanceOfSatisfying(
            Explanation.Refused.class,
            refused -> assertThat(refused.message()).contains("NoColumn"));
  }
}
