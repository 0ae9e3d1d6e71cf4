package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.any;
import static io.vedette.kql.functions.Parameter.bool;
import static io.vedette.kql.functions.Parameter.dynamic;
import static io.vedette.kql.functions.Parameter.integer;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.json.JsonValue;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates that collect values. Source: Kusto documentation, "make_list()", "make_set()",
 * "make_bag()" and their siblings. Lists follow the order of the rows where they have one; the
 * items of sets, whose order Kusto leaves open, are sorted so that one set always looks the same.
 */
final class CollectingAggregates {
  private CollectingAggregates() {}

  private static final long DEFAULT_SIZE = 1_048_576;
  private static final long OLD_DEFAULT_SIZE = 128;

  private static final JavaFunction FLAT_SET =
      JavaFunction.of(
          "kql_flat_set",
          DYNAMIC,
          a -> flatSet(JavaFunction.json(a[0]), JavaFunction.whole(a[1], DEFAULT_SIZE)),
          DYNAMIC,
          LONG);

  private static final JavaFunction MERGED_BAG =
      JavaFunction.ofJson("kql_merged_bag", DYNAMIC, CollectingAggregates::mergedBag);

  private static final JavaFunction SCHEMA =
      JavaFunction.ofJson("kql_buildschema", DYNAMIC, BagSchema::of);

  static Stream<JavaFunction> javaFunctions() {
    return Stream.of(FLAT_SET, MERGED_BAG, SCHEMA);
  }

  static List<AggregateFunction> all() {
    return List.of(
        list("make_list", false, DEFAULT_SIZE),
        list("makelist", false, OLD_DEFAULT_SIZE),
        list("make_list_if", true, DEFAULT_SIZE),
        AggregateFunction.of(
            "make_list_with_nulls",
            ResultName.prefix("list"),
            "An array of all values, nulls included.",
            Signature.of(DYNAMIC, call -> listOf(call, null, null), any("expr"))),
        set("make_set", false, DEFAULT_SIZE),
        set("makeset", false, OLD_DEFAULT_SIZE),
        set("make_set_if", true, DEFAULT_SIZE),
        bag("make_bag", "bag", false),
        bag("make_dictionary", "dictionary", false),
        bag("make_bag_if", "bag", true),
        AggregateFunction.of(
            "buildschema",
            ResultName.prefix("schema"),
            "The least schema that all dynamic values fit.",
            Signature.of(
                DYNAMIC,
                call -> Sql.call(SCHEMA.sqlName(), joined(collected(call, call.sql(0), null))),
                dynamic("expr"))));
  }

  private static AggregateFunction list(String name, boolean conditional, long size) {
    return collecting(
        name,
        "list",
        "An array of the values that are not null"
            + (conditional ? " where the predicate holds." : "."),
        conditional,
        (call, filter, most) -> listOf(call, filter, most),
        any("expr"),
        size);
  }

  private static AggregateFunction set(String name, boolean conditional, long size) {
    return collecting(
        name,
        "set",
        "An array of the distinct values that are not null"
            + (conditional ? " where the predicate holds." : "."),
        conditional,
        CollectingAggregates::setOf,
        any("expr"),
        size);
  }

  private static AggregateFunction bag(String name, String prefix, boolean conditional) {
    return collecting(
        name,
        prefix,
        "A property bag of the keys of all bags"
            + (conditional ? " where the predicate holds." : "."),
        conditional,
        (call, filter, most) ->
            Sql.call(MERGED_BAG.sqlName(), joined(collected(call, call.sql(0), filter))),
        dynamic("expr"),
        DEFAULT_SIZE);
  }

  /** The SQL of a collection under a filter and with a greatest size. */
  @FunctionalInterface
  private interface Collection {
    SqlExpr of(Invocation call, @Nullable SqlExpr filter, SqlExpr size);
  }

