package io.vedette.incidents;

import io.vedette.analytics.rules.AnalyticsRule.Severity;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents to list, and in which order.
 *
 * @param statuses empty: all
 * @param severities empty: all
 * @param owner an account's name; null: all
 * @param search text in number, title, labels, owner, alerts or entities, in any case; null: all
 * @param from changed at or after; null: open
 * @param to changed before; null: open
 * @param sort {@code lastUpdate}, {@code createdAt}, {@code number}, {@code severity}, {@code
 *     status}, {@code title}, {@code alertCount} or {@code owner}, with {@code -} before it for
 *     descending
 */
public record IncidentFilter(
    Set<IncidentStatus> statuses,
    Set<Severity> severities,
    @Nullable String owner,
    @Nullable String label,
    @Nullable String search,
    @Nullable Instant from,
    @Nullable Instant to,
    String sort,
    int skip,
    int top) {
  private static final int MOST = 1000;

  /** Everything, the last changed first. */
  public static final IncidentFilter ALL =
      new IncidentFilter(Set.of(), Set.of(), null, null, null, null, null, "-lastUpdate", 0, MOST);

  public IncidentFilter {
    statuses = Set.copyOf(statuses);
    severities = Set.copyOf(severities);
    skip = Math.max(skip, 0);
    top = Math.clamp(top, 0, MOST);
  }
}
