package io.vedette.query;

import io.vedette.kql.CompileOptions.TimeRange;
import io.vedette.kql.RowScope;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A query to run.
 *
 * @param now the one instant that the query sees
 * @param timespan bounds on TimeGenerated where the query has none itself, or null
 * @param queryId the name by which it can be cancelled; unique among running queries
 * @param parameters values of the parameters that the query declares, as {@link
 *     io.vedette.kql.CompileOptions#parameters}
 */
public record QueryRequest(
    String kql,
    Instant now,
    @Nullable TimeRange timespan,
    RowScope scope,
    QueryLimits limits,
    String queryId,
    Map<String, String> parameters) {
  public QueryRequest {
    parameters = Map.copyOf(parameters);
  }

  /** Without values of parameters. */
  public QueryRequest(
      String kql,
      Instant now,
      @Nullable TimeRange timespan,
      RowScope scope,
      QueryLimits limits,
      String queryId) {
    this(kql, now, timespan, scope, limits, queryId, Map.of());
  }

  /** Over everything stored, within the default limits, under a fresh id. */
  public static QueryRequest of(String kql, Instant now) {
    return new QueryRequest(
        kql, now, null, RowScope.ALL, QueryLimits.DEFAULT, UUID.randomUUID().toString());
  }
}
