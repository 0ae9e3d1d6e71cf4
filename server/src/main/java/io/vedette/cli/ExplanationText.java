package io.vedette.cli;

import io.vedette.analytics.explain.Explanation.Clause;
import io.vedette.analytics.explain.Explanation.Dropped;
import io.vedette.analytics.explain.Explanation.EventStep;
import io.vedette.analytics.explain.Explanation.EventTrace;
import io.vedette.analytics.explain.Explanation.Explained;
import io.vedette.analytics.rules.AnalyticsRule;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An explanation as a person reads it. */
final class ExplanationText {
  private final Output output;

  ExplanationText(Output output) {
    this.output = output;
  }

  void print(AnalyticsRule rule, Explained explained) {
    output.line(output.styled("bold", Output.printable(rule.name())));
    output.line(
        "A run at %s that sees rows stored since %s"
            .formatted(explained.now(), explained.from() == null ? "ever" : explained.from()));
    output.line("");
    output.line(row(explained.sourceRows(), explained.source(), 0));
    for (Clause clause : explained.clauses()) {
      clause.conditions().forEach(one -> output.line(row(one.rows(), "... " + one.text(), 2)));
      output.line(row(clause.rows(), "| " + clause.text(), 0));
    }
    output.line("");
    output.line(explained.verdict());
    EventTrace event = explained.event();
    if (event != null) {
      output.line("");
      print(event);
    }
  }

  private void print(EventTrace event) {
    output.line(
        output.styled("bold", "The event")
            + (event.matching() == 1 ? "" : " (" + event.matching() + " rows are such)"));
    Map<String, String> group = Map.of();
    for (EventStep step : event.steps()) {
      String mark =
          step.rows() > 0
              ? output.styled("green", "passes ")
              : output.styled("bold,red", "dropped");
      output.line("  " + mark + "  | " + oneLine(step.clause()));
      if (!step.group().equals(group)) {
        group = step.group();
        output.line("           in the group " + values(group));
      }
    }
    Dropped dropped = event.dropped();
    if (dropped == null) {
      output.line(
          group.isEmpty() ? "It is in the result." : "The group that it is in is in the result.");
      return;
    }
    output.line("");
    for (String condition : dropped.conditions()) {
      output.line(output.styled("red", "does not hold: ") + oneLine(condition));
    }
    if (!dropped.values().isEmpty()) {
      output.line("there          " + values(dropped.values()));
    }
  }

  private static String row(@Nullable Long rows, String text, int indent) {
    return "%12s  %s%s"
        .formatted(rows == null ? "?" : "%,d".formatted(rows), " ".repeat(indent), oneLine(text));
  }

  private static String oneLine(String text) {
    return Output.printable(text.strip().replaceAll("\\s+", " "));
  }

  private static String values(Map<String, String> values) {
    return values.entrySet().stream()
        .map(entry -> oneLine(entry.getKey() + " = " + shortened(entry.getValue())))
        .collect(Collectors.joining(", "));
  }

  private static String shortened(String text) {
    return text.length() <= 200 ? text : text.substring(0, 197) + "...";
  }
}
