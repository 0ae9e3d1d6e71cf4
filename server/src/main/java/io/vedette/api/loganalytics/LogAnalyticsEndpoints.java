package io.vedette.api.loganalytics;

import io.vedette.identity.RequiresRole;
import io.vedette.identity.Role;
import io.vedette.kql.CompileOptions.TimeRange;
import io.vedette.kql.CompiledQuery.Visualization;
import io.vedette.kql.RowScope;
import io.vedette.query.KustoJson;
import io.vedette.query.QueryEngine;
import io.vedette.query.QueryLimits;
import io.vedette.query.QueryOutcome;
import io.vedette.query.QueryRequest;
import io.vedette.query.ResultSet;
import io.vedette.workspace.Workspace;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs queries as {@code api.loganalytics.io} does.
 *
 * <p>Source: Azure Monitor documentation, "Azure Monitor Log Analytics API", request format,
 * response format and errors.
 */
@RestController
@RequiresRole(Role.READER)
public final class LogAnalyticsEndpoints {
  private final QueryEngine engine;
  private final Workspace workspace;
  private final InstantSource clock;
  private final JsonMapper json;

  LogAnalyticsEndpoints(
      QueryEngine engine, Workspace workspace, InstantSource clock, JsonMapper json) {
    this.engine = engine;
    this.workspace = workspace;
    this.clock = clock;
    this.json = json;
  }

  /** A query; the interval bounds TimeGenerated where the query does not. */
  record Query(
      @Nullable String query, @Nullable String timespan, @Nullable List<String> workspaces) {}

  @PostMapping("/v1/workspaces/{id}/query")
  void post(
      @PathVariable String id,
      @RequestBody Query body,
      @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
      HttpServletResponse response)
      throws IOException {
    run(id, body, Preferences.of(prefer), response);
  }

  @GetMapping("/v1/workspaces/{id}/query")
  void get(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String query,
      @RequestParam(required = false) @Nullable String timespan,
      @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
      HttpServletResponse response)
      throws IOException {
    run(id, new Query(query, timespan, null), Preferences.of(prefer), response);
  }

  private void run(String id, Query body, Preferences preferences, HttpServletResponse response)
      throws IOException {
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
    switch (engine.run(request)) {
      case QueryOutcome.Completed completed -> {
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        try (JsonGenerator out = json.createGenerator(response.getOutputStream())) {
          write(out, completed, preferences);
        }
      }
      case QueryOutcome.Failed failed ->
          throw new LogAnalyticsException(400, LogAnalyticsError.ofQuery(kql, failed));
      case QueryOutcome.Stopped stopped -> throw stopped(stopped);
    }
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

  private static void write(
      JsonGenerator out, QueryOutcome.Completed completed, Preferences preferences) {
    out.writeStartObject();
    out.writeArrayPropertyStart("tables");
    for (ResultSet table : completed.tables()) {
      out.writeStartObject();
      out.writeStringProperty("name", table.name());
      out.writeName("columns");
      KustoJson.writeColumns(out, table.columns());
      out.writeName("rows");
      KustoJson.writeRows(out, table);
      out.writeEndObject();
    }
    out.writeEndArray();
    if (preferences.statistics()) {
      writeStatistics(out, completed);
    }
    if (preferences.visualization()) {
      writeVisualization(out, completed.primary().visualization());
    }
    if (completed.statistics().truncated()) {
      out.writeName("error");
      out.writePOJO(
          LogAnalyticsError.cut(
              "The results of this query exceed the set limit of %d records or %d bytes and were cut."
                  .formatted(QueryLimits.DEFAULT.rows(), QueryLimits.DEFAULT.bytes())));
    }
    out.writeEndObject();
  }

  private static void writeStatistics(JsonGenerator out, QueryOutcome.Completed completed) {
    out.writeObjectPropertyStart("statistics");
    out.writeObjectPropertyStart("query");
    out.writeNumberProperty("executionTime", completed.statistics().total().toNanos() / 1e9);
    out.writeArrayPropertyStart("datasetStatistics");
    for (ResultSet table : completed.tables()) {
      out.writeStartObject();
      out.writeNumberProperty("tableRowCount", table.rows().size());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeEndObject();
    out.writeEndObject();
  }

  private static void writeVisualization(JsonGenerator out, @Nullable Visualization chart) {
    out.writeObjectPropertyStart("render");
    if (chart != null) {
      out.writeStringProperty("visualization", chart.kind());
      chart.properties().forEach(out::writeStringProperty);
    }
    out.writeEndObject();
  }

  @ExceptionHandler
  ResponseEntity<LogAnalyticsError.Body> refused(LogAnalyticsException refused) {
    return ResponseEntity.status(refused.status())
        .contentType(MediaType.APPLICATION_JSON)
        .body(new LogAnalyticsError.Body(refused.error()));
  }

  @ExceptionHandler
  ResponseEntity<LogAnalyticsError.Body> unreadable(HttpMessageNotReadableException unreadable) {
    return refused(
        new LogAnalyticsException(
            400,
            LogAnalyticsError.badArgument(
                "InvalidBodyError", "The body is no JSON object with a query.")));
  }
}
