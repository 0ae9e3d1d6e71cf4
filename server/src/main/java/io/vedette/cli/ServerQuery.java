package io.vedette.cli;

import io.vedette.kql.Diagnostic;
import io.vedette.kql.Span;
import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import io.vedette.query.KustoJson;
import io.vedette.query.QueryOutcome;
import io.vedette.query.QueryStatistics;
import io.vedette.query.ResultSet;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the server that has a data directory open. Its answer is the one that the engine would give
 * here, except that the server cuts long results.
 */
final class ServerQuery {
  private final ServerClient client;

  ServerQuery(ServerClient client) {
    this.client = client;
  }

  /** Runs a query; empty when no server answers after all. */
  Optional<QueryOutcome> run(String kql, Duration limit) {
    String id = UUID.randomUUID().toString();
    String body = JsonMapper.shared().writeValueAsString(Map.of("query", kql, "id", id));
    ServerClient.Reply reply =
        client.send(
            client
                .request("/api/query")
                .timeout(limit)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    return switch (reply) {
      case ServerClient.Reply.Done(JsonNode answer) -> Optional.of(completed(answer));
      case ServerClient.Reply.NoServer _ -> Optional.empty();
      case ServerClient.Reply.Refused refused -> {
        if (refused.status() == 0) {
          client.send(client.request("/api/query/" + id).DELETE());
        }
        yield Optional.of(failed(refused));
      }
    };
  }

  private static QueryOutcome failed(ServerClient.Reply.Refused refused) {
    List<Diagnostic> errors = diagnostics(refused.body(), "errors", Diagnostic.Severity.ERROR);
    if (!errors.isEmpty()) {
      return new QueryOutcome.Failed(errors);
    }
    String code = refused.body().path("code").asString("");
    QueryOutcome.Reason reason =
        Arrays.stream(QueryOutcome.Reason.values())
            .filter(each -> each.name().equals(code))
            .findFirst()
            .orElse(QueryOutcome.Reason.CANCELLED);
    return new QueryOutcome.Stopped(reason, refused.message());
  }

  private static QueryOutcome completed(JsonNode answer) {
    List<ResultSet> tables = new ArrayList<>();
    answer.path("tables").forEach(table -> tables.add(table(table)));
    JsonNode statistics = answer.path("statistics");
    return new QueryOutcome.Completed(
        tables,
        new QueryStatistics(
            Duration.ofMillis(statistics.path("durationMillis").asLong()),
            Duration.ZERO,
            statistics.path("rows").asLong(),
            statistics.path("truncated").asBoolean()),
        diagnostics(answer, "warnings", Diagnostic.Severity.WARNING));
  }

  private static ResultSet table(JsonNode table) {
    List<Column> columns = new ArrayList<>();
    for (JsonNode column : table.path("columns")) {
      columns.add(new Column(column.path("name").asString(), type(column.path("type").asString())));
    }
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (JsonNode cells : table.path("rows")) {
      @Nullable Object[] row = new @Nullable Object[columns.size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = KustoJson.readCell(cells.path(i), columns.get(i).type());
      }
      rows.add(row);
    }
    return new ResultSet(table.path("name").asString(), columns, rows, null);
  }

  private static ScalarType type(String kustoName) {
    return Arrays.stream(ScalarType.values())
        .filter(type -> type.kustoName().equals(kustoName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no type of ours: " + kustoName));
  }

  private static List<Diagnostic> diagnostics(
      JsonNode answer, String name, Diagnostic.Severity severity) {
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (JsonNode each : answer.path(name)) {
      diagnostics.add(
          new Diagnostic(
              each.path("code").asString(),
              severity,
              new Span(each.path("start").asInt(), each.path("end").asInt()),
              each.path("message").asString(),
              each.path("hint").isString() ? each.path("hint").asString() : null));
    }
    return diagnostics;
  }
}
