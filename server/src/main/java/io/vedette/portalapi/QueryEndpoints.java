package io.vedette.portalapi;

import io.vedette.identity.RequiresRole;
import io.vedette.identity.Role;
import io.vedette.kql.Compilation;
import io.vedette.kql.CompileOptions.TimeRange;
import io.vedette.kql.CompiledQuery;
import io.vedette.kql.CompiledQuery.Visualization;
import io.vedette.kql.Diagnostic;
import io.vedette.kql.RowScope;
import io.vedette.query.KustoJson;
import io.vedette.query.QueryEngine;
import io.vedette.query.QueryLimits;
import io.vedette.query.QueryOutcome;
import io.vedette.query.QueryRequest;
import io.vedette.query.ResultSet;
import io.vedette.query.TextPosition;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Runs queries of the portal's Logs page. */
@RestController
@RequiresRole(Role.READER)
final class QueryEndpoints {
  private static final long MOST_ROWS = 30_000;

  private final QueryEngine engine;
  private final InstantSource clock;
  private final JsonMapper json;

  QueryEndpoints(QueryEngine engine, InstantSource clock, JsonMapper json) {
    this.engine = engine;
    this.clock = clock;
    this.json = json;
  }

  /** A query to run; the id is the caller's own, to cancel it by. */
  record Query(
      @Nullable String query,
      @Nullable Timespan timespan,
      @Nullable String id,
      @Nullable Long maxRows) {}

  /** Bounds on TimeGenerated; an absent one is open. */
  record Timespan(@Nullable Instant from, @Nullable Instant to) {}

  /** Answers with the result tables; rows beyond {@code maxRows} are cut and said to be. */
  @PostMapping("/api/query")
  void run(@RequestBody Query body, HttpServletResponse response) throws IOException {
    String kql = body.query();
    if (kql == null || kql.isBlank()) {
      throw RefusedRequestException.badRequest("The request has no query.");
    }
    TimeRange range =
        body.timespan() == null
            ? null
            : new TimeRange(body.timespan().from(), body.timespan().to());
    long rows = body.maxRows() == null ? MOST_ROWS : Math.clamp(body.maxRows(), 1, MOST_ROWS);
    Instant now = clock.instant();
    QueryRequest request =
        new QueryRequest(
            kql,
            now,
            range,
            RowScope.ALL,
            QueryLimits.DEFAULT.cutAfter(rows),
            body.id() == null ? UUID.randomUUID().toString() : body.id());
    switch (engine.run(request)) {
      case QueryOutcome.Completed completed -> {
        boolean timeSet = range != null && setsTime(kql, now, range);
        response.setContentType("application/json");
        try (JsonGenerator out = json.createGenerator(response.getOutputStream())) {
          write(out, kql, completed, timeSet);
        }
      }
      case QueryOutcome.Failed failed -> throw new RefusedRequestException(problem(kql, failed));
      case QueryOutcome.Stopped stopped ->
          throw new RefusedRequestException(
              Problem.of(status(stopped.reason()), stopped.reason().name(), stopped.message()));
    }
  }

  /** Cancels a running query; does nothing when it has ended. */
  @DeleteMapping("/api/query/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void cancel(@PathVariable String id) {
    engine.cancel(id);
  }

  /** A time range changes nothing when the query bounds TimeGenerated itself. */
  private boolean setsTime(String kql, Instant now, TimeRange range) {
    return engine.compile(kql, now, range) instanceof CompiledQuery with
        && engine.compile(kql, now, null) instanceof CompiledQuery without
        && sql(with).equals(sql(without));
  }

  private static List<String> sql(Compilation compilation) {
    return compilation instanceof CompiledQuery query
        ? query.results().stream().map(CompiledQuery.ResultTable::sql).toList()
        : List.of();
  }

  private static int status(QueryOutcome.Reason reason) {
    return switch (reason) {
      case CANCELLED -> 409;
      case TIME -> 408;
      case MEMORY, RESULT_ROWS, RESULT_BYTES -> 413;
      case BUSY -> 429;
    };
  }

  private static void write(
      JsonGenerator out, String kql, QueryOutcome.Completed completed, boolean timeSet) {
    out.writeStartObject();
    out.writeArrayPropertyStart("tables");
    for (ResultSet table : completed.tables()) {
      out.writeStartObject();
      out.writeStringProperty("name", table.name());
      KustoJson.writeTable(out, table);
      writeVisualization(out, table.visualization());
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeObjectPropertyStart("statistics");
    out.writeNumberProperty("durationMillis", completed.statistics().total().toMillis());
    out.writeNumberProperty("rows", completed.statistics().rows());
    out.writeBooleanProperty("truncated", completed.statistics().truncated());
    out.writeEndObject();
    out.writeBooleanProperty("timeSetInQuery", timeSet);
    out.writeName("warnings");
    out.writePOJO(mistakes(kql, completed.warnings()));
    out.writeEndObject();
  }

  private static void writeVisualization(JsonGenerator out, @Nullable Visualization visualization) {
    if (visualization == null) {
      return;
    }
    out.writeObjectPropertyStart("visualization");
    out.writeStringProperty("kind", visualization.kind());
    out.writeObjectPropertyStart("properties");
    visualization.properties().forEach(out::writeStringProperty);
    out.writeEndObject();
    out.writeEndObject();
  }

  private static Problem problem(String kql, QueryOutcome.Failed failed) {
    List<Problem.Mistake> mistakes = mistakes(kql, failed.diagnostics());
    Problem.Mistake first = mistakes.getFirst();
    return Problem.of(400, first.code(), first.message(), mistakes);
  }

  /** Diagnostics with their places in the text. */
  static List<Problem.Mistake> mistakes(String kql, List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .map(
            diagnostic -> {
              TextPosition at = TextPosition.of(kql, diagnostic.span().start());
              return new Problem.Mistake(
                  diagnostic.code(),
                  diagnostic.message(),
                  diagnostic.hint(),
                  diagnostic.span().start(),
                  diagnostic.span().end(),
                  at.line(),
                  at.column());
            })
        .toList();
  }
}
