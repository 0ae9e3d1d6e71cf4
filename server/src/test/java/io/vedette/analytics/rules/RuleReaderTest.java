package io.vedette.analytics.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.analytics.rules.AnalyticsRule.EventGrouping;
import io.vedette.analytics.rules.AnalyticsRule.Operator;
import io.vedette.analytics.rules.AnalyticsRule.Schedule;
import io.vedette.analytics.rules.AnalyticsRule.Severity;
import io.vedette.analytics.rules.AnalyticsRule.Trigger;
import io.vedette.analytics.rules.IncidentConfiguration.MatchingMethod;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RuleReaderTest {
  private static final String WHOLE =
      """
      id: 0E6A2F3C-5B1D-4C61-9B7E-2F4D8C1A9E01
      name: Many failures
      version: 1.2.0
      description: |
        Two lines
        of text.
      severity: high
      status: Available
      requiredDataConnectors:
        - connectorId: SecurityEvents
          dataTypes:
            - SecurityEvent
      queryFrequency: 5m
      queryPeriod: 1h
      triggerOperator: gt
      triggerThreshold: 3
      tactics:
        - CredentialAccess
      relevantTechniques:
        - T1110
      query: |
        SecurityEvent
        | where EventID == 4625
      entityMappings:
        - entityType: Host
          fieldMappings:
            - identifier: fullname
              columnName: Computer
      customDetails:
        Failures: FailureCount
      alertDetailsOverride:
        alertDisplayNameFormat: Failures on {{Computer}}
        alertSeverityColumnName: Sev
        alertDynamicProperties:
          - alertProperty: RemediationSteps
            value: Steps
      eventGroupingSettings:
        aggregationKind: AlertPerResult
      suppressionEnabled: true
      suppressionDuration: PT2H
      incidentConfiguration:
        createIncident: true
        groupingConfiguration:
          enabled: true
          reopenClosedIncident: true
          lookbackDuration: 1d
          matchingMethod: Selected
          groupByEntities: [Host]
          groupByAlertDetails: []
          groupByCustomDetails: [Failures]
      kind: Scheduled
      """;

  private static final String SMALL =
      """
      id: 0e6a2f3c-5b1d-4c61-9b7e-2f4d8c1a9e01
      name: Small
      severity: Low
      kind: NRT
      query: SecurityEvent
      """;

  private static AnalyticsRule read(String yaml) {
    return switch (RuleReader.read("test.yaml", yaml)) {
      case RuleReader.Outcome.Read read -> read.rule();
      case RuleReader.Outcome.Refused refused ->
          throw new AssertionError(refused.problems().toString());
    };
  }

  private static List<String> problems(String yaml) {
    return switch (RuleReader.read("test.yaml", yaml)) {
      case RuleReader.Outcome.Read _ -> List.of();
      case RuleReader.Outcome.Refused refused ->
          refused.problems().stream().map(RuleProblem::toString).toList();
    };
  }

  @Test
  void readsEveryFieldOfSentinelsForm() {
    AnalyticsRule rule = read(WHOLE);
    assertThat(rule.id()).isEqualTo("0e6a2f3c-5b1d-4c61-9b7e-2f4d8c1a9e01");
    assertThat(rule.severity()).isEqualTo(Severity.High);
    assertThat(rule.description()).isEqualTo("Two lines\nof text.");
    assertThat(rule.schedule())
        .isEqualTo(new Schedule.Scheduled(Duration.ofMinutes(5), Duration.ofHours(1)));
    assertThat(rule.trigger()).isEqualTo(new Trigger(Operator.GreaterThan, 3));
    assertThat(rule.query()).isEqualTo("SecurityEvent\n| where EventID == 4625\n");
    assertThat(rule.entityMappings())
        .containsExactly(
            new AnalyticsRule.EntityMapping(
                "Host", List.of(new AnalyticsRule.FieldMapping("FullName", "Computer"))));
    assertThat(rule.customDetails()).containsExactly(Map.entry("Failures", "FailureCount"));
    assertThat(rule.alertDetailsOverride().displayNameFormat())
        .isEqualTo("Failures on {{Computer}}");
    assertThat(rule.alertDetailsOverride().dynamicProperties())
        .containsExactly(Map.entry("RemediationSteps", "Steps"));
    assertThat(rule.eventGrouping()).isEqualTo(EventGrouping.AlertPerResult);
    assertThat(rule.suppression()).isEqualTo(Duration.ofHours(2));
    IncidentConfiguration.Grouping grouping = rule.grouping();
    assertThat(grouping)
        .isEqualTo(
            new IncidentConfiguration.Grouping(
                true,
                Duration.ofDays(1),
                MatchingMethod.Selected,
                List.of("Host"),
                List.of(),
                List.of("Failures")));
    assertThat(rule.yaml()).isEqualTo(WHOLE);
  }

  @Test
  void keepsFieldsThatItDoesNotKnow() {
    assertThat(read(WHOLE).unknown())
        .containsEntry("status", "Available")
        .containsEntry(
            "requiredDataConnectors",
            List.of(
                Map.of("connectorId", "SecurityEvents", "dataTypes", List.of("SecurityEvent"))));
  }

  @Test
  void nearRealTimeRulesNeedNoSchedule() {
    assertThat(read(SMALL).schedule()).isEqualTo(new Schedule.NearRealTime(Duration.ofDays(14)));
    assertThat(read(SMALL).trigger()).isEqualTo(Trigger.ANY);
    assertThat(read(SMALL).grouping()).isNull();
  }

  @Test
  void namesFileFieldAndLineOfEveryProblem() {
    assertThat(
            problems(
                """
                id: 12
                name: x
                severity: Terrible
                queryFrequency: soon
                queryPeriod: 1h
                query: T
                entityMappings:
                  - entityType: Acount
                    fieldMappings:
                      - identifier: Name
                        columnName: A
                  - entityType: IP
                    fieldMappings:
                      - identifier: Adress
                        columnName: B
                """))
        .containsExactlyInAnyOrder(
            "test.yaml:1: id: must be a GUID such as 00000000-0000-4a1f-8b2c-000000000000",
            "test.yaml:3: severity: 'Terrible' is none of High, Medium, Low, Informational",
            "test.yaml:4: queryFrequency: 'soon' is not a duration such as 5m, 1h, 14d or PT5M",
            "test.yaml:8: entityMappings[0].entityType: 'Acount' is not an entity type of Sentinel",
            "test.yaml:14: entityMappings[1].fieldMappings[0].identifier: IP has no 'Adress'; it has"
                + " Address, AddressScope");
  }

  @Test
  void aPeriodShorterThanTheFrequencyIsRefused() {
    String yaml = SMALL.replace("kind: NRT", "queryFrequency: 1h\nqueryPeriod: 5m");
    assertThat(problems(yaml)).singleElement().asString().startsWith("test.yaml:5: queryPeriod:");
  }

  @Test
  void selectedGroupingMustSelectSomething() {
    String yaml =
        SMALL
            + "incidentConfiguration:\n  groupingConfiguration:\n    enabled: true\n"
            + "    matchingMethod: Selected\n";
    assertThat(problems(yaml))
        .singleElement()
        .asString()
        .contains("matchingMethod: Selected needs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a: &x [1]\nb: *x\n",
        "- just\n- a list\n",
        "a: b: c",
        "{",
        "%TAG ! x\n---\n",
        "\u0000",
        "id: [",
        "a: 1\na: 2\n",
        "---\na: 1\n---\nb: 2\n",
        "? [a]\n: b\n",
        ""
      })
  void whatIsNoRuleIsRefusedWithALine(String yaml) {
    assertThat(problems(yaml))
        .isNotEmpty()
        .allMatch(problem -> problem.matches("(?s)test.yaml:\\d+: .*"));
  }

  @Test
  void hostileDepthAndSizeAreRefused() {
    assertThat(problems("[".repeat(5000))).singleElement().asString().contains("nested deeper");
    assertThat(problems("a: " + "x".repeat(YamlReader.MAX_LENGTH)))
        .singleElement()
        .asString()
        .contains("longer than");
  }

  @Property(tries = 300)
  void neverThrows(@ForAll String yaml) {
    assertThat(problems(yaml)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "5m,PT5M",
    "1h,PT1H",
    "14d,PT336H",
    "PT5M,PT5M",
    "P1D,PT24H",
    "2w,PT336H",
    "P2W,PT336H",
    "30s,PT30S"
  })
  void durationsComeInBothForms(String text, Duration expected) {
    assertThat(RuleDurations.parse(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "m", "-5m", "5 minutes", "P", "-PT5M", "999999999d"})
  void whatIsNoDurationIsNone(String text) {
    assertThat(RuleDurations.parse(text)).isEmpty();
  }
}
