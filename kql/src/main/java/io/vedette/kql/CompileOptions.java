package io.vedette.kql;

import java.time.Instant;
import java.util.Map;
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
 * @param parameters values of the query's declared parameters by name: the text of a string, the
 *     literal of another type with or without the type's name
 */
public record CompileOptions(
    Instant now,
    @Nullable TimeRange timespan,
    RowScope scope,
    DataProbe probe,
    Map<String, String> parameters) {
  public CompileOptions {
    parameters = Map.copyOf(parameters);
  }

  /** Without values of parameters. */
  public CompileOptions(
      Instant now, @Nullable TimeRange timespan, RowScope scope, DataProbe probe) {
    this(now, timespan, scope, probe, Map.of());
  }

  /** A half-open range of TimeGenerated; a null bound is open. */
  public record TimeRange(@Nullable Instant from, @Nullable Instant to) {}

  /** Everything stored, at this instant, with no data to probe. */
  public static CompileOptions at(Instant now) {
    return new CompileOptions(now, null, RowScope.ALL, DataProbe.NONE);
  }
}
