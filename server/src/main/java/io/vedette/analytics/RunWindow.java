package io.vedette.analytics;

import io.vedette.kql.RowScope;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one run of a rule sees.
 *
 * @param now the clock that the query's {@code now()} and {@code ago()} read
 * @param from start of the window, by ingestion time, exclusive
 * @param to end of the window, by ingestion time, inclusive
 * @param scope the same as bounds on rows
 * @param received when the first of the new rows came in, if known
 * @param stored when that row was durable, if known
 */
public record RunWindow(
    Instant now,
    Instant from,
    Instant to,
    RowScope scope,
    @Nullable Instant received,
    @Nullable Instant stored) {}
