package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.any;
import static io.vedette.kql.functions.Parameter.dynamic;
import static io.vedette.kql.functions.Parameter.string;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.json.JsonValue;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TypeSets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON text and dynamic values. Source: Kusto documentation, "Dynamic functions". */
final class JsonFunctions {
  private JsonFunctions() {}

  private static final JavaFunction EXTRACT =
      JavaFunction.of(
          "kql_extract_json",
          STRING,
          a -> extract(JavaFunction.text(a[0]), JavaFunction.text(a[1])),
          STRING,
          STRING);

  private static final JavaFunction SORTED_JSON =
      JavaFunction.ofJson("kql_dynamic_to_json", STRING, v -> sorted(v).text());

  private static final JavaFunction TREE_PATH =
      JavaFunction.ofJson(
          "kql_treepath",
          DYNAMIC,
          value -> {
            List<String> paths = new ArrayList<>();
            addPaths(value, "", paths);
            return value instanceof JsonValue.Null ? null : JsonValue.texts(paths);
          });

  static List<ScalarFunction> all() {
    return List.of(
        ScalarFunction.of(
                "parse_json",
                "The JSON text as a dynamic value; other text becomes a string.",
                Signature.of(
                    DYNAMIC,
                    JsonFunctions::parseJson,
                    Parameter.of("json_text", TypeSets.STRING_OR_DYNAMIC)))
            .aliased("parsejson", "todynamic", "toobject")
            .namedAsArgument(),
        ScalarFunction.of(
                "extract_json",
                "The value at a path in JSON text, converted to a type.",
                Signature.of(
                    STRING, Lowering.java(EXTRACT), string("jsonPath"), string("jsonText")),
                Signature.of(
                    arguments -> TypeLiterals.of(arguments.getLast()),
                    JsonFunctions::extractTyped,
                    string("jsonPath"),
                    string("jsonText"),
                    string("type").asConstant()))
            .aliased("extractjson")
            .using(EXTRACT),
        ScalarFunction.java(
            "dynamic_to_json",
            "The dynamic value as JSON text with sorted keys.",
            SORTED_JSON,
            any("dynamic")),
        ScalarFunction.java(
                "treepath",
                "The paths of all leaves of a dynamic value.",
                TREE_PATH,
                dynamic("object"))
            .named(ResultName.prefix("tree")));
  }

  private static SqlExpr parseJson(Invocation call) {
    return call.type(0) == DYNAMIC ? call.sql(0) : Json.parsed(call.sql(0));
  }

  private static SqlExpr extractTyped(Invocation call) {
    ScalarType type = TypeLiterals.of(call.argument(2));
    SqlExpr text = Sql.call(EXTRACT.sqlName(), call.sql(0), call.sql(1));
    return type == DYNAMIC ? Json.parsed(text) : Conversions.convert(STRING, type, text);
  }

  private static String extract(String path, String json) {
    List<JsonPath.Step> steps = JsonPath.parse(path);
    return steps == null ? "" : JsonPath.find(JsonValue.parse(json), steps).text();
  }

  private static JsonValue sorted(JsonValue value) {
    return switch (value) {
      case JsonValue.Bag(Map<String, JsonValue> entries) -> {
        Map<String, JsonValue> sorted = new TreeMap<>();
        entries.forEach((key, v) -> sorted.put(key, sorted(v)));
        yield new JsonValue.Bag(sorted);
      }
      case JsonValue.Array(List<JsonValue> items) ->
          new JsonValue.Array(items.stream().map(JsonFunctions::sorted).toList());
      case JsonValue.Null ignored -> value;
      case JsonValue.Bool ignored -> value;
      case JsonValue.Numeral ignored -> value;
      case JsonValue.Text ignored -> value;
    };
  }

  /** All items of an array share one path, so only kinds of leaves appear. */
  private static void addPaths(JsonValue value, String path, List<String> paths) {
    switch (value) {
      case JsonValue.Bag(Map<String, JsonValue> entries) -> {
        for (Map.Entry<String, JsonValue> entry : entries.entrySet()) {
          String inner = path + "['" + entry.getKey() + "']";
          add(inner, paths);
          addPaths(entry.getValue(), inner, paths);
        }
      }
      case JsonValue.Array(List<JsonValue> items) -> {
        for (JsonValue item : items) {
          add(path + "[0]", paths);
          addPaths(item, path + "[0]", paths);
        }
      }
      case JsonValue.Null ignored -> {}
      case JsonValue.Bool ignored -> {}
      case JsonValue.Numeral ignored -> {}
      case JsonValue.Text ignored -> {}
    }
  }

  private static void add(String path, List<String> paths) {
    if (paths.size() < 10_000 && !paths.contains(path)) {
      paths.add(path);
    }
  }

  /** A value of any type as the parameter of a Java function that takes dynamics. */
  static SqlExpr dynamicOf(@Nullable Argument argument) {
    return argument == null
        ? Sql.nullOf("VARCHAR")
        : Conversions.toDynamic(argument.type(), argument.sql());
  }
}
