package io.vedette.analytics.replay;

import io.vedette.analytics.ResultRows;
import io.vedette.analytics.RuleRunner;
import io.vedette.analytics.RunWindow;
import io.vedette.analytics.replay.Replayed.Raised;
import io.vedette.analytics.rules.AnalyticsRule;
import io.vedette.analytics.rules.AnalyticsRule.Schedule;
import io.vedette.ingestion.StoredHistory;
import io.vedette.ingestion.StoredHistory.Arrival;
import io.vedette.kql.RowScope;
import io.vedette.query.QueryEngine;
import java.io.Serial;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Runs a rule over what is stored as it would have run then: each run sees what had been stored by
 * its time and nothing else. A scheduled rule runs every {@code queryFrequency}, counted from the
 * start of the time that is replayed; a near-real-time one each time that rows were stored, or, for
 * events that never were delivered, once in each stretch of a given length in which some are.
 * Suppression counts, switches do not. Nothing is changed.
 */
public final class RuleReplay {
  /** Runs of a near-real-time rule; when rows were stored more often, neighbours go together. */
  static final int MOST_RUNS_ON_ROWS = 50_000;

  /** A schedule that asks for more is refused. */
  static final long MOST_SCHEDULED_RUNS = 200_000;

  private static final int ROWS_KEPT = 20;
  private static final int MOST_ALERTS = 10_000;
  private static final int MOST_NOTES = 20;

  private final QueryEngine engine;
  private final StoredHistory history;
  private final Duration deliveries;

  /** Over rows as they were stored. */
  public RuleReplay(QueryEngine engine, StoredHistory history) {
    this(engine, history, Duration.of(1, ChronoUnit.MICROS));
  }

  /**
   * @param deliveries for how long rows are taken to have come in together
   */
  public RuleReplay(QueryEngine engine, StoredHistory history, Duration deliveries) {
    this.engine = engine;
    this.history = history;
    this.deliveries = deliveries;
  }

  /** Hears how far it is; runs on the thread that replays. */
  @FunctionalInterface
  public interface Progress {
    /** So many of so many runs are done. */
    void done(long runs, long of);
  }

