package io.vedette.api.loganalytics;

import io.vedette.api.loganalytics.WorkspaceQueries.Query;
import io.vedette.identity.RequiresRole;
import io.vedette.identity.Role;
import io.vedette.query.QueryEngine;
import io.vedette.query.QueryOutcome;
import io.vedette.workspace.Workspace;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
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
 * <p>Source: Azure Monitor documentation, "Azure Monitor Log Analytics API", request format, batch
 * queries and errors.
 */
@RestController
@RequiresRole(Role.READER)
public final class LogAnalyticsEndpoints {
  private final WorkspaceQueries queries;
  private final JsonMapper json;

  LogAnalyticsEndpoints(
      QueryEngine engine, Workspace workspace, InstantSource clock, JsonMapper json) {
    this.queries = new WorkspaceQueries(engine, workspace, clock);
    this.json = json;
  }

  @PostMapping("/v1/workspaces/{id}/query")
  void post(
      @PathVariable String id,
      @RequestBody Query body,
      @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
      HttpServletResponse response)
      throws IOException {
    answer(id, body, Preferences.of(prefer), response);
  }

  @GetMapping("/v1/workspaces/{id}/query")
  void get(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String query,
      @RequestParam(required = false) @Nullable String timespan,
      @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
      HttpServletResponse response)
      throws IOException {
    answer(id, new Query(query, timespan, null), Preferences.of(prefer), response);
  }

  /** Several queries, one after the other; the answer has one part for each, in their order. */
  @PostMapping("/v1/$batch")
  void batch(@RequestBody BatchRequest body, HttpServletResponse response) throws IOException {
    body.check();
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    try (JsonGenerator out = json.createGenerator(response.getOutputStream())) {
      out.writeStartObject();
      out.writeArrayPropertyStart("responses");
      for (BatchRequest.Part part : body.parts()) {
        answer(part, out);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
  }

  private void answer(BatchRequest.Part part, JsonGenerator out) {
    out.writeStartObject();
    out.writeStringProperty("id", part.id());
    try {
      Preferences preferences = part.preferences();
      QueryOutcome.Completed completed = queries.run(part.workspaceId(), part.query(), preferences);
      out.writeNumberProperty("status", 200);
      out.writeName("body");
      LogAnalyticsAnswer.write(out, completed, preferences);
    } catch (LogAnalyticsException refused) {
      out.writeNumberProperty("status", refused.status());
      out.writeName("body");
      out.writePOJO(new LogAnalyticsError.Body(refused.error()));
    }
    out.writeObjectPropertyStart("headers");
    out.writeStringProperty("Content-Type", MediaType.APPLICATION_JSON_VALUE);
    out.writeEndObject();
    out.writeEndObject();
  }

  private void answer(String id, Query body, Preferences preferences, HttpServletResponse response)
      throws IOException {
    QueryOutcome.Completed completed = queries.run(id, body, preferences);
    response.setContentType(MediaType.APPLICATION_JSON_VALUE);
    try (JsonGenerator out = json.createGenerator(response.getOutputStream())) {
      LogAnalyticsAnswer.write(out, completed, preferences);
    }
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
                "InvalidBodyError", "The body is no JSON object with a query, or with requests.")));
  }
}
