package io.vedette.api.kusto;

import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import io.vedette.query.KustoJson;
import io.vedette.query.ResultSet;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/**
 * Answers of the first version of Kusto's interface: an object with all tables.
 *
 * <p>Source: Kusto documentation, "Query V1 HTTP response" and "Management HTTP response".
 */
public final class KustoV1 {
  private static final String NO_ID = "00000000-0000-0000-0000-000000000000";

  private KustoV1() {}

  /** Writes the tables alone, named as they are. */
  public static void writeTables(JsonGenerator json, List<ResultSet> tables) {
    json.writeStartObject();
    json.writeArrayPropertyStart("Tables");
    tables.forEach(table -> write(json, table.name(), table));
    json.writeEndArray();
    json.writeEndObject();
  }

  /** Writes a command's result. */
  static void writeCommand(JsonGenerator json, ResultSet table) {
    writeTables(json, List.of(table));
  }

  /** Writes a query's results, followed by their properties, the status and the contents. */
  static void writeQuery(JsonGenerator json, List<ResultSet> results, KustoQuery query) {
    KustoTable contents =
        new KustoTable("TableOfContents")
            .column("Ordinal", ScalarType.LONG)
            .strings("Kind", "Name", "Id", "PrettyName");
    List<ResultSet> all = new ArrayList<>(results);
    for (int i = 0; i < results.size(); i++) {
      contents.row((long) i, "QueryResult", results.get(i).name(), query.activityId(), "");
    }
    contents.row((long) all.size(), "QueryProperties", "@ExtendedProperties", NO_ID, "");
    all.add(properties(results));
    contents.row((long) all.size(), "QueryStatus", "QueryStatus", NO_ID, "");
    all.add(status(query));
    all.add(contents.build());
    json.writeStartObject();
    json.writeArrayPropertyStart("Tables");
    for (int i = 0; i < all.size(); i++) {
      write(json, "Table_" + i, all.get(i));
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static ResultSet properties(List<ResultSet> results) {
    KustoTable table = new KustoTable("@ExtendedProperties").strings("Value");
    for (ResultSet result : results) {
      if (result.visualization() != null) {
        table.row(KustoProperties.visualization(result.visualization()));
      }
    }
    return table.build();
  }

  private static ResultSet status(KustoQuery query) {
    return new KustoTable("QueryStatus")
        .column("Timestamp", ScalarType.DATETIME)
        .column("Severity", ScalarType.INT)
        .strings("SeverityName")
        .column("StatusCode", ScalarType.INT)
        .strings("StatusDescription")
        .column("Count", ScalarType.INT)
        .column("RequestId", ScalarType.GUID)
        .column("ActivityId", ScalarType.GUID)
        .column("SubActivityId", ScalarType.GUID)
        .strings("ClientActivityId")
        .row(
            query.ticks(),
            4,
            "Info",
            0,
            "Query completed successfully",
            1,
            query.activityId(),
            query.activityId(),
            query.activityId(),
            query.clientRequestId())
        .build();
  }

  private static void write(JsonGenerator json, String name, ResultSet table) {
    json.writeStartObject();
    json.writeStringProperty("TableName", name);
    json.writeArrayPropertyStart("Columns");
    for (Column column : table.columns()) {
      json.writeStartObject();
      json.writeStringProperty("ColumnName", column.name());
      json.writeStringProperty("DataType", dataType(column.type()));
      json.writeStringProperty("ColumnType", column.type().kustoName());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeName("Rows");
    KustoJson.writeRows(json, table);
    json.writeEndObject();
  }

  /** The .NET type without its namespace. */
  private static String dataType(ScalarType type) {
    String name = type.dotNetName();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
