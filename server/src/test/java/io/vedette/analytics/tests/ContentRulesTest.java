package io.vedette.analytics.tests;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.analytics.tests.RuleTestReport.CaseResult;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every rule that ships passes its own cases, and has some. */
class ContentRulesTest {
  private static final int RULES_EXPECTED_AT_LEAST = 19;
  private static final int CASES_EXPECTED_AT_LEAST = 94;

  @Test
  void everyShippedRulePassesItsTests() {
    List<CaseResult> seen = new ArrayList<>();
    RuleTestReport report = RuleTests.run(RuleTestFiles.content(), seen::add);
    assertThat(report.cases().stream().filter(result -> !result.passed()).toList())
        .as("failed cases")
        .isEmpty();
    assertThat(report.cases().stream().map(CaseResult::name).filter("compiles"::equals))
        .as("rules without a test file")
        .isEmpty();
    assertThat(report.rules()).isGreaterThanOrEqualTo(RULES_EXPECTED_AT_LEAST);
    assertThat(report.cases()).hasSizeGreaterThanOrEqualTo(CASES_EXPECTED_AT_LEAST);
    assertThat(seen).isEqualTo(report.cases());
  }
}
