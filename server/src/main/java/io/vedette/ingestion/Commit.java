package io.vedette.ingestion;

import java.time.Instant;

/**
 * Rows of one table that have become durable together.
 *
 * @param committedAt when the commit returned
 */
public record Commit(
    String table,
    long firstSequence,
    long lastSequence,
    int rows,
    Instant ingestionTime,
    Instant committedAt) {}
