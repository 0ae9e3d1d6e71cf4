package io.vedette.api.kusto;

import io.vedette.kql.CompiledQuery.Visualization;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What {@code render} asked for, as Kusto's clients read it. */
final class KustoProperties {
  private KustoProperties() {}

  /** A JSON object whose names begin with capitals, as Kusto writes them. */
  static String visualization(Visualization chart) {
    Map<String, String> properties = new LinkedHashMap<>();
    properties.put("Visualization", chart.kind());
    chart
        .properties()
        .forEach(
            (name, value) ->
                properties.put(Character.toUpperCase(name.charAt(0)) + name.substring(1), value));
    return JsonMapper.shared().writeValueAsString(properties);
  }
}
