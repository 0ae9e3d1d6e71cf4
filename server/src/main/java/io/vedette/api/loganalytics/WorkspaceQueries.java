package io.vedette.api.loganalytics;

import io.vedette.kql.CompileOptions.TimeRange;
import io.vedette.kql.RowScope;
import io.vedette.query.QueryEngine;
import io.vedette.query.QueryLimits;
import io.vedette.query.QueryOutcome;
import io.vedette.query.QueryRequest;
import io.vedette.workspace.Workspace;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs the queries of requests over this server's workspace. */
final class WorkspaceQueries {
  private final QueryEngine engine;
  private final Workspace workspace;
  private final InstantSource clock;

  WorkspaceQueries(QueryEngine engine, Workspace workspace, InstantSource clock) {
    this.engine = engine;
    this.workspace = workspace;
    this.clock = clock;
  }

  /** A query; the interval bounds TimeGenerated where the query does not. */
  record Query(
      @Nullable String query, @Nullable String timespan, @Nullable List<String> workspaces) {}

  /**
   * Runs a query to its end.
   *
   * @param id the workspace that the request names
   * @throws LogAnalyticsException with the answer, when there are no rows
   */
  QueryOutcome.Completed run(String id, Query body, Preferences preferences) {
    requireOurs(id);
    if (body.workspaces() != null) {
      body.workspaces().forEach(this::requireOurs);
    }
    String kql = body.query();
    if (kql == null || kql.isBlank()) {
      throw new LogAnalyticsException(
          400, LogAnalyticsError.badArgument("QueryValidationError", "The request has no query."));
    }
    Instant now = clock.instant();
    QueryRequest request =
        new QueryRequest(
            kql,
            now,
            range(body.timespan(), now),
            RowScope.ALL,
            QueryLimits.DEFAULT.within(preferences.limit()).cutAfter(QueryLimits.DEFAULT.rows()),
            UUID.randomUUID().toString());
    return switch (engine.run(request)) {
      case QueryOutcome.Completed completed -> completed;
      case QueryOutcome.Failed failed ->
          throw new LogAnalyticsException(400, LogAnalyticsError.ofQuery(kql, failed));
      case QueryOutcome.Stopped stopped -> throw stopped(stopped);
    };
  }

  private void requireOurs(String id) {
    if (!id.equalsIgnoreCase(workspace.id().toString())) {
      throw new LogAnalyticsException(
          404,
          LogAnalyticsError.of(
              "WorkspaceNotFoundError",
              "There is no workspace '" + id + "' here; this one's id is " + workspace.id() + "."));
    }
  }

  private static @Nullable TimeRange range(@Nullable String timespan, Instant now) {
    if (timespan == null || timespan.isBlank()) {
      return null;
    }
    try {
      return IsoTimespan.parse(timespan, now);
    } catch (IllegalArgumentException e) {
      throw new LogAnalyticsException(
          400,
          LogAnalyticsError.badArgument("InvalidTimespanError", String.valueOf(e.getMessage())));
    }
  }

  private static LogAnalyticsException stopped(QueryOutcome.Stopped stopped) {
    return switch (stopped.reason()) {
      case TIME ->
          new LogAnalyticsException(504, LogAnalyticsError.of("GatewayTimeout", stopped.message()));
      case BUSY ->
          new LogAnalyticsException(429, LogAnalyticsError.of("ThrottledError", stopped.message()));
      case CANCELLED ->
          new LogAnalyticsException(
              409, LogAnalyticsError.of("QueryCancelledError", stopped.message()));
      case MEMORY, RESULT_ROWS, RESULT_BYTES ->
          new LogAnalyticsException(
              400, LogAnalyticsError.badArgument("QueryLimitError", stopped.message()));
    };
  }
}
