package io.vedette.analytics.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContentRulesTest {
  private static final int RULES_EXPECTED_AT_LEAST = 14;

  @Test
  void everyRuleThatShipsIsRead() {
    List<RuleFile> files = RuleFolder.content();
    assertThat(files).hasSizeGreaterThanOrEqualTo(RULES_EXPECTED_AT_LEAST);
    for (RuleFile file : files) {
      assertThat(RuleReader.read(file.name(), file.text()))
          .as(file.name())
          .isInstanceOf(RuleReader.Outcome.Read.class);
    }
  }
}
