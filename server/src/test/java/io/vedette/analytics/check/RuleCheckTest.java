package io.vedette.analytics.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.analytics.check.Finding.Level;
import io.vedette.query.DatabaseSettings;
import io.vedette.query.EventDatabase;
import io.vedette.query.QueryEngine;
import io.vedette.workspace.TableCatalog;
import io.vedette.workspace.Workspace;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RuleCheckTest {
  private final EventDatabase database =
      EventDatabase.inMemory(new DatabaseSettings(256L << 20, 1));
  private final Workspace workspace = Workspace.inMemory(TableCatalog.fromClassPath());
  private final QueryEngine engine = new QueryEngine(database, workspace::schema, 1);
  private final RuleCheck check = new RuleCheck(engine, InstantSource.system());

  @AfterEach
  void close() {
    engine.close();
    database.close();
  }

  private static String rule(String id, String more) {
    return """
        id: 3f9a2a52-6d3c-4e55-9a2b-%s
        name: A rule
        description: What it finds.
        severity: Low
        """
            .formatted(id)
        + more;
  }

  private List<String> lines(String more) {
    return check.add("a.yaml", rule("1f0c8e9d7a10", more)).stream()
        .map(RuleCheckTest::words)
        .toList();
  }

  private static String words(Finding finding) {
    return finding.line() + " " + finding.level() + " " + finding.message();
  }

  @Test
  void aRuleThatIsWellHasNoFindings() {
    assertThat(
            lines(
                """
                queryFrequency: 1h
                queryPeriod: 1d
                triggerOperator: gt
                triggerThreshold: 0
                query: SecurityEvent | where EventID == 4625 | summarize n = count() by Account
                entityMappings:
                  - entityType: Account
                    fieldMappings:
                      - identifier: FullName
                        columnName: Account
                """))
        .isEmpty();
    assertThat(check.report()).isEqualTo(new RuleCheck.Report(1, 1, List.of()));
  }

  @Test
  void whatDoesNotCompileIsShownAtItsLine() {
    assertThat(
            lines(
                """
                kind: NRT
                query: |
                  SecurityEvent
                  | where Evnt == 4625
                """))
        .singleElement()
        .asString()
        .startsWith("8 ERROR ")
        .contains("Evnt");
    assertThat(check.report().usable()).isZero();
  }

  @Test
  void whatCannotBeReadIsShownAtItsLine() {
    assertThat(lines("kind: NRT\nquery: SecurityEvent\nseverity: Awful\n"))
        .isNotEmpty()
        .allMatch(line -> line.contains(" ERROR "));
  }

  @Test
  void whatSentinelRefusesIsNamed() {
    String details = "";
    for (int i = 0; i < 21; i++) {
      details += "  Detail" + i + ": Account\n";
    }
    assertThat(
            lines(
                """
                queryFrequency: 1s
                queryPeriod: 30d
                suppressionEnabled: true
                suppressionDuration: 2d
                query: union * | summarize Accounts = make_set(Account), Account = take_any(Account)
                entityMappings:
                  - entityType: Account
                    fieldMappings:
                      - identifier: FullName
                        columnName: Accounts
                alertDetailsOverride:
                  alertDisplayNameFormat: "{{Account}} {{Account}} {{Account}} {{Account}}"
                customDetails:
                """
                    + details))
        .containsExactly(
            "5 SENTINEL queryFrequency: PT1S is shorter than Sentinel takes, which is PT5M",
            "6 SENTINEL queryPeriod: PT720H is longer than Sentinel takes, which is PT336H",
            "8 SENTINEL suppressionDuration: PT48H is longer than Sentinel takes, which is PT24H",
            "9 SENTINEL query: Sentinel takes neither search * nor union * in a rule: name the tables",
            "17 SENTINEL customDetails: Sentinel takes at most 20 custom details",
            "16 SENTINEL alertDisplayNameFormat: Sentinel fills in at most 3 columns",
            "10 SENTINEL entityMappings: Accounts is an array, which names one Account per element"
                + " here and one in all in Sentinel");
    assertThat(check.report().usable()).isEqualTo(1);
  }

  @Test
  void aLongQueryAndManyRulesAreTooMuchForSentinel() {
    String query =
        "kind: NRT\nquery: \"SecurityEvent | where Account != '" + "x".repeat(10_000) + "'\"\n";
    for (int i = 0; i < 51; i++) {
      check.add("r" + i + ".yaml", rule("%012x".formatted(i), query));
    }
    RuleCheck.Report report = check.report();
    assertThat(report.usable()).isEqualTo(51);
    assertThat(report.count(Level.SENTINEL)).isEqualTo(52);
    assertThat(report.findings().getLast().message())
        .isEqualTo("51 rules of kind NRT are on, and Sentinel runs at most 50");
  }

  @Test
  void anIdIsTakenOnce() {
    lines("kind: NRT\nquery: SecurityEvent\n");
    assertThat(check.add("b.yaml", rule("1f0c8e9d7a10", "kind: NRT\nquery: SecurityEvent\n")))
        .extracting(Finding::toString)
        .containsExactly("b.yaml:1: the id is already that of a.yaml");
    assertThat(check.report().usable()).isEqualTo(1);
  }

  @Test
  void aColumnThatIsMappedAndNotThereIsWarnedOf() {
    assertThat(
            lines(
                "kind: NRT\nquery: SecurityEvent | project Account\ncustomDetails:\n  A: Acount\n"))
        .containsExactly(
            "1 WARNING customDetails A names the column Acount, which the query does not give");
  }
}
