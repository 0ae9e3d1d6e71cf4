package io.vedette.analytics.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.analytics.MappedEntity;
import io.vedette.analytics.PastEvents;
import io.vedette.analytics.replay.Replayed.Raised;
import io.vedette.analytics.rules.AnalyticsRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RuleReplayTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final Instant END = START.plus(Duration.ofHours(1));

  private final PastEvents past = new PastEvents("SecurityEvent", events());
  private final RuleReplay replay = new RuleReplay(past.engine(), past.history());

  /** Six failures from one address at 10:02, three from another at 10:31, one more at 10:45. */
  private static List<Map<String, @Nullable Object>> events() {
    List<Map<String, @Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      rows.add(PastEvents.failure(START.plusSeconds(120 + i), "198.51.100.9", "OFFICE\\admin"));
    }
    for (int i = 0; i < 3; i++) {
      rows.add(PastEvents.failure(START.plusSeconds(1860 + i), "203.0.113.7", "OFFICE\\u" + i));
    }
    rows.add(PastEvents.failure(START.plusSeconds(2700), "203.0.113.7", "OFFICE\\u9"));
    return rows;
  }

  @AfterEach
  void close() {
    past.close();
  }

  private static AnalyticsRule scheduled(int least, String more) {
    return PastEvents.rule(
        """
        kind: Scheduled
        queryFrequency: 5m
        queryPeriod: 10m
        triggerOperator: gt
        triggerThreshold: 0
        query: |
          SecurityEvent
          | where EventID == 4625
          | summarize Failures = count(), TimeGenerated = max(TimeGenerated) by IpAddress
          | where Failures >= %d
        entityMappings:
          - entityType: IP
            fieldMappings:
              - identifier: Address
                columnName: IpAddress
        """
                .formatted(least)
            + more);
  }

  private Replayed replayed(AnalyticsRule rule) {
    return replay.replay(rule, START, END, (done, of) -> {});
  }

  private static List<Instant> times(Replayed replayed) {
    return replayed.alerts().stream().map(raised -> raised.alert().createdAt()).toList();
  }

  @Test
  void aScheduledRuleRunsAtItsTimesOverItsPeriods() {
    Replayed replayed = replayed(scheduled(5, ""));
    // The failures of 10:02 are in the periods of the runs at 10:05 and 10:10.
    assertThat(times(replayed)).containsExactly(START.plusSeconds(300), START.plusSeconds(600));
    Raised first = replayed.alerts().getFirst();
    assertThat(first.alert().entities())
        .extracting(MappedEntity::label)
        .containsExactly("198.51.100.9");
    assertThat(first.rows().text(first.rows().rows().getFirst(), "Failures")).isEqualTo("6");
    // Only those runs were made whose period has rows: 10:05, 10:10, 10:35, 10:40, 10:45, 10:50.
    assertThat(replayed.runs()).isEqualTo(6);
    assertThat(replayed.notes()).isEmpty();
  }

  @Test
  void aRuleThatFindsThatNothingCameRunsEachTime() {
    AnalyticsRule silence =
        PastEvents.rule(
            """
            kind: Scheduled
            queryFrequency: 10m
            queryPeriod: 10m
            triggerOperator: eq
            triggerThreshold: 0
            query: SecurityEvent
            """);
    Replayed replayed = replayed(silence);
    assertThat(replayed.runs()).isEqualTo(6);
    assertThat(times(replayed))
        .containsExactly(START.plusSeconds(1200), START.plusSeconds(1800), END);
  }

  @Test
  void suppressionHolds() {
    Replayed replayed =
        replayed(scheduled(5, "suppressionEnabled: true\nsuppressionDuration: 1h\n"));
    assertThat(times(replayed)).containsExactly(START.plusSeconds(300));
  }

  @Test
  void aNearRealTimeRuleSeesWhatCameAtEachTime() {
    AnalyticsRule rule =
        PastEvents.rule(
            """
            kind: NRT
            query: SecurityEvent | where Account endswith "u1" or Account endswith "u9"
            """);
    Replayed replayed = replayed(rule);
    assertThat(replayed.runs()).isEqualTo(10);
    assertThat(times(replayed)).containsExactly(START.plusSeconds(1861), START.plusSeconds(2700));
  }

  @Test
  void rowsCanBeTakenToHaveComeInTogether() {
    AnalyticsRule rule =
        PastEvents.rule("kind: NRT\nquery: SecurityEvent | where EventID == 4625\n");
    Replayed replayed =
        new RuleReplay(past.engine(), past.history(), Duration.ofMinutes(1))
            .replay(rule, START, END, (done, of) -> {});
    assertThat(replayed.alerts())
        .extracting(raised -> raised.alert().eventCount())
        // A stretch ends with its last instant.
        .containsExactly(1L, 5L, 1L, 2L, 1L);
  }

  @Test
  void whatIsOutsideOfTheTimeIsNotSeen() {
    Replayed late = replay.replay(scheduled(1, ""), START.plusSeconds(2400), END, (done, of) -> {});
    // 10:45 sees that of 10:45:00; 10:40 to 10:55 does so twice, and nothing else.
    assertThat(late.alerts())
        .extracting(raised -> raised.alert().eventCount())
        .allMatch(rows -> rows == 1);
    assertThat(times(late)).containsExactly(START.plusSeconds(2700), START.plusSeconds(3000));
  }

  @Test
  void twoVersionsAreCompared() {
    Replayed strict = replayed(scheduled(6, ""));
    Replayed loose =
        replayed(
            scheduled(
                3, "alertDetailsOverride:\n  alertDisplayNameFormat: \"From {{IpAddress}}\"\n"));
    ReplayDiff diff = ReplayDiff.between(strict, loose);
    assertThat(diff.gone()).isEmpty();
    assertThat(diff.added())
        .extracting(raised -> raised.alert().name())
        .containsOnly("From 203.0.113.7");
    assertThat(diff.changed()).hasSize(2);
    assertThat(diff.changed().getFirst().differences())
        .containsExactly("name From 198.51.100.9, was Guessing");
    ReplayDiff back = ReplayDiff.between(loose, strict);
    assertThat(back.gone()).hasSameSizeAs(diff.added());
    assertThat(back.added()).isEmpty();
    ReplayDiff none = ReplayDiff.between(strict, replayed(scheduled(6, "")));
    assertThat(none.isEmpty()).isTrue();
    assertThat(none.same()).isEqualTo(2);
  }

  @Test
  void aRunThatFailsIsNoted() {
    AnalyticsRule rule = PastEvents.rule("kind: NRT\nquery: SecurityEvent | where NoColumn == 1\n");
    Replayed replayed = replayed(rule);
    assertThat(replayed.alerts()).isEmpty();
    assertThat(replayed.notes()).singleElement().asString().contains("NoColumn", "(10 times");
  }

  @Test
  void tooManyRunsAreRefused() {
    AnalyticsRule rule =
        PastEvents.rule("queryFrequency: 1s\nqueryPeriod: 1h\nquery: SecurityEvent\n");
    assertThatThrownBy(
            () -> replay.replay(rule, START, START.plus(Duration.ofDays(365)), (done, of) -> {}))
        .isInstanceOf(RuleReplay.RefusedException.class)
        .hasMessageContaining("31,536,000 runs");
  }
}
