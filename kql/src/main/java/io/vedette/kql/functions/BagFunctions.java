package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.any;
import static io.vedette.kql.functions.Parameter.dynamic;
import static io.vedette.kql.functions.Parameter.string;
import static io.vedette.kql.types.ScalarType.BOOL;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.json.JsonValue;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Property bags. Source: Kusto documentation, "Dynamic/array functions", bag functions. */
final class BagFunctions {
  private BagFunctions() {}

  private static final JavaFunction HAS_KEY =
      JavaFunction.of(
          "kql_bag_has_key",
          BOOL,
          a ->
              JavaFunction.json(a[0]) instanceof JsonValue.Bag bag
                  ? (Object) JsonPath.has(bag, JsonPath.keyOrPath(JavaFunction.text(a[1])))
                  : null,
          DYNAMIC,
          STRING);

  private static final JavaFunction REMOVE_KEYS =
      JavaFunction.of(
          "kql_bag_remove_keys",
          DYNAMIC,
          a -> removeKeys(JavaFunction.json(a[0]), JavaFunction.json(a[1])),
          DYNAMIC,
          DYNAMIC);

  private static final JavaFunction SET_KEY =
      JavaFunction.of(
          "kql_bag_set_key",
          DYNAMIC,
          a ->
              JavaFunction.json(a[0]) instanceof JsonValue.Bag bag
                  ? JsonPath.with(
                      bag, JsonPath.keyOrPath(JavaFunction.text(a[1])), JavaFunction.json(a[2]))
                  : null,
          DYNAMIC,
          STRING,
          DYNAMIC);

  private static final JavaFunction ZIP =
      JavaFunction.of(
          "kql_bag_zip",
          DYNAMIC,
          a -> zip(JavaFunction.json(a[0]), JavaFunction.json(a[1])),
          DYNAMIC,
          DYNAMIC);

  static List<ScalarFunction> all() {
    return List.of(
        ScalarFunction.of(
                "bag_pack",
                "A property bag of keys and values, given alternately.",
                Signature.of(DYNAMIC, BagFunctions::pack, any("argument").anyTimes()))
            .aliased("pack", "pack_dictionary"),
        ScalarFunction.of(
            "bag_keys",
            "The keys at the root of a property bag.",
            Signature.of(
                DYNAMIC,
                Lowering.template(
                    "CASE WHEN json_type({0}) = 'OBJECT'"
                        + " THEN CAST(to_json(json_keys({0})) AS VARCHAR) END"),
                dynamic("object"))),
        ArrayFunctions.varied(
            "bag_merge",
            "One bag of all bags' keys; of equal keys the first bag's value stays.",
            JavaFunction.ofJson("kql_bag_merge", DYNAMIC, BagFunctions::merge)),
        ScalarFunction.java(
            "bag_has_key",
            "Whether a bag has a key, or a path of keys.",
            HAS_KEY,
            dynamic("bag"),
            string("key")),
        ScalarFunction.java(
            "bag_remove_keys",
            "The bag without keys, or paths of keys.",
            REMOVE_KEYS,
            dynamic("bag"),
            dynamic("keys")),
        ScalarFunction.java(
            "bag_set_key",
            "The bag with a value under a key, or a path of keys.",
            SET_KEY,
            dynamic("bag"),
            string("key"),
            any("value")),
        ScalarFunction.java(
            "bag_zip",
            "A bag of the keys of one array and the values of another.",
            ZIP,
            dynamic("keys"),
            dynamic("values")));
  }

  private static SqlExpr pack(Invocation call) {
    if (call.count() % 2 != 0) {
      return call.refuse(
          call.count() - 1, "Every key of a property bag needs a value", "Add the value.");
    }
    List<SqlExpr> parts = new ArrayList<>();
    String separator = "{";
    for (int i = 0; i < call.count(); i += 2) {
      String key = call.argument(i).text();
      if (key != null && call.type(i) == STRING) {
        parts.add(Sql.text(separator + JsonValue.of(key).write() + ":"));
      } else {
        parts.add(Sql.text(separator));
        SqlExpr text = Conversions.toText(call.type(i), call.sql(i));
        parts.add(Conversions.toDynamic(STRING, text));
        parts.add(Sql.text(":"));
      }
      SqlExpr value = Conversions.toDynamic(call.type(i + 1), call.sql(i + 1));
      parts.add(Sql.coalesce(value, Sql.text("null")));
      separator = ",";
    }
    parts.add(Sql.text("}"));
    return new SqlExpr.Call("concat", parts);
  }

  private static @Nullable JsonValue merge(JsonValue bags) {
    Map<String, JsonValue> merged = new LinkedHashMap<>();
    boolean any = false;
    for (JsonValue bag : ((JsonValue.Array) bags).items()) {
      if (bag instanceof JsonValue.Bag(Map<String, JsonValue> entries)) {
        any = true;
        entries.forEach(merged::putIfAbsent);
      }
    }
    return any ? new JsonValue.Bag(merged) : null;
  }

  private static @Nullable JsonValue removeKeys(JsonValue bag, JsonValue keys) {
    if (!(bag instanceof JsonValue.Bag)) {
      return null;
    }
    JsonValue rest = bag;
    List<JsonValue> items = DynamicArrays.items(keys);
    for (JsonValue key : items == null ? List.<JsonValue>of() : items) {
      rest = JsonPath.with(rest, JsonPath.keyOrPath(key.text()), null);
    }
    return rest;
  }

  /** Keys that are no strings are left out; missing values are null. */
  private static @Nullable JsonValue zip(JsonValue keys, JsonValue values) {
    List<JsonValue> names = DynamicArrays.items(keys);
    if (names == null) {
      return null;
    }
    List<JsonValue> given =
        values instanceof JsonValue.Array(List<JsonValue> items) ? items : List.of();
    Map<String, JsonValue> bag = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i) instanceof JsonValue.Text(String name)) {
        bag.put(name, i < given.size() ? given.get(i) : JsonValue.Null.NULL);
      }
    }
    return new JsonValue.Bag(bag);
  }
}
