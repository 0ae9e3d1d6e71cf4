package io.vedette.api.kusto;

import io.vedette.kql.CompiledQuery.Visualization;
import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import io.vedette.query.KustoJson;
import io.vedette.query.QueryStatistics;
import io.vedette.query.ResultSet;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Answers of the second version of Kusto's query interface: an array of frames; when the client
 * wants them progressive, result tables come in pieces.
 *
 * <p>Source: Kusto documentation, "Query V2 HTTP response" and "Progressive frames".
 */
final class KustoV2 {
  /** Rows of a piece of a progressive table. */
  private static final int FRAGMENT_ROWS = 10_000;

  private final JsonGenerator json;
  private final boolean progressive;

  KustoV2(JsonGenerator json, boolean progressive) {
    this.json = json;
    this.progressive = progressive;
  }

  void write(List<ResultSet> results, QueryStatistics statistics, KustoQuery query) {
    json.writeStartArray();
    frame("DataSetHeader");
    json.writeBooleanProperty("IsProgressive", progressive);
    json.writeStringProperty("Version", "v2.0");
    json.writeBooleanProperty("IsFragmented", false);
    json.writeStringProperty("ErrorReportingPlacement", "InData");
    json.writeEndObject();
    int id = 0;
    table(id++, "QueryProperties", properties(results));
    for (ResultSet result : results) {
      if (progressive) {
        pieces(id++, result);
      } else {
        table(id++, "PrimaryResult", result);
      }
    }
    table(id, "QueryCompletionInformation", completion(statistics, query));
    frame("DataSetCompletion");
    json.writeBooleanProperty("HasErrors", false);
    json.writeBooleanProperty("Cancelled", false);
    json.writeEndObject();
    json.writeEndArray();
  }

  private void frame(String type) {
    json.writeStartObject();
    json.writeStringProperty("FrameType", type);
  }

  private void table(int id, String kind, ResultSet table) {
    frame("DataTable");
    head(id, kind, table);
    json.writeName("Rows");
    KustoJson.writeRows(json, table);
    json.writeEndObject();
  }

  private void head(int id, String kind, ResultSet table) {
    json.writeNumberProperty("TableId", id);
    json.writeStringProperty("TableKind", kind);
    json.writeStringProperty("TableName", table.name());
    json.writeArrayPropertyStart("Columns");
    for (Column column : table.columns()) {
      json.writeStartObject();
      json.writeStringProperty("ColumnName", column.name());
      json.writeStringProperty("ColumnType", column.type().kustoName());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void pieces(int id, ResultSet table) {
    frame("TableHeader");
    head(id, "PrimaryResult", table);
    json.writeEndObject();
    int rows = table.rows().size();
    for (int from = 0; from < rows; from += FRAGMENT_ROWS) {
      int to = Math.min(rows, from + FRAGMENT_ROWS);
      frame("TableFragment");
      json.writeNumberProperty("TableId", id);
      json.writeNumberProperty("FieldCount", table.columns().size());
      json.writeStringProperty("TableFragmentType", "DataAppend");
      json.writeName("Rows");
      KustoJson.writeRows(
          json, new ResultSet(table.name(), table.columns(), table.rows().subList(from, to), null));
      json.writeEndObject();
      frame("TableProgress");
      json.writeNumberProperty("TableId", id);
      json.writeNumberProperty("TableProgress", 100.0 * to / rows);
      json.writeEndObject();
    }
    frame("TableCompletion");
    json.writeNumberProperty("TableId", id);
    json.writeNumberProperty("RowCount", rows);
    json.writeEndObject();
  }

  private static ResultSet properties(List<ResultSet> results) {
    KustoTable table =
        new KustoTable("@ExtendedProperties")
            .column("TableId", ScalarType.INT)
            .strings("Key")
            .column("Value", ScalarType.DYNAMIC);
    for (int i = 0; i < results.size(); i++) {
      Visualization chart = results.get(i).visualization();
      if (chart != null) {
        String properties = KustoProperties.visualization(chart);
        table.row(i + 1, "Visualization", JsonMapper.shared().writeValueAsString(properties));
      }
    }
    return table.build();
  }

  private static ResultSet completion(QueryStatistics statistics, KustoQuery query) {
    KustoTable table =
        new KustoTable("QueryCompletionInformation")
            .column("Timestamp", ScalarType.DATETIME)
            .strings("ClientRequestId")
            .column("ActivityId", ScalarType.GUID)
            .column("SubActivityId", ScalarType.GUID)
            .column("ParentActivityId", ScalarType.GUID)
            .column("Level", ScalarType.INT)
            .strings("LevelName")
            .column("StatusCode", ScalarType.INT)
            .strings("StatusCodeName")
            .column("EventType", ScalarType.INT)
            .strings("EventTypeName", "Payload");
    status(
        table, query, 4, "QueryInfo", Map.of("Count", 1, "Text", "Query completed successfully"));
    status(
        table,
        query,
        5,
        "QueryResourceConsumption",
        Map.of("ExecutionTime", statistics.total().toNanos() / 1e9));
    return table.build();
  }

  private static void status(
      KustoTable table, KustoQuery query, int event, String name, Map<String, Object> payload) {
    table.row(
        query.ticks(),
        query.clientRequestId(),
        query.activityId(),
        query.activityId(),
        query.activityId(),
        4,
        "Info",
        0,
        "S_OK (0)",
        event,
        name,
        JsonMapper.shared().writeValueAsString(payload));
  }
}
