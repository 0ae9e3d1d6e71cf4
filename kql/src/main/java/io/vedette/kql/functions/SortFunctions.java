package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.any;
import static io.vedette.kql.types.ScalarType.BOOL;
import static io.vedette.kql.types.ScalarType.DYNAMIC;

import io.vedette.kql.json.JsonValue;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sorting arrays; with several, the others follow the order of the first. Source: Kusto
 * documentation, "array_sort_asc()" and "array_sort_desc()".
 */
final class SortFunctions {
  private SortFunctions() {}

  private static final JavaFunction SORT =
      JavaFunction.of(
          "kql_array_sort",
          DYNAMIC,
          a ->
              sort(JavaFunction.json(a[0]), Boolean.TRUE.equals(a[1]), !Boolean.FALSE.equals(a[2])),
          DYNAMIC,
          BOOL,
          BOOL);

  static List<ScalarFunction> all() {
    return List.of(sort("array_sort_asc", false), sort("array_sort_desc", true));
  }

  private static ScalarFunction sort(String name, boolean descending) {
    return ScalarFunction.of(
            name,
            "The array in "
                + (descending ? "descending" : "ascending")
                + " order, and others in the order of the first.",
            Signature.of(DYNAMIC, call -> sorted(call, descending), any("arrays").anyTimes()))
        .spreading(SortFunctions::columns)
        .using(SORT);
  }

  private static List<Argument> arrays(List<Argument> arguments) {
    boolean nullsGiven = arguments.size() > 1 && arguments.getLast().type() == BOOL;
    return nullsGiven ? arguments.subList(0, arguments.size() - 1) : arguments;
  }

  private static SqlExpr sorted(Invocation call, boolean descending) {
    List<Argument> arrays = arrays(call.arguments());
    SqlExpr nullsLast =
        arrays.size() < call.count() ? call.sql(call.count() - 1) : Sql.nullOf("BOOLEAN");
    SqlExpr all = Sql.call(SORT.sqlName(), Json.arrayOf(arrays), Sql.bool(descending), nullsLast);
    return arrays.size() > 1
        ? all
        : Sql.template("nullif(CAST(json_extract({0}, '$[0]') AS VARCHAR), 'null')", all);
  }

  private static List<Column> columns(List<Argument> arguments) {
    List<Column> columns = new ArrayList<>();
    for (Argument array : arrays(arguments)) {
      String name = array.name() == null ? "array" : array.name();
      columns.add(new Column(name + "_sorted", DYNAMIC));
    }
    return columns;
  }

  private static @Nullable JsonValue sort(JsonValue arrays, boolean descending, boolean nullsLast) {
    List<JsonValue> all = ((JsonValue.Array) arrays).items();
    List<JsonValue> keys = DynamicArrays.items(all.getFirst());
    if (keys == null) {
      return null;
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      order.add(i);
    }
    Comparator<JsonValue> values =
        descending ? DynamicOrder.ASCENDING.reversed() : DynamicOrder.ASCENDING;
    Comparator<JsonValue> nulls = Comparator.comparing(v -> v instanceof JsonValue.Null);
    Comparator<JsonValue> byValue = (nullsLast ? nulls : nulls.reversed()).thenComparing(values);
    order.sort((a, b) -> byValue.compare(keys.get(a), keys.get(b)));
    List<JsonValue> sorted = new ArrayList<>();
    for (JsonValue array : all) {
      List<JsonValue> items = DynamicArrays.items(array);
      if (items == null || items.size() != keys.size()) {
        sorted.add(JsonValue.Null.NULL);
      } else {
        sorted.add(new JsonValue.Array(order.stream().map(items::get).toList()));
      }
    }
    return new JsonValue.Array(sorted);
  }
}
