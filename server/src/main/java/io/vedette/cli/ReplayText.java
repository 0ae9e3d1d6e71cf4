package io.vedette.cli;

import io.vedette.analytics.Alert;
import io.vedette.analytics.MappedEntity;
import io.vedette.analytics.ResultRows;
import io.vedette.analytics.replay.ReplayDiff;
import io.vedette.analytics.replay.Replayed;
import io.vedette.analytics.replay.Replayed.Raised;
import io.vedette.kql.types.Column;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Replays and their differences as a person reads them, and as a script does. */
final class ReplayText {
  private final Output output;
  private final boolean json;
  private final int rows;

  /**
   * @param rows how many rows of the result are shown for an alert
   */
  ReplayText(Output output, boolean json, int rows) {
    this.output = output;
    this.json = json;
    this.rows = rows;
  }

  void replayed(Replayed replayed, Instant from, Instant to) {
    if (json) {
      Map<String, Object> all = range(from, to);
      all.putAll(summary(replayed));
      all.put("alerts", replayed.alerts().stream().map(this::json).toList());
      output.json(all);
      return;
    }
    header(replayed, from, to);
    replayed.alerts().forEach(raised -> alert(" ", raised));
    if (replayed.alerts().isEmpty()) {
      output.line("No alert.");
    }
  }

  void compared(Replayed before, Replayed after, ReplayDiff diff, Instant from, Instant to) {
    if (json) {
      Map<String, Object> all = range(from, to);
      all.put("before", summary(before));
      all.put("after", summary(after));
      all.put("added", diff.added().stream().map(this::json).toList());
      all.put("gone", diff.gone().stream().map(this::json).toList());
      all.put("changed", diff.changed().stream().map(this::json).toList());
      all.put("same", diff.same());
      output.json(all);
      return;
    }
    header(before, from, to);
    header(after, from, to);
    output.line("");
    diff.gone().forEach(raised -> alert(output.styled("red", "-"), raised));
    diff.added().forEach(raised -> alert(output.styled("green", "+"), raised));
    for (ReplayDiff.Changed changed : diff.changed()) {
      alert(output.styled("yellow", "~"), changed.after());
      changed.differences().forEach(one -> output.line("      " + Output.printable(one)));
    }
    output.line(
        "%d added, %d gone, %d changed, %d the same"
            .formatted(
                diff.added().size(), diff.gone().size(), diff.changed().size(), diff.same()));
  }

  private void header(Replayed replayed, Instant from, Instant to) {
    String version = replayed.rule().version();
    output.line(
        "%s%s: %,d %s in %,d %s, %s to %s"
            .formatted(
                output.styled("bold", Output.printable(replayed.rule().name())),
                version == null ? "" : " " + Output.printable(version),
                replayed.alerts().size(),
                replayed.alerts().size() == 1 ? "alert" : "alerts",
                replayed.runs(),
                replayed.runs() == 1 ? "run" : "runs",
                Output.time(from.toString()),
                Output.time(to.toString())));
    replayed.notes().forEach(note -> output.line("  " + Output.printable(note)));
  }

  private void alert(String mark, Raised raised) {
    Alert alert = raised.alert();
    String entities =
        alert.entities().stream()
            .limit(6)
            .map(entity -> entity.type().ruleName() + " " + entity.label())
            .collect(Collectors.joining(", "));
    int more = alert.entities().size() - 6;
    output.line(
        "%s %s  %-13s %s  (%,d %s)"
            .formatted(
                mark,
                Output.time(alert.createdAt().toString()),
                alert.severity(),
                Output.printable(alert.name()),
                alert.eventCount(),
                alert.eventCount() == 1 ? "row" : "rows"));
    if (!entities.isEmpty()) {
      output.line(
          "      " + Output.printable(entities) + (more > 0 ? " and " + more + " more" : ""));
    }
    shown(raised).forEach(row -> row(raised.rows(), row));
  }

  private void row(ResultRows result, @Nullable Object[] row) {
    String cells =
        named(result, row).entrySet().stream()
            .map(cell -> cell.getKey() + " = " + cell.getValue())
            .collect(Collectors.joining(", "));
    output.line("      > " + Output.printable(cells));
  }

  private Stream<@Nullable Object[]> shown(Raised raised) {
    return raised.rows().rows().stream().limit(rows);
  }

  /** The cells that hold something, as text. */
  private static Map<String, String> named(ResultRows result, @Nullable Object[] row) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (Column column : result.columns()) {
      String text = result.text(row, column.name());
      if (!text.isEmpty()) {
        cells.put(column.name(), text);
      }
    }
    return cells;
  }

  private static Map<String, Object> range(Instant from, Instant to) {
    Map<String, Object> range = new LinkedHashMap<>();
    range.put("from", from.toString());
    range.put("to", to.toString());
    return range;
  }

  private static Map<String, Object> summary(Replayed replayed) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("rule", replayed.rule().id());
    summary.put("name", replayed.rule().name());
    if (replayed.rule().version() != null) {
      summary.put("version", replayed.rule().version());
    }
    summary.put("runs", replayed.runs());
    summary.put("raised", replayed.alerts().size());
    summary.put("notes", replayed.notes());
    return summary;
  }

  private Map<String, Object> json(ReplayDiff.Changed changed) {
    Map<String, Object> map = json(changed.after());
    map.put("differences", changed.differences());
    map.put("before", json(changed.before()));
    return map;
  }

  private Map<String, Object> json(Raised raised) {
    Alert alert = raised.alert();
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", alert.name());
    map.put("severity", alert.severity().name());
    map.put("raised", alert.createdAt().toString());
    map.put("startTime", alert.startTime().toString());
    map.put("endTime", alert.endTime().toString());
    map.put("eventCount", alert.eventCount());
    map.put("entities", alert.entities().stream().map(ReplayText::json).toList());
    if (rows > 0) {
      map.put("rows", shown(raised).map(row -> named(raised.rows(), row)).toList());
    }
    return map;
  }

  private static Map<String, Object> json(MappedEntity entity) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("entityType", entity.type().ruleName());
    map.put("label", entity.label());
    return map;
  }
}