  private static AggregateFunction collecting(
      String name,
      String prefix,
      String documentation,
      boolean conditional,
      Collection collection,
      Parameter of,
      long size) {
    Parameter most = integer("maxSize").orAbsent().asConstant();
    Lowering lowering =
        call -> {
          // Strings are never null.
          SqlExpr filter = call.type(0) == STRING ? null : Sql.isNotNull(call.sql(0));
          if (conditional) {
            filter = filter == null ? call.sql(1) : Sql.and(call.sql(1), filter);
          }
          int at = conditional ? 2 : 1;
          SqlExpr limit = call.sql(at, Sql.number(size));
          return collection.of(call, filter, limit);
        };
    Signature signature =
        conditional
            ? Signature.of(DYNAMIC, lowering, of, bool("predicate"), most)
            : Signature.of(DYNAMIC, lowering, of, most);
    return AggregateFunction.of(name, ResultName.prefix(prefix), documentation, signature);
  }

  private static SqlExpr listOf(Invocation call, @Nullable SqlExpr filter, @Nullable SqlExpr size) {
    SqlExpr items = Conversions.toDynamic(call.type(0), call.sql(0));
    if (isPlain(call.type(0))) {
      return array(limited(collected(call, call.sql(0), filter), size));
    }
    SqlExpr list = collected(call, Sql.coalesce(items, Sql.text("null")), filter);
    return joined(limited(list, size));
  }

  private static SqlExpr setOf(Invocation call, @Nullable SqlExpr filter, SqlExpr size) {
    SqlExpr distinct = new SqlExpr.Aggregate("list", List.of(call.sql(0)), true, List.of(), filter);
    if (call.type(0) == DYNAMIC) {
      return Sql.call(FLAT_SET.sqlName(), joined(distinct), size);
    }
    SqlExpr sorted = limited(Sql.call("list_sort", distinct), size);
    if (isPlain(call.type(0))) {
      return array(sorted);
    }
    SqlExpr item = new SqlExpr.Name("item");
    SqlExpr texts =
        Sql.call(
            "list_transform",
            sorted,
            new SqlExpr.Lambda(List.of("item"), Conversions.toDynamic(call.type(0), item)));
    return joined(texts);
  }

  /** Types whose lists the engine itself writes as JSON. */
  private static boolean isPlain(ScalarType type) {
    return switch (type) {
      case BOOL, INT, LONG, STRING, GUID -> true;
      case REAL, DECIMAL, DATETIME, TIMESPAN, DYNAMIC -> false;
    };
  }

  private static SqlExpr collected(Invocation call, SqlExpr value, @Nullable SqlExpr filter) {
    return new SqlExpr.Aggregate(
        "list", List.of(value), false, call.surroundings().order(), filter);
  }

  private static SqlExpr limited(SqlExpr list, @Nullable SqlExpr size) {
    boolean unlimited =
        size instanceof SqlExpr.Literal(Object most, String ignored)
            && most instanceof Long n
            && n >= DEFAULT_SIZE;
    return size == null || unlimited ? list : Sql.call("list_slice", list, Sql.number(1L), size);
  }

  private static SqlExpr array(SqlExpr list) {
    return Sql.coalesce(Conversions.listToDynamic(list), Sql.text("[]"));
  }

  /** A list of JSON texts as an array. */
  private static SqlExpr joined(SqlExpr list) {
    return Sql.template("concat('[', array_to_string({0}, ','), ']')", list);
  }

  /** Arrays among the values give their items. */
  private static JsonValue flatSet(JsonValue values, long size) {
    Map<Object, JsonValue> distinct = new LinkedHashMap<>();
    List<JsonValue> items = DynamicArrays.items(values);
    for (JsonValue value : items == null ? List.<JsonValue>of() : items) {
      List<JsonValue> inner = DynamicArrays.items(value);
      for (JsonValue item : inner == null ? List.of(value) : inner) {
        distinct.putIfAbsent(DynamicOrder.key(item), item);
      }
    }
    List<JsonValue> sorted = new ArrayList<>(distinct.values());
    sorted.sort(DynamicOrder.ASCENDING);
    int most = (int) Math.clamp(size, 0L, (long) sorted.size());
    return new JsonValue.Array(sorted.subList(0, most));
  }

  private static JsonValue mergedBag(JsonValue bags) {
    Map<String, JsonValue> merged = new LinkedHashMap<>();
    List<JsonValue> items = DynamicArrays.items(bags);
    for (JsonValue bag : items == null ? List.<JsonValue>of() : items) {
      if (bag instanceof JsonValue.Bag(Map<String, JsonValue> entries)) {
        entries.forEach(merged::putIfAbsent);
      }
    }
    return new JsonValue.Bag(merged);
  }
}
