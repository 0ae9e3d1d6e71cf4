package io.vedette.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.analytics.rules.AnalyticsRule;
import io.vedette.analytics.rules.AnalyticsRule.Severity;
import io.vedette.analytics.rules.RuleReader;
import io.vedette.kql.RowScope;
import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What alerts a run's rows become. */
class AlertMakerTest {
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
  private static final RunWindow WINDOW =
      new RunWindow(
          NOW,
          NOW.minusSeconds(300),
          NOW,
          new RowScope(null, 10L, null),
          NOW.minusSeconds(2),
          NOW.minusSeconds(1));

  private static AnalyticsRule rule(String more) {
    String yaml =
        """
        id: 0b9d1a52-3c53-4a34-9a39-6a2f3f5a0003
        name: Plain name
        description: Plain description
        kind: NRT
        severity: Medium
        tactics: [CredentialAccess]
        query: SecurityEvent
        """
            + more;
    return switch (RuleReader.read("rule.yaml", yaml)) {
      case RuleReader.Outcome.Read read -> read.rule();
      case RuleReader.Outcome.Refused refused -> throw new AssertionError(refused.problems());
    };
  }

  /** Texts in columns that begin with a lower case d are dynamic. */
  private static ResultRows rows(List<String> names, List<List<@Nullable Object>> cells) {
    List<Column> columns =
        names.stream()
            .map(
                name ->
                    new Column(name, name.startsWith("d") ? ScalarType.DYNAMIC : ScalarType.STRING))
            .toList();
    List<@Nullable Object[]> rows = new ArrayList<>();
    cells.forEach(row -> rows.add(row.toArray()));
    return new ResultRows(columns, rows);
  }

  private static ResultRows row(Map<String, String> cells) {
    return rows(List.copyOf(cells.keySet()), List.of(new ArrayList<>(cells.values())));
  }

  private static AlertMaker.Made make(AnalyticsRule rule, ResultRows rows) {
    return AlertMaker.alerts(rule, WINDOW, rows, InstantSource.fixed(NOW));
  }

  private static Alert only(AnalyticsRule rule, ResultRows rows) {
    List<Alert> alerts = make(rule, rows).alerts();
    assertThat(alerts).hasSize(1);
    return alerts.getFirst();
  }

  private static final String OVERRIDE =
      """
      alertDetailsOverride:
        alertDisplayNameFormat: 'Guessing from {{Source}} as {{ Who }}'
        alertDescriptionFormat: '{{Source}} did it.'
        alertSeverityColumnName: Sev
        alertTacticsColumnName: Tac
        alertDynamicProperties:
          - alertProperty: AlertLink
            value: Link
          - alertProperty: ConfidenceLevel
            value: Confidence
      """;

  @Test
  void alertsTakeTitleSeverityTacticsAndPropertiesFromTheRow() {
    Alert alert =
        only(
            rule(OVERRIDE),
            row(
                Map.of(
                    "Source", "192.0.2.7",
                    "Who", "anna",
                    "Sev", "hIGH",
                    "Tac", "Impact, LateralMovement",
                    "Link", "https://soc.example/1",
                    "Confidence", "High")));
    assertThat(alert.name()).isEqualTo("Guessing from 192.0.2.7 as anna");
    assertThat(alert.description()).isEqualTo("192.0.2.7 did it.");
    assertThat(alert.severity()).isEqualTo(Severity.High);
    assertThat(alert.tactics()).containsExactly("Impact", "LateralMovement");
    assertThat(alert.properties())
        .containsEntry("AlertLink", "https://soc.example/1")
        .containsEntry("ConfidenceLevel", "High");
    assertThat(alert.ruleName()).isEqualTo("Plain name");
  }

  @Test
  void anEmptyOrUnusableValueLeavesWhatTheRuleSays() {
    Alert alert =
        only(
            rule(OVERRIDE),
            row(Map.of("Source", "192.0.2.7", "Who", "", "Sev", "Terrible", "Tac", " , ")));
    assertThat(alert.name()).isEqualTo("Plain name");
    assertThat(alert.description()).isEqualTo("192.0.2.7 did it.");
    assertThat(alert.severity()).isEqualTo(Severity.Medium);
    assertThat(alert.tactics()).containsExactly("CredentialAccess");
  }

