package io.vedette.query;

import java.time.Duration;

/**
 * What a query took.
 *
 * @param total from the call to the answer, waiting included
 * @param compile the part of it that compiling took
 * @param rows rows of all result tables
 * @param truncated whether rows were cut off
 */
public record QueryStatistics(Duration total, Duration compile, long rows, boolean truncated) {}
