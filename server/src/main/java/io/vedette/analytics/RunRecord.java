package io.vedette.analytics;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run in a rule's history.
 *
 * @param rows rows of the query's result
 * @param runs how many quiet runs in a row this stands for
 * @param message why it failed, or what was cut, or null
 */
public record RunRecord(
    Instant startedAt,
    RunStatus status,
    Duration duration,
    long rows,
    int alerts,
    int runs,
    Instant windowFrom,
    Instant windowTo,
    @Nullable String message) {}
