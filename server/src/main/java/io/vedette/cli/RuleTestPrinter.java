package io.vedette.cli;

import io.vedette.analytics.tests.RuleTestReport;
import io.vedette.analytics.tests.RuleTestReport.CaseResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints how rule tests go, each case as it ends, in the form of the Test Anything Protocol
 * (version 14); or all of it as one JSON object when it is over.
 */
final class RuleTestPrinter {
  private final Output output;
  private final boolean json;
  private final long begun = System.nanoTime();
  private int number;

  RuleTestPrinter(Output output, boolean json) {
    this.output = output;
    this.json = json;
  }

  void begin(int rules) {
    if (!json) {
      output.line("TAP version 14");
      output.line("# " + rules + (rules == 1 ? " rule" : " rules"));
    }
  }

  void ended(CaseResult result) {
    number++;
    if (json) {
      return;
    }
    String word =
        result.passed() ? output.styled("green", "ok") : output.styled("bold,red", "not ok");
    String name = escaped(Output.printable(result.rule() + ": " + result.name()));
    output.line(
        "%s %d - %s # time=%dms".formatted(word, number, name, result.duration().toMillis()));
    String failure = result.failure();
    if (failure != null) {
      output.line("  ---");
      output.line("  message: |-");
      failure.lines().forEach(line -> output.line("    " + Output.printable(line)));
      output.line("  at: " + Output.printable(result.file()) + ":" + result.line());
      output.line("  ...");
    }
  }

  void end(RuleTestReport report) {
    double seconds = (System.nanoTime() - begun) / 1e9;
    if (json) {
      output.json(json(report, seconds));
      return;
    }
    output.line("1.." + report.cases().size());
    output.line(
        String.format(
            Locale.ROOT,
            "# %d passed, %d failed, %d rules, %.1f s",
            report.cases().size() - report.failures(),
            report.failures(),
            report.rules(),
            seconds));
  }

  private static Map<String, Object> json(RuleTestReport report, double seconds) {
    List<Map<String, Object>> cases = report.cases().stream().map(RuleTestPrinter::json).toList();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("passed", report.cases().size() - report.failures());
    map.put("failed", report.failures());
    map.put("rules", report.rules());
    map.put("durationMillis", Math.round(seconds * 1000));
    map.put("cases", cases);
    return map;
  }

  private static Map<String, Object> json(CaseResult result) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("rule", result.rule());
    map.put("name", result.name());
    map.put("file", result.file());
    map.put("line", result.line());
    map.put("passed", result.passed());
    map.put("durationMillis", result.duration().toMillis());
    if (result.failure() != null) {
      map.put("failure", result.failure());
    }
    return map;
  }

  /** A description without what TAP takes for a directive. */
  private static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("#", "\\#");
  }
}
