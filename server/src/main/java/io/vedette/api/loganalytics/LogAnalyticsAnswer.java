package io.vedette.api.loganalytics;

import io.vedette.kql.CompiledQuery.Visualization;
import io.vedette.query.KustoJson;
import io.vedette.query.QueryLimits;
import io.vedette.query.QueryOutcome;
import io.vedette.query.ResultSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The body of an answer with rows.
 *
 * <p>Source: Azure Monitor documentation, "Azure Monitor Log Analytics API response format".
 */
final class LogAnalyticsAnswer {
  private LogAnalyticsAnswer() {}

  static void write(JsonGenerator out, QueryOutcome.Completed completed, Preferences preferences) {
    out.writeStartObject();
    out.writeArrayPropertyStart("tables");
    for (ResultSet table : completed.tables()) {
      out.writeStartObject();
      out.writeStringProperty("name", table.name());
      KustoJson.writeTable(out, table);
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
}
