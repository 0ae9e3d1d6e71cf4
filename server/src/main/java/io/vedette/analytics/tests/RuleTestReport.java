package io.vedette.analytics.tests;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the tests of rules went.
 *
 * @param cases in the order they ran
 */
public record RuleTestReport(List<CaseResult> cases) {
  public RuleTestReport {
    cases = List.copyOf(cases);
  }

  /**
   * One case, or a rule that could not be tested at all.
   *
   * @param rule the rule's path in its folder, without its ending
   * @param file where the case stands, or the file that is wrong
   * @param line from 1
   * @param failure what went wrong, with its place; null when it passed
   */
  public record CaseResult(
      String rule,
      String name,
      String file,
      int line,
      Duration duration,
      @Nullable String failure) {
    /** Whether it passed. */
    public boolean passed() {
      return failure == null;
    }
  }

  /** Whether all passed, and there was at least one. */
  public boolean passed() {
    return !cases.isEmpty() && cases.stream().allMatch(CaseResult::passed);
  }

  /** How many failed. */
  public long failures() {
    return cases.stream().filter(result -> !result.passed()).count();
  }

  /** How many rules were tested. */
  public long rules() {
    return cases.stream().map(CaseResult::rule).distinct().count();
  }

  /** The report in the XML form that JUnit's runners write and build servers read. */
  public String junitXml() {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.append(
        "<testsuite name=\"analytics rules\" tests=\"%d\" failures=\"%d\" errors=\"0\" skipped=\"0\">\n"
            .formatted(cases.size(), failures()));
    for (CaseResult result : cases) {
      xml.append(
          "  <testcase classname=\"%s\" name=\"%s\" time=\"%.3f\""
              .formatted(
                  escaped(result.rule()),
                  escaped(result.name()),
                  result.duration().toNanos() / 1e9));
      String failure = result.failure();
      if (failure == null) {
        xml.append("/>\n");
      } else {
        xml.append("><failure>").append(escaped(failure)).append("</failure></testcase>\n");
      }
    }
    return xml.append("</testsuite>\n").toString();
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                default -> {
                  boolean legal =
                      c == '\n' || c == '\t' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF);
                  escaped.appendCodePoint(legal ? c : '?');
                }
              }
            });
    return escaped.toString();
  }
}
