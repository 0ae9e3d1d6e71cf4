package io.vedette.incidents;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.analytics.Alert;
import io.vedette.analytics.AlertFixture;
import io.vedette.analytics.MappedEntity;
import io.vedette.analytics.Outbox;
import io.vedette.analytics.rules.AnalyticsRule;
import io.vedette.analytics.rules.AnalyticsRule.Severity;
import io.vedette.analytics.rules.EntityType;
import io.vedette.analytics.rules.RuleReader;
import io.vedette.platform.StateDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncidentsTest {
  private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
  private static final MappedEntity ATTACKER = entity(EntityType.IP, "Address", "203.0.113.7");
  private static final MappedEntity OTHER = entity(EntityType.IP, "Address", "203.0.113.8");
  private static final MappedEntity HOST = entity(EntityType.HOST, "HostName", "WS1");

  @TempDir Path folder;
  private StateDatabase database;
  private Incidents incidents;
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final List<IncidentSummary> heard = new ArrayList<>();

  @BeforeEach
  void open() {
    database = StateDatabase.open(folder.resolve("state.db"));
    Outbox outbox = new Outbox(database.jdbc(), (key, table, rows) -> null);
    incidents =
        new Incidents(database.jdbc(), database.transaction(), now::get, outbox, heard::add);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static MappedEntity entity(EntityType type, String... identifiers) {
    Map<String, String> map = new java.util.LinkedHashMap<>();
    for (int i = 0; i < identifiers.length; i += 2) {
      map.put(identifiers[i], identifiers[i + 1]);
    }
    return new MappedEntity(type, map);
  }

  private static AnalyticsRule rule(@Nullable String grouping) {
    String yaml =
        """
        id: 0e6a2f3c-5b1d-4c61-9b7e-2f4d8c1a9e01
        name: Guessing
        severity: Medium
        kind: NRT
        query: SecurityEvent
        """;
    if (grouping != null) {
      yaml +=
          """
          incidentConfiguration:
            createIncident: true
            groupingConfiguration:
              enabled: true
              lookbackDuration: 1h
          """
              + grouping.indent(4);
    }
    return switch (RuleReader.read("test.yaml", yaml)) {
      case RuleReader.Outcome.Read read -> read.rule();
      case RuleReader.Outcome.Refused refused -> throw new AssertionError(refused.problems());
    };
  }

  private void raise(AnalyticsRule rule, Duration after, MappedEntity... entities) {
    raise(rule, after, Severity.Medium, entities);
  }

  private void raise(
      AnalyticsRule rule, Duration after, Severity severity, MappedEntity... entities) {
    Alert alert = AlertFixture.alert(rule, START.plus(after), severity, List.of(entities));
    database
        .transaction()
        .executeWithoutResult(
            _ -> {
              AlertFixture.store(database.jdbc(), alert);
              incidents.sink().raised(rule, List.of(alert));
            });
  }

  private List<IncidentSummary> all() {
    return incidents
        .list(
            new IncidentFilter(Set.of(), Set.of(), null, null, null, null, null, "number", 0, 100))
        .value();
  }

  @Test
  void withoutGroupingEachAlertMakesItsOwnIncident() {
    AnalyticsRule rule = rule(null);
    raise(rule, Duration.ZERO, ATTACKER);
    raise(rule, Duration.ofSeconds(1), ATTACKER);
    assertThat(all()).hasSize(2);
    assertThat(incidents.find(1).orElseThrow().groupingReason())
        .isEqualTo("Each alert of the rule \"Guessing\" makes its own incident.");
  }

  @Test
  void aRuleMayRaiseAlertsOnly() {
    AnalyticsRule rule = rule("matchingMethod: AnyAlert\n");
    AnalyticsRule alertsOnly =
        switch (RuleReader.read(
            "x", rule.yaml().replace("createIncident: true", "createIncident: false"))) {
          case RuleReader.Outcome.Read read -> read.rule();
          case RuleReader.Outcome.Refused refused -> throw new AssertionError(refused.problems());
        };
    raise(alertsOnly, Duration.ZERO, ATTACKER);
    assertThat(all()).isEmpty();
  }

  @Test
  void anyAlertOfTheRuleJoinsWithinTheLookback() {
    AnalyticsRule rule = rule("matchingMethod: AnyAlert\n");
    raise(rule, Duration.ZERO, ATTACKER);
    raise(rule, Duration.ofMinutes(59), OTHER);
    raise(rule, Duration.ofMinutes(118));
    raise(rule, Duration.ofMinutes(179), ATTACKER);
    assertThat(all()).extracting(IncidentSummary::alertCount).containsExactly(3, 1);
  }

  @Test
  void allEntitiesMustBeTheSame() {
    AnalyticsRule rule = rule("matchingMethod: AllEntities\n");
    raise(rule, Duration.ZERO, ATTACKER, HOST);
    raise(rule, Duration.ofMinutes(1), HOST, ATTACKER);
    raise(rule, Duration.ofMinutes(2), ATTACKER);
    raise(rule, Duration.ofMinutes(3));
    raise(rule, Duration.ofMinutes(4));
    assertThat(all()).extracting(IncidentSummary::alertCount).containsExactly(2, 1, 1, 1);
    assertThat(incidents.find(1).orElseThrow().groupingReason())
        .contains("203.0.113.7, WS1", "within 1 hour of each other");
  }

  @Test
  void selectedEntitiesMustBeTheSame() {
    AnalyticsRule rule = rule("matchingMethod: Selected\ngroupByEntities: [IP]\n");
    raise(rule, Duration.ZERO, ATTACKER, HOST);
    raise(rule, Duration.ofMinutes(1), ATTACKER, entity(EntityType.HOST, "HostName", "WS2"));
    raise(rule, Duration.ofMinutes(2), OTHER, HOST);
    raise(rule, Duration.ofMinutes(3), HOST);
    assertThat(all()).extracting(IncidentSummary::alertCount).containsExactly(2, 1, 1);
    assertThat(incidents.find(1).orElseThrow().groupingReason())
        .isEqualTo(
            "Alerts of the rule \"Guessing\" with the same IP (203.0.113.7), raised within 1 hour"
                + " of each other.");
    assertThat(incidents.find(1).orElseThrow().entities())
        .extracting(IncidentDetails.Entity::label, IncidentDetails.Entity::alertCount)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("203.0.113.7", 2),
            org.assertj.core.groups.Tuple.tuple("WS1", 1),
            org.assertj.core.groups.Tuple.tuple("WS2", 1));
  }

  @Test
  void selectedDetailsMustBeTheSame() {
    AnalyticsRule rule = rule("matchingMethod: Selected\ngroupByAlertDetails: [Severity]\n");
    raise(rule, Duration.ZERO, Severity.Low, ATTACKER);
    raise(rule, Duration.ofMinutes(1), Severity.Low, OTHER);
    raise(rule, Duration.ofMinutes(2), Severity.High, ATTACKER);
    assertThat(all()).extracting(IncidentSummary::alertCount).containsExactly(2, 1);
  }

  @Test
  void theWorstSeverityCountsUntilSomebodySetsIt() {
    AnalyticsRule rule = rule("matchingMethod: AnyAlert\n");
    raise(rule, Duration.ZERO, Severity.Low, ATTACKER);
    raise(rule, Duration.ofMinutes(1), Severity.High, ATTACKER);
    assertThat(all().getFirst().severity()).isEqualTo(Severity.High);
    change(
        1, new IncidentChange(null, Severity.Low, null, null, null, null, null, null, null, null));
    raise(rule, Duration.ofMinutes(2), Severity.High, ATTACKER);
    assertThat(all().getFirst().severity()).isEqualTo(Severity.Low);
  }

  @Test
  void aClosedIncidentIsLeftAloneOrReopenedAsTheRuleSays() {
    AnalyticsRule leave = rule("matchingMethod: AnyAlert\n");
    raise(leave, Duration.ZERO, ATTACKER);
    close(1);
    raise(leave, Duration.ofMinutes(1), ATTACKER);
    assertThat(all())
        .extracting(IncidentSummary::status)
        .containsExactly(IncidentStatus.Closed, IncidentStatus.New);

    AnalyticsRule reopen = rule("matchingMethod: AnyAlert\nreopenClosedIncident: true\n");
    close(2);
    raise(reopen, Duration.ofMinutes(2), ATTACKER);
    IncidentSummary reopened = all().get(1);
    assertThat(reopened.status()).isEqualTo(IncidentStatus.Active);
    assertThat(reopened.alertCount()).isEqualTo(2);
    assertThat(reopened.classification()).isNull();
    assertThat(incidents.find(2).orElseThrow().activity())
        .extracting(IncidentDetails.Activity::kind)
        .contains("Reopened");
  }

  @Test
  void oneThingIsOneEntityHoweverAlertsSpellIt() {
    AnalyticsRule rule = rule("matchingMethod: AnyAlert\n");
    raise(
        rule,
        Duration.ZERO,
        entity(EntityType.ACCOUNT, "Name", "alice", "NTDomain", "CONTOSO"),
        HOST);
    raise(
        rule,
        Duration.ofMinutes(1),
        entity(EntityType.ACCOUNT, "Sid", "S-1-5-21-1-2-3-1000"),
        entity(EntityType.HOST, "HostName", "ws1", "DnsDomain", "contoso.com"));
    assertThat(labels())
        .containsExactlyInAnyOrder("CONTOSO\\alice", "S-1-5-21-1-2-3-1000", "WS1.contoso.com");
    raise(
        rule,
        Duration.ofMinutes(2),
        entity(
            EntityType.ACCOUNT,
            "Name",
            "ALICE",
            "NTDomain",
            "contoso",
            "Sid",
            "S-1-5-21-1-2-3-1000"),
        HOST);
    assertThat(labels()).containsExactlyInAnyOrder("CONTOSO\\alice", "WS1.contoso.com");
    assertThat(incidents.find(1).orElseThrow().entities())
        .extracting(IncidentDetails.Entity::alertCount)
        .containsExactly(3, 3);
  }

  @Test
  void differentThingsStayApart() {
    AnalyticsRule rule = rule("matchingMethod: AnyAlert\n");
    raise(
        rule,
        Duration.ZERO,
        entity(EntityType.ACCOUNT, "Name", "Administrator"),
        entity(EntityType.ACCOUNT, "Name", "Administrator", "NTDomain", "WS1"),
        entity(EntityType.ACCOUNT, "Name", "Administrator", "NTDomain", "WS2"),
        entity(EntityType.HOST, "HostName", "db", "DnsDomain", "a.example"),
        entity(EntityType.HOST, "HostName", "db", "DnsDomain", "b.example"));
    assertThat(incidents.find(1).orElseThrow().entities()).hasSize(5);
  }

  private List<String> labels() {
    return incidents.find(1).orElseThrow().entities().stream()
        .map(IncidentDetails.Entity::label)
        .toList();
  }

  private ChangeOutcome change(long number, IncidentChange change) {
    return incidents.update(number, change, "ann");
  }

  private void close(long number) {
    assertThat(
            change(
                number,
                new IncidentChange(
                    IncidentStatus.Closed,
                    null,
                    null,
                    null,
                    null,
                    null,
                    Classification.TruePositive,
                    null,
                    "Seen.",
                    null)))
        .isInstanceOf(ChangeOutcome.Changed.class);
  }

  @Test
  void closingTakesAClassificationThatFitsItsReason() {
    raise(rule(null), Duration.ZERO, ATTACKER);
    assertThat(change(1, IncidentChange.status(IncidentStatus.Closed)))
        .isInstanceOfSatisfying(
            ChangeOutcome.Refused.class,
            refused -> assertThat(refused.reason()).contains("Closing takes a classification"));
    assertThat(
            change(
                1,
                new IncidentChange(
                    IncidentStatus.Closed,
                    null,
                    null,
                    null,
                    null,
                    null,
                    Classification.FalsePositive,
                    null,
                    null,
                    null)))
        .isInstanceOfSatisfying(
            ChangeOutcome.Refused.class,
            refused -> assertThat(refused.reason()).contains("takes a classificationReason"));
    now.set(START.plusSeconds(60));
    close(1);
    IncidentSummary closed = all().getFirst();
    assertThat(closed.classificationReason()).isEqualTo(Classification.Reason.SuspiciousActivity);
    assertThat(closed.lastUpdateAt()).isEqualTo(START.plusSeconds(60));
  }

  @Test
  void aChangeOfWhatSomebodyElseChangedIsRefused() {
    raise(rule(null), Duration.ZERO, ATTACKER);
    String etag = all().getFirst().etag();
    IncidentChange toAnn =
        new IncidentChange(null, null, "ann", null, null, null, null, null, null, etag);
    assertThat(change(1, toAnn)).isInstanceOf(ChangeOutcome.Changed.class);
    assertThat(change(1, toAnn)).isInstanceOf(ChangeOutcome.Stale.class);
    assertThat(change(7, toAnn)).isInstanceOf(ChangeOutcome.NotFound.class);
  }

  @Test
  void addedTagsComeToThoseThatAreThere() {
    raise(rule(null), Duration.ZERO, ATTACKER);
    change(1, tags(List.of("vip"), null));
    change(1, tags(null, List.of("rdp", " vip ")));
    assertThat(all().getFirst().labels()).containsExactly("vip", "rdp");
    assertThat(change(1, tags(null, List.of(" ")))).isInstanceOf(ChangeOutcome.Refused.class);
  }

  private static IncidentChange tags(@Nullable List<String> all, @Nullable List<String> added) {
    return new IncidentChange(null, null, null, all, added, null, null, null, null, null);
  }

  @Test
  void everyChangeIsARowOfSecurityIncidentAnActivityAndALiveEvent() {
    raise(rule(null), Duration.ZERO, ATTACKER);
    change(
        1,
        new IncidentChange(
            IncidentStatus.Active,
            null,
            "ann",
            List.of("vip"),
            null,
            null,
            null,
            null,
            null,
            null));
    incidents.comment(1, "Looks real.", "bob");
    List<String> rows =
        database
            .jdbc()
            .sql("SELECT row_json FROM outbox WHERE table_name = 'SecurityIncident' ORDER BY id")
            .query(String.class)
            .list();
    assertThat(rows.getLast())
        .contains(
            "\"Status\":\"Active\"",
            "\"assignedTo\":\"ann\"",
            "Looks real.",
            "\"labelName\":\"vip\"");
    assertThat(incidents.find(1).orElseThrow().activity())
        .extracting(IncidentDetails.Activity::text)
        .contains("Status: New → Active", "Owner: none → ann", "Tags: none → vip");
    assertThat(heard.getLast().commentCount()).isEqualTo(1);
    assertThat(heard).hasSize(rows.size());
  }

  @Test
  void anAlertThatCannotBeKeptLeavesNothingBehind() {
    AnalyticsRule rule = rule(null);
    Alert alert = AlertFixture.alert(rule, START, Severity.High, List.of(ATTACKER));
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () ->
                database
                    .transaction()
                    .executeWithoutResult(
                        _ -> {
                          AlertFixture.store(database.jdbc(), alert);
                          incidents.sink().raised(rule, List.of(alert));
                          throw new IllegalStateException("crash");
                        }))
        .hasMessage("crash");
    assertThat(all()).isEmpty();
    assertThat(heard).isEmpty();
  }

  @Test
  void theQueueIsFilteredSearchedAndCounted() {
    AnalyticsRule rule = rule(null);
    raise(rule, Duration.ZERO, Severity.High, ATTACKER);
    raise(rule, Duration.ofMinutes(1), Severity.Low, OTHER);
    change(
        2,
        new IncidentChange(
            IncidentStatus.Active,
            null,
            "Ann",
            List.of("x%y"),
            null,
            null,
            null,
            null,
            null,
            null));
    assertThat(search(null, "203.0.113.7")).containsExactly(1L);
    assertThat(search(null, "#2")).containsExactly(2L);
    assertThat(search(null, "GUESSING")).containsExactly(1L, 2L);
    assertThat(search(null, "x%")).containsExactly(2L);
    assertThat(search(null, "%'; DROP TABLE incident; --")).isEmpty();
    assertThat(search("ann", null)).containsExactly(2L);
    IncidentPage page = incidents.list(IncidentFilter.ALL);
    assertThat(page.total()).isEqualTo(2);
    assertThat(page.counts().open()).isEqualTo(2);
    assertThat(page.counts().active()).isEqualTo(1);
    assertThat(page.counts().bySeverity()).containsEntry(Severity.High, 1L);
  }

  private List<Long> search(@Nullable String owner, @Nullable String text) {
    IncidentFilter filter =
        new IncidentFilter(Set.of(), Set.of(), owner, null, text, null, null, "number", 0, 10);
    return incidents.list(filter).value().stream().map(IncidentSummary::number).toList();
  }

  @Test
  void similarIncidentsShareEntities() {
    AnalyticsRule rule = rule(null);
    raise(rule, Duration.ZERO, ATTACKER, HOST);
    raise(rule, Duration.ofMinutes(1), ATTACKER);
    raise(rule, Duration.ofMinutes(2), OTHER);
    assertThat(incidents.find(1).orElseThrow().similar())
        .singleElement()
        .satisfies(
            similar -> {
              assertThat(similar.number()).isEqualTo(2);
              assertThat(similar.reason()).isEqualTo("Shares the entity 203.0.113.7");
            });
  }
}
