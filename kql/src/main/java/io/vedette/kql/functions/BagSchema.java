package io.vedette.kql.functions;

import io.vedette.kql.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The least schema that values fit: names of types, bags of schemas, and the schema of an array's
 * items under {@code `indexer`}. Source: Kusto documentation, "buildschema()".
 */
final class BagSchema {
  private final Set<String> types = new LinkedHashSet<>();
  private final Map<String, BagSchema> members = new LinkedHashMap<>();
  private @Nullable BagSchema indexer;

  private BagSchema() {}

  static @Nullable JsonValue of(JsonValue values) {
    BagSchema schema = new BagSchema();
    List<JsonValue> items = DynamicArrays.items(values);
    (items == null ? List.<JsonValue>of() : items).forEach(schema::add);
    JsonValue json = schema.json();
    return json instanceof JsonValue.Array(List<JsonValue> none) && none.isEmpty() ? null : json;
  }

  private void add(JsonValue value) {
    switch (value) {
      case JsonValue.Null ignored -> {}
      case JsonValue.Bool ignored -> types.add("bool");
      case JsonValue.Text ignored -> types.add("string");
      case JsonValue.Numeral n -> types.add(n.isWhole() ? "long" : "double");
      case JsonValue.Array(List<JsonValue> items) -> {
        BagSchema inner = indexer == null ? new BagSchema() : indexer;
        items.forEach(inner::add);
        indexer = inner;
      }
      case JsonValue.Bag(Map<String, JsonValue> entries) ->
          entries.forEach((key, v) -> members.computeIfAbsent(key, k -> new BagSchema()).add(v));
    }
  }

  private JsonValue json() {
    List<JsonValue> alternatives = new ArrayList<>();
    types.forEach(type -> alternatives.add(JsonValue.of(type)));
    Map<String, JsonValue> bag = new LinkedHashMap<>();
    if (indexer != null) {
      bag.put("`indexer`", indexer.json());
    }
    members.forEach((key, schema) -> bag.put(key, schema.json()));
    if (!bag.isEmpty()) {
      alternatives.add(new JsonValue.Bag(bag));
    }
    return alternatives.size() == 1 ? alternatives.getFirst() : new JsonValue.Array(alternatives);
  }
}