  /** The replay cannot be made as it was asked for; the message says why and what to do. */
  public static final class RefusedException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }

  /**
   * Replays a rule.
   *
   * @param from exclusive, by ingestion time
   * @param to inclusive; the last run may end later, since it sees a whole period
   */
  public Replayed replay(AnalyticsRule rule, Instant from, Instant to, Progress progress) {
    Notes notes = new Notes();
    List<RunWindow> windows =
        switch (rule.schedule()) {
          case Schedule.NearRealTime near -> onRows(near.queryPeriod(), from, to, notes);
          case Schedule.Scheduled scheduled -> onSchedule(scheduled, from, to);
        };
    AtomicReference<Instant> clock = new AtomicReference<>(from);
    RuleRunner runner = new RuleRunner(engine, clock::get);
    List<Raised> alerts = new ArrayList<>();
    boolean needsRows = !rule.trigger().isMetBy(0) && isSilentWithoutRows(runner, rule, from);
    Instant rests = Instant.MIN;
    long done = 0;
    long runs = 0;
    for (RunWindow window : windows) {
      progress.done(done++, windows.size());
      if (window.now().isBefore(rests) || (needsRows && window.received() == null)) {
        continue;
      }
      clock.set(window.now());
      runs++;
      switch (runner.run(rule, window)) {
        case RuleRunner.Result.Failed failed ->
            notes.add("A run failed: " + failed.message(), window.now());
        case RuleRunner.Result.Evaluated evaluated -> {
          if (evaluated.note() != null) {
            notes.add(evaluated.note(), window.now());
          }
          keep(evaluated, alerts, notes);
          if (!evaluated.alerts().isEmpty() && rule.suppression() != null) {
            rests = window.to().plus(rule.suppression());
          }
        }
      }
    }
    progress.done(windows.size(), windows.size());
    return new Replayed(rule, runs, alerts, notes.all());
  }

  private static void keep(
      RuleRunner.Result.Evaluated evaluated, List<Raised> alerts, Notes notes) {
    for (int i = 0; i < evaluated.alerts().size(); i++) {
      if (alerts.size() == MOST_ALERTS) {
        notes.add(
            "Alerts after the first " + MOST_ALERTS + " are left out",
            evaluated.alerts().get(i).createdAt());
        return;
      }
      alerts.add(
          new Raised(
              evaluated.alerts().get(i),
              new ResultRows(
                  evaluated.result().columns(),
                  evaluated.rowsOf(i).stream().limit(ROWS_KEPT).toList())));
    }
  }

  /** Whether the query gives nothing when none of the stored rows can be seen. */
  private static boolean isSilentWithoutRows(RuleRunner runner, AnalyticsRule rule, Instant from) {
    RunWindow empty = new RunWindow(from, from, from, new RowScope(null, 0L, null), null, null);
    return runner.run(rule, empty) instanceof RuleRunner.Result.Evaluated evaluated
        && evaluated.rows() == 0;
  }

  private List<RunWindow> onRows(Duration period, Instant from, Instant to, Notes notes) {
    Duration every = deliveries;
    long times = history.countArrivals(from, to);
    Duration evenly = Duration.between(from, to).dividedBy(MOST_RUNS_ON_ROWS).plusSeconds(1);
    if (times > MOST_RUNS_ON_ROWS && evenly.compareTo(every) > 0) {
      every = evenly;
      notes.add(
          "Rows were stored at %d times: those within %s go together in one run"
              .formatted(times, every),
          from);
    }
    List<RunWindow> windows = new ArrayList<>();
    long after = history.through(from);
    for (Arrival arrival : history.arrivals(from, to, every)) {
      windows.add(
          new RunWindow(
              arrival.at(),
              arrival.at().minusNanos(1000),
              arrival.at(),
              new RowScope(after, arrival.last(), arrival.at().minus(every).minus(period)),
              arrival.at(),
              arrival.at()));
      after = arrival.last();
    }
    return windows;
  }

  private List<RunWindow> onSchedule(Schedule.Scheduled schedule, Instant from, Instant to) {
    Duration frequency = schedule.queryFrequency();
    long runs = Duration.between(from, to).plus(frequency).minusNanos(1).dividedBy(frequency);
    if (runs > MOST_SCHEDULED_RUNS) {
      throw new RefusedException(
          "A run every %s from %s to %s makes %,d runs, and at most %,d are made. Replay a shorter time."
              .formatted(frequency, from, to, runs, MOST_SCHEDULED_RUNS));
    }
    List<Arrival> arrivals = history.arrivals(from, to, frequency);
    List<RunWindow> windows = new ArrayList<>();
    long through = history.through(from);
    Instant latest = through == 0 ? Instant.MIN : from;
    int next = 0;
    for (long run = 1; run <= runs; run++) {
      Instant end = from.plus(frequency.multipliedBy(run));
      if (next < arrivals.size() && !arrivals.get(next).at().isAfter(end)) {
        through = arrivals.get(next).last();
        latest = arrivals.get(next).at();
        next++;
      }
      Instant start = end.minus(schedule.queryPeriod());
      // Without a row in its whole period a run has nothing to look at.
      Instant seen = latest.isAfter(start) ? latest : null;
      windows.add(new RunWindow(end, start, end, new RowScope(null, through, start), seen, seen));
    }
    return windows;
  }

  /** Remarks, each with the first time it was made and how often. */
  private static final class Notes {
    private final Map<String, Instant> first = new LinkedHashMap<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();

    void add(String note, Instant at) {
      if (first.size() < MOST_NOTES || first.containsKey(note)) {
        first.putIfAbsent(note, at);
        counts.merge(note, 1, Integer::sum);
      }
    }

    List<String> all() {
      List<String> all = new ArrayList<>();
      first.forEach(
          (note, at) -> {
            int count = counts.getOrDefault(note, 1);
            all.add(note + (count > 1 ? " (%d times, first at %s)".formatted(count, at) : ""));
          });
      return all;
    }
  }
}
