package io.vedette.api.kusto;

import io.vedette.kql.Span;
import io.vedette.kql.WorkspaceFunction;
import io.vedette.kql.syntax.FunctionDeclaration;
import io.vedette.kql.syntax.Parameter;
import io.vedette.kql.syntax.ParseResult;
import io.vedette.kql.syntax.Parser;
import io.vedette.kql.syntax.RowSchema;
import io.vedette.kql.types.ScalarType;
import io.vedette.workspace.TableDefinition;
import io.vedette.workspace.Workspace;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The tables and functions of the workspace as Kusto's {@code .show database schema as json} gives
 * them, which editors complete from.
 */
public final class DatabaseSchema {
  /** The name of the one database. */
  public static final String DATABASE = "workspace";

  private DatabaseSchema() {}

  /** The schema, to be written as JSON. */
  public static Map<String, Object> of(Workspace workspace) {
    Map<String, Object> tables = new TreeMap<>();
    workspace.tables().values().forEach(table -> tables.put(table.name(), table(table)));
    Map<String, Object> functions = new TreeMap<>();
    workspace
        .schema()
        .allFunctions()
        .values()
        .forEach(
            function ->
                functions.put(
                    function.name(),
                    Map.of(
                        "Name",
                        function.name(),
                        "InputParameters",
                        parameters(function),
                        "Body",
                        function.body(),
                        "DocString",
                        "")));
    Map<String, Object> database =
        Map.of("Name", DATABASE, "Tables", tables, "Functions", functions);
    return Map.of("Plugins", List.of(), "Databases", Map.of(DATABASE, database));
  }

  private static List<Map<String, Object>> parameters(WorkspaceFunction function) {
    ParseResult<FunctionDeclaration> parsed =
        Parser.parseFunction(function.parameters(), function.body());
    return parsed.failed()
        ? List.of()
        : parsed.tree().parameters().stream()
            .map(parameter -> parameter(parameter, function.parameters()))
            .toList();
  }

  private static Map<String, Object> parameter(Parameter parameter, String text) {
    Map<String, Object> described = new TreeMap<>();
    described.put("Name", parameter.name().text());
    switch (parameter.type()) {
      case Parameter.Scalar(ScalarType type) -> {
        described.put("Type", type.dotNetName());
        described.put("CslType", type.kustoName());
      }
      case Parameter.Tabular(RowSchema schema) ->
          described.put(
              "Columns",
              schema.columns().stream()
                  .map(
                      column ->
                          Map.of(
                              "Name", column.name().text(),
                              "Type", column.type().dotNetName(),
                              "CslType", column.type().kustoName()))
                  .toList());
    }
    if (parameter.defaultValue() != null) {
      Span span = parameter.defaultValue().span();
      described.put("CslDefaultValue", text.substring(span.start(), span.end()));
    }
    return described;
  }

  private static Map<String, Object> table(TableDefinition table) {
    return Map.of(
        "Name",
        table.name(),
        "DocString",
        table.description(),
        "OrderedColumns",
        table.columns().stream()
            .map(
                column ->
                    Map.of(
                        "Name",
                        column.name(),
                        "Type",
                        column.type().dotNetName(),
                        "CslType",
                        column.type().kustoName(),
                        "DocString",
                        column.description()))
            .toList());
  }
}
