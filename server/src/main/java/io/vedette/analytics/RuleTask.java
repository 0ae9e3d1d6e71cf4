package io.vedette.analytics;

import io.vedette.analytics.rules.AnalyticsRule;
import io.vedette.analytics.rules.AnalyticsRule.Schedule;
import io.vedette.ingestion.Commit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One rule at work: where it stands in memory, and whether it is due. Guarded by itself. */
final class RuleTask {
  static final long LARGEST_CHUNK = 250_000;
  private static final long SMALLEST_CHUNK = 500;
  private static final int MOST_PENDING = 1000;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private AnalyticsRule rule;
  private long watermark;
  private Instant windowEnd;
  private int failures;
  private @Nullable Instant suppressedUntil;
  private @Nullable Instant retryAt;
  private Set<String> drivingTables = Set.of();
  private List<RuleDiagnostic> diagnostics = List.of();

  /**
   * Commits that brought rows which no run has seen, the earliest first; the middle may be missing.
   */
  private final ArrayDeque<Commit> pending = new ArrayDeque<>();

  private long pendingThrough;

  /** Rows up to this one were stored before the rule was taken up; when is not known. */
  private final long leftOver;

  private boolean running;
  private boolean stopped;
  private boolean slow;
  private boolean outdated;
  private long chunk = LARGEST_CHUNK;

  /**
   * @param lastSequence the last row there is: those after the rule's watermark wait for it
   */
  RuleTask(AnalyticsRule rule, RuleState state, Instant now, long lastSequence) {
    this.rule = rule;
    this.watermark = state.watermark();
    this.windowEnd = state.windowEnd() == null ? now : state.windowEnd();
    this.failures = state.failures();
    this.suppressedUntil = state.suppressedUntil();
    this.pendingThrough = lastSequence;
    this.leftOver = lastSequence;
  }

  synchronized AnalyticsRule rule() {
    return rule;
  }

  /** Another version of the rule; it goes on where the one before stopped. */
  synchronized void replace(AnalyticsRule other) {
    rule = other;
    retryAt = null;
  }

  /** Notes that its query may mean other tables than when it was compiled. */
  synchronized void outdate() {
    outdated = true;
  }

  /** Whether it must be compiled anew; asked once. */
  synchronized boolean takeOutdated() {
    boolean was = outdated;
    outdated = false;
    return was;
  }

  /** What compiling the query said of it. */
  synchronized void compiled(Set<String> driving, List<RuleDiagnostic> problems) {
    drivingTables = driving;
    diagnostics = problems;
  }

  synchronized List<RuleDiagnostic> diagnostics() {
    return diagnostics;
  }

  synchronized boolean isDrivenBy(String table) {
    return drivingTables.contains(table);
  }

  synchronized void stop() {
    stopped = true;
  }

  synchronized boolean isSlow() {
    return slow;
  }

  /** Notes new rows in one of its driving tables. */
  synchronized void rowsCame(Commit commit) {
    if (commit.lastSequence() <= watermark) {
      return;
    }
    pendingThrough = Math.max(pendingThrough, commit.lastSequence());
    if (pending.size() < MOST_PENDING) {
      pending.add(commit);
    }
  }

  /** Notes that there may be rows for it up to this one. */
  synchronized void expectThrough(long sequence) {
    pendingThrough = Math.max(pendingThrough, sequence);
  }

  /** Takes the turn to run when the rule is due and does not run yet. */
  synchronized boolean begin(Instant now) {
    if (running || !isDue(now)) {
      return false;
    }
    running = true;
    return true;
  }

  /** Gives the turn back, unless the rule is due again; then true. */
  synchronized boolean goesOn(Instant now) {
    running = isDue(now);
    return running;
  }

  private boolean isDue(Instant now) {
    if (stopped || (retryAt != null && now.isBefore(retryAt))) {
      return false;
    }
    return switch (rule.schedule()) {
      case Schedule.NearRealTime _ -> pendingThrough > watermark;
      case Schedule.Scheduled scheduled -> now.isAfter(windowEnd.plus(scheduled.queryFrequency()));
    };
  }

  /** When the rule runs next by the clock; null for one that waits for rows. */
  synchronized @Nullable Instant nextRunAt() {
    return switch (rule.schedule()) {
      case Schedule.NearRealTime _ -> retryAt;
      case Schedule.Scheduled scheduled ->
          retryAt == null ? windowEnd.plus(scheduled.queryFrequency()) : retryAt;
    };
  }

  /**
   * Rows that a near-real-time run looks at.
   *
   * @param first the commit that brought the first of them, if it is known
   */
  record Rows(long after, long through, @Nullable Commit first) {}

  synchronized Rows nextRows(long lastSequence) {
    long through = Math.min(lastSequence, watermark + chunk);
    return watermark < leftOver
        ? new Rows(watermark, Math.min(through, leftOver), null)
        : new Rows(watermark, through, pending.peekFirst());
  }

  /**
   * The commit that brought the first row which no run has seen, if it is known and not after the
   * given row.
   */
  synchronized @Nullable Commit firstNew(long through) {
    Commit first = watermark < leftOver ? null : pending.peekFirst();
    return first == null || first.firstSequence() > through ? null : first;
  }

  synchronized long watermark() {
    return watermark;
  }

  synchronized Instant windowEnd() {
    return windowEnd;
  }

  /** Leaves out windows before an instant. */
  synchronized void skipTo(Instant end) {
    windowEnd = end;
  }

  synchronized boolean isSuppressedAt(Instant time) {
    return suppressedUntil != null && time.isBefore(suppressedUntil);
  }

  synchronized void succeeded(
      long through, Instant end, Duration took, @Nullable Instant suppress) {
    watermark = Math.max(watermark, through);
    windowEnd = end;
    failures = 0;
    retryAt = null;
    slow = took.compareTo(Duration.ofSeconds(2)) > 0;
    chunk = Math.min(LARGEST_CHUNK, chunk * 2);
    while (!pending.isEmpty() && pending.getFirst().lastSequence() <= watermark) {
      pending.removeFirst();
    }
    if (suppress != null) {
      suppressedUntil = suppress;
    }
  }

  synchronized void failed(Instant now, boolean tooMuch) {
    failures++;
    Duration pause = Duration.ofSeconds(1L << Math.min(failures - 1, 9));
    retryAt = now.plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE);
    if (tooMuch) {
      chunk = Math.max(SMALLEST_CHUNK, chunk / 4);
      slow = true;
    }
  }
}
