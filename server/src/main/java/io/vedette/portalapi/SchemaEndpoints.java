package io.vedette.portalapi;

import io.vedette.api.kusto.DatabaseSchema;
import io.vedette.query.KustoJson;
import io.vedette.query.QueryEngine;
import io.vedette.query.QueryLimits;
import io.vedette.query.QueryOutcome;
import io.vedette.query.QueryRequest;
import io.vedette.query.ResultSet;
import io.vedette.query.RowCounts;
import io.vedette.workspace.TableDefinition;
import io.vedette.workspace.Workspace;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** What can be queried: tables, their columns and first rows, functions. */
@RestController
final class SchemaEndpoints {
  private static final int PREVIEW_ROWS = 10;

  private final Workspace workspace;
  private final QueryEngine engine;
  private final RowCounts counts;
  private final InstantSource clock;
  private final JsonMapper json;

  SchemaEndpoints(
      Workspace workspace,
      QueryEngine engine,
      RowCounts counts,
      InstantSource clock,
      JsonMapper json) {
    this.workspace = workspace;
    this.engine = engine;
    this.counts = counts;
    this.clock = clock;
    this.json = json;
  }

  record SchemaView(List<TableView> tables, List<FunctionView> functions) {}

  record TableView(
      String name,
      String group,
      String description,
      boolean common,
      long rows,
      List<ColumnView> columns) {}

  record ColumnView(String name, String type, @Nullable String description) {}

  record FunctionView(String name, String parameters, String body) {}

  /** All tables and functions, for the portal's tree. */
  @GetMapping("/api/schema")
  SchemaView schema() {
    Map<String, Long> rows = counts.all();
    List<TableView> tables =
        workspace.tables().values().stream()
            .map(table -> view(table, rows.getOrDefault(table.name(), 0L)))
            .toList();
    List<FunctionView> functions =
        workspace.schema().allFunctions().values().stream()
            .map(
                function ->
                    new FunctionView(function.name(), function.parameters(), function.body()))
            .toList();
    return new SchemaView(tables, functions);
  }

  private static TableView view(TableDefinition table, long rows) {
    return new TableView(
        table.name(),
        table.group(),
        table.description(),
        table.common() || table.custom(),
        rows,
        table.columns().stream()
            .map(
                column ->
                    new ColumnView(
                        column.name(),
                        column.type().kustoName(),
                        column.description().isEmpty() ? null : column.description()))
            .toList());
  }

  /** The shape of Kusto's {@code .show database schema as json}, for the editor's completion. */
  @GetMapping("/api/schema/kusto")
  Map<String, Object> kusto() {
    return DatabaseSchema.of(workspace);
  }

  /** The latest rows of a table, as a query's answer. */
  @GetMapping("/api/tables/{name}/preview")
  void preview(@PathVariable String name, HttpServletResponse response) throws IOException {
    TableDefinition table = workspace.table(name);
    if (table == null) {
      throw RefusedRequestException.notFound("There is no table " + name + ".");
    }
    QueryRequest request =
        QueryRequest.of("['" + name + "'] | take " + PREVIEW_ROWS, clock.instant());
    QueryOutcome outcome =
        engine.run(
            new QueryRequest(
                request.kql(),
                request.now(),
                null,
                request.scope(),
                QueryLimits.DEFAULT.cutAfter(PREVIEW_ROWS),
                request.queryId()));
    if (!(outcome instanceof QueryOutcome.Completed completed)) {
      throw RefusedRequestException.conflict("The table cannot be read now.");
    }
    ResultSet rows = completed.primary();
    response.setContentType("application/json");
    try (JsonGenerator out = json.createGenerator(response.getOutputStream())) {
      out.writeStartObject();
      out.writeStringProperty("name", name);
      KustoJson.writeTable(out, rows);
      out.writeEndObject();
    }
  }
}