  @Test
  void tacticsMayBeAnArrayAndLongTextsAreCut() {
    Alert alert =
        only(
            rule(OVERRIDE.replace(": Tac", ": dTac")),
            row(Map.of("Source", "x".repeat(9000), "Who", "a", "dTac", "[\"Impact\",\"Exfil\"]")));
    assertThat(alert.tactics()).containsExactly("Impact", "Exfil");
    assertThat(alert.name()).hasSize(256).endsWith("...");
    assertThat(alert.description()).hasSize(5000);
  }

  @Test
  void aTitleIsNotReadAgainForPlaceholders() {
    assertThat(only(rule(OVERRIDE), row(Map.of("Source", "{{Who}} $1", "Who", "a\\b"))).name())
        .isEqualTo("Guessing from {{Who}} $1 as a\\b");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          Account     | FullName=CONTOSO\\anna                    | Name=anna, NTDomain=CONTOSO
          Account     | FullName=anna@contoso.com                 | Name=anna, UPNSuffix=contoso.com
          Account     | Name=anna;UPNSuffix=contoso.com           | Name=anna, UPNSuffix=contoso.com
          Account     | Name=anna;NTDomain=CONTOSO;Sid=S-1-5-21-1 | Name=anna, NTDomain=CONTOSO, Sid=S-1-5-21-1
          Account     | Sid=S-1-5-21-1                            | Sid=S-1-5-21-1
          Account     | Name=-;NTDomain=CONTOSO                   | none
          Account     | FullName=.\\anna                          | Name=anna
          Host        | FullName=ws1.contoso.com                  | DnsDomain=contoso.com, HostName=ws1
          Host        | HostName=ws1;NTDomain=CONTOSO             | HostName=ws1, NTDomain=CONTOSO
          Host        | HostName=192.0.2.9                        | HostName=192.0.2.9
          IP          | Address=192.0.2.9                         | Address=192.0.2.9
          IP          | Address=::ffff:192.0.2.9                  | Address=192.0.2.9
          IP          | Address=2001:DB8:0:0:0:0:0:1              | Address=2001:db8::1
          IP          | Address=-                                 | none
          IP          | Address=WS1                               | none
          URL         | Url=https://a.example/x                   | Url=https://a.example/x
          FileHash    | Algorithm=SHA256;Value=ab12               | Algorithm=SHA256, Value=ab12
          File        | Name=a.exe;Directory=C:\\Temp             | Name=a.exe, Directory=C:\\Temp
          Process     | ProcessId=0x1f4;CommandLine=cmd /c x      | ProcessId=0x1f4, CommandLine=cmd /c x
          RegistryKey | Hive=HKLM;Key=SOFTWARE\\Run               | Hive=HKLM, Key=SOFTWARE\\Run
          DNS         | DomainName=a.example                      | DomainName=a.example
          """)
  void columnsBecomeAnEntity(String type, String given, @Nullable String expected) {
    Map<String, String> cells = new LinkedHashMap<>();
    StringBuilder yaml =
        new StringBuilder("entityMappings:\n  - entityType: " + type + "\n    fieldMappings:\n");
    for (String pair : given.replace("\\\\", "\\").split(";", -1)) {
      String name = pair.substring(0, pair.indexOf('='));
      cells.put("C" + name, pair.substring(pair.indexOf('=') + 1));
      yaml.append("      - identifier: " + name + "\n        columnName: C" + name + "\n");
    }
    List<MappedEntity> entities = only(rule(yaml.toString()), row(cells)).entities();
    if (expected == null) {
      assertThat(entities).isEmpty();
      return;
    }
    assertThat(entities).hasSize(1);
    assertThat(entities.getFirst().type().ruleName()).isEqualTo(type);
    assertThat(entities.getFirst().properties().toString())
        .isEqualTo("{" + expected.replace("\\\\", "\\") + "}");
  }

  private static final String PROCESS =
      """
      entityMappings:
        - entityType: Process
          fieldMappings:
            - {identifier: ProcessId, columnName: Pid}
            - {identifier: CommandLine, columnName: Line}
      customDetails:
        Lines: Line
        Pids: Pid
      """;

  @Test
  void aProcessNumberThatComesAgainIsAnotherProcess() {
    Alert alert =
        only(
            rule(PROCESS),
            rows(
                List.of("Pid", "Line"),
                List.of(List.of("4", "a"), List.of("4", "b"), List.of("4", "A"))));
    assertThat(alert.entities()).extracting(MappedEntity::label).containsExactly("a", "b");
  }

  @Test
  void customDetailsHoldEachValueOnceAndAreBounded() {
    Alert alert =
        only(
            rule(PROCESS),
            rows(
                List.of("Pid", "Line"),
                IntStream.range(0, 200)
                    .mapToObj(i -> List.<@Nullable Object>of("p" + i, "line " + i % 3))
                    .toList()));
    assertThat(alert.customDetails().get("Lines")).containsExactly("line 0", "line 1", "line 2");
    assertThat(alert.customDetails().get("Pids")).hasSize(50);
    assertThat(alert.eventCount()).isEqualTo(200);
  }

  private static final String PER_RESULT =
      """
      alertDetailsOverride:
        alertDisplayNameFormat: 'From {{Source}}'
        alertSeverityColumnName: Sev
      entityMappings:
        - entityType: IP
          fieldMappings: [{identifier: Address, columnName: Source}]
      eventGroupingSettings: {aggregationKind: AlertPerResult}
      """;

  private static ResultRows many(int count) {
    return rows(
        List.of("Source", "Sev"),
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    List.<@Nullable Object>of(
                        "10.0." + i / 250 + "." + i % 250, i == count - 1 ? "High" : "Low"))
            .toList());
  }

  @Test
  void aRunOfManyRowsRaisesALastAlertForAllThatIsLeft() {
    AlertMaker.Made made = make(rule(PER_RESULT), many(400));
    assertThat(made.alerts()).hasSize(150);
    assertThat(made.cut())
        .isEqualTo("251 rows share the last alert: a run raises at most 150 alerts");
    Alert first = made.alerts().getFirst();
    assertThat(first.name()).isEqualTo("From 10.0.0.0");
    assertThat(first.eventCount()).isEqualTo(1);
    assertThat(first.note()).isNull();
    Alert last = made.alerts().getLast();
    assertThat(last.name()).isEqualTo("Plain name: 251 further results");
    assertThat(last.severity()).as("the worst of its rows").isEqualTo(Severity.High);
    assertThat(last.eventCount()).isEqualTo(251);
    assertThat(last.entities()).hasSize(251);
    assertThat(last.note()).contains("stands for 251 rows");
    assertThat(made.alerts().stream().mapToLong(Alert::eventCount).sum())
        .as("no row is lost")
        .isEqualTo(400);
  }

  @Test
  void anAlertNamesABoundedNumberOfEntitiesAndSaysWhatIsLeftOut() {
    AlertMaker.Made made = make(rule(PER_RESULT), many(800));
    Alert last = made.alerts().getLast();
    assertThat(last.entities()).hasSize(500);
    assertThat(last.note()).contains("stands for 651 rows", "151 entity names were left out");
  }

  @Test
  void atTheLimitEachRowHasItsAlert() {
    AlertMaker.Made made = make(rule(PER_RESULT), many(150));
    assertThat(made.alerts()).hasSize(150).allMatch(alert -> alert.eventCount() == 1);
    assertThat(made.cut()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"gt,1,1,0", "gt,1,2,1", "lt,1,0,1", "lt,1,1,0", "eq,2,2,1", "eq,2,3,0", "ne,0,1,1"})
  void theThresholdDecides(String operator, int threshold, int rows, int alerts) {
    AnalyticsRule rule =
        rule("triggerOperator: %s\ntriggerThreshold: %d\n".formatted(operator, threshold));
    assertThat(make(rule, many(rows)).alerts()).hasSize(alerts);
  }

  @Test
  void anAlertCarriesItsWay() {
    Alert.Latency latency = only(rule(""), many(1)).latency();
    assertThat(latency)
        .isEqualTo(new Alert.Latency(null, NOW.minusSeconds(2), NOW.minusSeconds(1), NOW, NOW));
  }
}
