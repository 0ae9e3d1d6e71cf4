package io.vedette.analytics.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.analytics.tests.RuleTestReport.CaseResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The runner fails what must fail. */
class RuleTestsTest {
  private static final Path BROKEN = Path.of("src/test/resources/rule-tests");
  private static final String RULE =
      """
      id: 0b9d1a52-3c53-4a34-9a39-6a2f3f5a0002
      name: Anything
      kind: NRT
      severity: Medium
      query: |
        SecurityEvent
        | where EventID == 4625
      """;

  @TempDir private Path folder;

  private static RuleTestReport run(Path path) throws IOException {
    return RuleTests.run(RuleTestFiles.in(path), _ -> {});
  }

  private RuleTestReport runRule(String rule, String test) throws IOException {
    Files.writeString(folder.resolve("Rule.yaml"), rule);
    Files.writeString(folder.resolve("Rule.test.yaml"), test);
    return run(folder);
  }

  private static String onlyFailure(RuleTestReport report) {
    assertThat(report.passed()).isFalse();
    assertThat(report.cases()).hasSize(1);
    return String.valueOf(report.cases().getFirst().failure());
  }

  @Test
  void eachDeliberatelyBrokenCaseFailsForItsReason() throws IOException {
    RuleTestReport report = run(BROKEN);

    Map<String, String> failures = new LinkedHashMap<>();
    report.cases().forEach(one -> failures.put(one.name(), String.valueOf(one.failure())));
    assertThat(report.failures()).isEqualTo(10);
    assertThat(failures).hasSize(11).containsEntry("right", "null");
    assertThat(failures.get("expects an alert that is not raised"))
        .contains("MustFail.test.yaml:11: expected, not raised: entities [Host ws1]");
    assertThat(failures.get("expects none and gets one"))
        .contains(
            "raised, not expected: \"Two failures on a host\", Medium, entities [Host ws1],"
                + " details {Failures=[2]}");
    assertThat(failures.get("expects another host"))
        .contains("expected, not raised: entities [Host ws2]", "raised, not expected");
    assertThat(failures.get("expects another detail")).contains("details {Failures=3}");
    assertThat(failures.get("expects another severity")).contains("not raised: High");
    assertThat(failures.get("expects one of two")).contains("entities [Host ws2]");
    assertThat(failures.get("gives a column that the table has not")).contains("Computr");
    assertThat(failures.get("gives a table that is not there")).contains("SecurityEvents");
    assertThat(failures.get("has no events")).contains("cannot fail", "no events");
    assertThat(failures.get("has events that the rule does not read"))
        .contains("cannot fail", "Heartbeat");
  }

  @Test
  void aReportForBuildServersHoldsTheFailures() throws IOException {
    assertThat(run(BROKEN).junitXml())
        .contains("tests=\"11\" failures=\"10\"")
        .contains("<failure>", "expected, not raised: entities [Host ws1]");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          cases: []                                           | at least one case is needed
          clock: 2026-01-01T00:00:00Z                         | at least one case is needed
          cases: [{name: a, events: {}, alerts: []}]          | none expects an alert
          cases: [{name: a, alerts: [{}]}]                    | alerts[0].name: says nothing
          cases: [{name: a, events: {}}]                      | alerts: is missing
          cases: [{name: a, alerts: [{title: x}]}]            | alerts[0].title: is not known
          cases: [{name: a, alrts: [], alerts: [{name: x}]}]  | alrts: is not known here
          case: []                                            | case: is not known here
          cases: [{name: a, alerts: [{severity: Bad}]}]       | 'Bad' is none of High
          cases: [{name: a, alerts: [{entities: [1.2.3.4]}]}] | is not a type and a name
          cases: [{name: a, alerts: [{entities: [Hst a]}]}]   | is not a type and a name
          cases: [{alerts: [{name: x}]}]                      | cases[0].name: is missing
          [1, 2]                                              | a rule test holds cases
          cases: [{name: a, name: b}]                         | 'name' stands here twice
          """)
  void aTestThatCannotDoItsWorkIsRefused(String test, String words) throws IOException {
    assertThat(onlyFailure(runRule(RULE, test)))
        .contains(folder.resolve("Rule.test.yaml") + ":1")
        .contains(words);
  }

  @Test
  void twoCasesOfOneNameAreRefused() throws IOException {
    String two = "cases: [{name: a, alerts: [{name: x}]}, {name: a, alerts: []}]";
    assertThat(onlyFailure(runRule(RULE, two))).contains("cases[1].name: another case has it");
  }

  @Test
  void aTestWithoutItsRuleFails() throws IOException {
    Path test = Files.writeString(folder.resolve("Lost.test.yaml"), "cases: []");
    assertThat(onlyFailure(run(folder))).contains("there is no rule beside this test");
    assertThat(onlyFailure(run(test))).contains("there is no rule beside this test");
  }

  @Test
  void aQueryThatDoesNotCompileIsShownWithItsPlace() throws IOException {
    Files.writeString(folder.resolve("Rule.yaml"), RULE.replace("EventID", "EvntID"));
    assertThat(onlyFailure(run(folder)))
        .contains(folder.resolve("Rule.yaml") + ":7: the query does not compile: KS142 at 2:9: ")
        .contains("| where EvntID == 4625\n            ^^^^^^");
  }

  @Test
  void aFileThatIsNotTextIsShown() throws IOException {
    Files.write(folder.resolve("Rule.yaml"), new byte[] {(byte) 0xC3, 0x28});
    assertThat(onlyFailure(run(folder))).contains("Rule.yaml:1: cannot be read: it is not UTF-8");
  }

  @Test
  void aRuleWithoutATestOnlyHasToCompile() throws IOException {
    Path rule = Files.writeString(folder.resolve("Rule.yml"), RULE);
    RuleTestReport report = run(rule);
    assertThat(report.cases()).extracting(CaseResult::name).isEqualTo(List.of("compiles"));
    assertThat(report.passed()).isTrue();
  }

  @Test
  void nothingTestedIsNotAPass() throws IOException {
    assertThat(run(folder).passed()).isFalse();
  }
}
