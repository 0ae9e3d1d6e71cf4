package io.vedette.analytics.explain;

import io.vedette.analytics.ResultRows;
import io.vedette.analytics.explain.Explanation.Dropped;
import io.vedette.analytics.explain.Explanation.EventStep;
import io.vedette.analytics.explain.Explanation.EventTrace;
import io.vedette.kql.QueryOutline;
import io.vedette.kql.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Follows one event through a query. Up to the first clause that groups rows the event goes alone;
 * from there on it is followed as the group that it came into, together with the others of the
 * group.
 */
final class EventTracer {
  private final QueryOutline outline;
  private final ClauseQueries queries;
  private final List<EventStep> steps = new ArrayList<>();

  /** The rows at the current place that are, or hold, the event. */
  private String rows;

  /** The step that those rows go through next, were it not for what has been restricted since. */
  private int next;

  private Map<String, String> group = Map.of();

  /**
   * @param event a pipe that gives the event's rows of the source
   */
  EventTracer(QueryOutline outline, ClauseQueries queries, String event) {
    this.outline = outline;
    this.queries = queries;
    this.rows = event;
  }

  EventTrace trace() {
    long matching = counted(rows, 0);
    if (matching == 0) {
      return new EventTrace(
          0,
          steps,
          new Dropped(
              outline.source(),
              outline.sourceSpan(),
              List.of("it was stored before the time that the run looks at, or after it"),
              Map.of()));
    }
    long before = matching;
    for (; next < outline.steps().size(); next++) {
      QueryOutline.Step step = outline.steps().get(next);
      String after = rows + "\n| " + step.text();
      long left = counted(after, before);
      if (left > 0 && step.groupedBy() != null) {
        String grouped = ofGroup(step.groupedBy());
        long others = counted(grouped, 0);
        after = others == 0 ? after : grouped;
        left = others == 0 ? left : others;
      }
      steps.add(new EventStep(step.text(), left, group));
      if (left == 0) {
        return new EventTrace(matching, steps, dropped(step));
      }
      rows = after;
      before = left;
    }
    return new EventTrace(matching, steps, null);
  }

  private long counted(String pipe, long otherwise) {
    Long count = queries.count(pipe);
    return count == null ? otherwise : count;
  }

  /** The pipe through the grouping clause over all rows, restricted to the event's group. */
  private String ofGroup(String keys) {
    String all = outline.before(next + 1);
    if (keys.isEmpty()) {
      return all;
    }
    ResultRows first = queries.first(rows + "\n| summarize by " + keys);
    if (first == null) {
      return rows + "\n| " + outline.steps().get(next).text();
    }
    Map<String, String> values = new LinkedHashMap<>();
    StringBuilder restricted = new StringBuilder(all);
    @Nullable Object[] row = first.rows().getFirst();
    for (int i = 0; i < first.columns().size(); i++) {
      String column = first.columns().get(i).name();
      values.put(column, first.text(row, column));
      restricted.append("\n| where ").append(ClauseQueries.equality(first, row, i));
    }
    group = values;
    return restricted.toString();
  }

  private Dropped dropped(QueryOutline.Step step) {
    List<QueryOutline.Condition> failing =
        step.conditions().stream()
            .filter(one -> counted(rows + "\n| where " + one.text(), 1) == 0)
            .toList();
    Span span =
        failing.stream().map(QueryOutline.Condition::span).reduce(Span::to).orElse(step.span());
    List<String> texts = failing.stream().map(QueryOutline.Condition::text).toList();
    return new Dropped(
        step.text(),
        span,
        texts.isEmpty() ? List.of(step.text()) : texts,
        queries.values(rows, texts.isEmpty() ? step.text() : String.join(" ", texts)));
  }
}
