package io.vedette.analytics;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A run that ended.
 *
 * @param window what it saw; its scope always has a lower and an upper sequence number
 * @param rows rows of the query's result
 * @param runs how many quiet runs this stands for
 * @param message why it failed, or what was cut; null when there is nothing to say
 */
record FinishedRun(
    Instant startedAt,
    Duration duration,
    RunStatus status,
    RunWindow window,
    long after,
    long through,
    long rows,
    List<Alert> alerts,
    int runs,
    @Nullable String message) {
  FinishedRun {
    alerts = List.copyOf(alerts);
  }

  /** This and a later one as one. */
  FinishedRun with(FinishedRun later) {
    RunWindow both =
        new RunWindow(
            later.window.now(),
            window.from(),
            later.window.to(),
            later.window.scope(),
            window.received(),
            window.stored());
    return new FinishedRun(
        startedAt,
        duration.compareTo(later.duration) >= 0 ? duration : later.duration,
        status,
        both,
        after,
        later.through,
        rows + later.rows,
        List.of(),
        runs + later.runs,
        later.message == null ? message : later.message);
  }
}
