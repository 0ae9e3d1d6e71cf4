package io.vedette.analytics.explain;

import io.vedette.kql.Span;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of the rows that a rule looked at. */
public sealed interface Explanation {

  /** Nothing can be said; the message tells why, with the place where there is one. */
  record Refused(String message) implements Explanation {}

  /**
   * How many rows pass each clause.
   *
   * @param now the clock that the query saw
   * @param from since when rows had to be stored, or null for all
   * @param source where the rows come from, as written
   * @param sourceRows how many there are
   * @param clauses in the order in which rows pass them
   * @param results rows of the whole query's result
   * @param verdict whether those raise an alert, in words
   * @param event what became of the event that was asked for, or null when none was
   */
  record Explained(
      Instant now,
      @Nullable Instant from,
      String source,
      long sourceRows,
      List<Clause> clauses,
      long results,
      String verdict,
      @Nullable EventTrace event)
      implements Explanation {
    public Explained {
      clauses = List.copyOf(clauses);
    }
  }

  /**
   * One operator.
   *
   * @param span its place in the query
   * @param rows how many rows are there after it; null where that cannot be told
   * @param conditions of {@code where}: its parts, when there are several
   */
  record Clause(String text, Span span, @Nullable Long rows, List<Condition> conditions) {
    public Clause {
      conditions = List.copyOf(conditions);
    }
  }

  /**
   * A part of a {@code where}.
   *
   * @param rows how many rows pass it and the parts before it
   */
  record Condition(String text, Span span, @Nullable Long rows) {}

  /**
   * The way of one event.
   *
   * @param matching how many rows the selection found; the first of them is followed
   * @param steps how it fared at each clause, up to the one that dropped it
   * @param dropped where it ended, or null when it, or the group that it is in, is in the result
   */
  record EventTrace(long matching, List<EventStep> steps, @Nullable Dropped dropped) {
    public EventTrace {
      steps = List.copyOf(steps);
    }
  }

  /**
   * The event after a clause.
   *
   * @param rows how many rows it has become
   * @param group the keys of the group that it has come into, by name; empty before it is in one
   */
  record EventStep(String clause, long rows, Map<String, String> group) {
    public EventStep {
      group = Collections.unmodifiableMap(new LinkedHashMap<>(group));
    }
  }

  /**
   * The clause that dropped an event or its group.
   *
   * @param conditions those parts of the clause that do not hold; the clause itself where it has no
   *     parts
   * @param values the columns that those name, as they were before the clause
   */
  record Dropped(String clause, Span span, List<String> conditions, Map<String, String> values) {
    public Dropped {
      conditions = List.copyOf(conditions);
      values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
  }
}
