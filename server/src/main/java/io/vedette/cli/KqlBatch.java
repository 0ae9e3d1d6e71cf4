package io.vedette.cli;

import io.vedette.kql.Diagnostic;
import io.vedette.kql.RowScope;
import io.vedette.query.KustoJson;
import io.vedette.query.QueryEngine;
import io.vedette.query.QueryLimits;
import io.vedette.query.QueryOutcome;
import io.vedette.query.QueryRequest;
import io.vedette.query.ResultSet;
import io.vedette.query.TextPosition;
import io.vedette.workspace.Workspace;
import io.vedette.workspace.WorkspaceSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers queries a line at a time, in order: {@code {"id", "query", "watchlist_columns"?}} in,
 * {@code {"id", "columns", "rows"}} or {@code {"id", "error"}} out. Some are run at the same time,
 * and no query ends the batch.
 */
final class KqlBatch {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int WAITING = 64;
  private static final int STACK_BYTES = 16 << 20;

  private final Workspace workspace;
  private final QueryEngine engine;
  private final InstantSource clock;
  private final QueryLimits limits;

  KqlBatch(Workspace workspace, QueryEngine engine, InstantSource clock, QueryLimits limits) {
    this.workspace = workspace;
    this.engine = engine;
    this.clock = clock;
    this.limits = limits;
  }

  /** Reads to the end of the input; what is answered is flushed at once. */
  void run(BufferedReader in, PrintWriter out) throws IOException, InterruptedException {
    BlockingQueue<Optional<Future<String>>> answers = new ArrayBlockingQueue<>(WAITING);
    int concurrent = Runtime.getRuntime().availableProcessors();
    try (ExecutorService workers =
        Executors.newFixedThreadPool(
            concurrent, task -> new Thread(null, task, "kql-batch", STACK_BYTES))) {
      Thread printer = Thread.ofVirtual().start(() -> print(answers, out));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        String request = line;
        if (!request.isBlank()) {
          answers.put(Optional.of(workers.submit(() -> answer(request))));
        }
      }
      answers.put(Optional.empty());
      printer.join();
    }
  }

  /** Prints answers as they come, until the empty one that ends them. */
  private static void print(BlockingQueue<Optional<Future<String>>> answers, PrintWriter out) {
    try {
      for (var answer = answers.take(); answer.isPresent(); answer = answers.take()) {
        out.println(answer.get().get());
        if (answers.isEmpty()) {
          out.flush();
        }
      }
      out.flush();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an answer that is no answer", e);
    }
  }

  /** The answer to one line; whatever happens, it is one. */
  String answer(String line) {
    JsonNode request;
    try {
      request = JSON.readTree(line);
    } catch (JacksonException e) {
      return error(null, "VK901", "the request is no JSON: " + e.getOriginalMessage(), 1, 1, null);
    }
    JsonNode id = request.get("id");
    JsonNode query = request.get("query");
    if (query == null || !query.isString()) {
      return error(id, "VK901", "the request has no \"query\"", 1, 1, null);
    }
    try {
      return answer(id, query.asString(), schema(request.path("watchlist_columns")));
    } catch (RuntimeException | StackOverflowError e) {
      return error(id, "VK999", "a fault of the engine: " + e, 1, 1, null);
    }
  }

  private WorkspaceSchema schema(JsonNode watchlistColumns) {
    WorkspaceSchema schema = workspace.schema();
    List<String> columns = new ArrayList<>();
    watchlistColumns.forEach(
        column -> columns.add(column.isString() ? column.asString() : column.path(0).asString()));
    return columns.isEmpty() ? schema : schema.assumingWatchlists(columns);
  }

  private String answer(@Nullable JsonNode id, String kql, WorkspaceSchema schema) {
    QueryRequest request =
        new QueryRequest(
            kql, clock.instant(), null, RowScope.ALL, limits, UUID.randomUUID().toString());
    return switch (engine.run(request, schema)) {
      case QueryOutcome.Completed completed -> result(id, completed.primary());
      case QueryOutcome.Failed failed -> {
        Diagnostic first = firstError(failed.diagnostics());
        TextPosition at = TextPosition.of(kql, first.span().start());
        yield error(id, first.code(), first.message(), at.line(), at.column(), first.hint());
      }
      case QueryOutcome.Stopped stopped ->
          error(id, stopped.reason().name(), stopped.message(), 1, 1, null);
    };
  }

  static Diagnostic firstError(List<Diagnostic> diagnostics) {
    return diagnostics.stream()
        .filter(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR)
        .findFirst()
        .orElseThrow();
  }

  private static String result(@Nullable JsonNode id, ResultSet table) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      writeId(json, id);
      KustoJson.writeTable(json, table);
      json.writeEndObject();
    }
    return text.toString();
  }

  private static String error(
      @Nullable JsonNode id,
      String code,
      String message,
      int line,
      int column,
      @Nullable String hint) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      writeId(json, id);
      json.writeObjectPropertyStart("error");
      json.writeStringProperty("code", code);
      json.writeStringProperty("message", message);
      json.writeNumberProperty("line", line);
      json.writeNumberProperty("column", column);
      if (hint != null) {
        json.writeStringProperty("hint", hint);
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void writeId(JsonGenerator json, @Nullable JsonNode id) {
    json.writeName("id");
    if (id == null) {
      json.writeNull();
    } else {
      json.writeTree(id);
    }
  }
}
