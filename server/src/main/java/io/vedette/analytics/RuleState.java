package io.vedette.analytics;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a rule stands.
 *
 * @param switchedOn by hand; null: as the rule's file says
 * @param watermark rows up to this sequence number have been evaluated
 * @param windowEnd end of the last scheduled window, or null before the first
 * @param suppressedUntil it rests until then, or null
 * @param failures failed runs in a row
 */
public record RuleState(
    String ruleId,
    @Nullable Boolean switchedOn,
    long watermark,
    @Nullable Instant windowEnd,
    @Nullable Instant suppressedUntil,
    int failures,
    @Nullable Instant lastRunAt,
    @Nullable RunStatus lastRunStatus,
    @Nullable String lastError,
    @Nullable Instant lastMatchAt) {}
