package io.vedette.kql;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How to compile a query.
 *
 * @param now the one instant that {@code now()} and {@code ago()} see
 * @param timespan bounds on TimeGenerated that apply when the query does not filter it itself, or
 *     null
 * @param scope which stored rows are visible
 * @param probe answers questions on data that result columns depend on ({@code pivot}, {@code
 *     bag_unpack})
 */
public record CompileOptions(
    Instant now, @Nullable TimeRange timespan, RowScope scope, DataProbe probe) {

  /** A half-open range of TimeGenerated; a null bound is open. */
  public record TimeRange(@Nullable Instant from, @Nullable Instant to) {}

  /** Everything stored, at this instant, with no data to probe. */
  public static CompileOptions at(Instant now) {
    return new CompileOptions(now, null, RowScope.ALL, DataProbe.NONE);
  }
}
