package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.any;
import static io.vedette.kql.functions.Parameter.dynamic;
import static io.vedette.kql.functions.Parameter.integer;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.LONG;

import io.vedette.kql.json.JsonValue;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** DynamicArrays. Source: Kusto documentation, "Dynamic/array functions". */
final class ArrayFunctions {
  private ArrayFunctions() {}

  private static final JavaFunction CONCAT =
      JavaFunction.ofJson("kql_array_concat", DYNAMIC, DynamicArrays::concat);

  private static final JavaFunction IFF =
      JavaFunction.of(
          "kql_array_iff",
          DYNAMIC,
          a -> DynamicArrays.choose(json(a[0]), json(a[1]), json(a[2])),
          DYNAMIC,
          DYNAMIC,
          DYNAMIC);

  private static final JavaFunction INDEX_OF =
      JavaFunction.of(
          "kql_array_index_of",
          LONG,
          a ->
              DynamicArrays.indexOf(
                  json(a[0]),
                  json(a[1]),
                  JavaFunction.whole(a[2], 0),
                  JavaFunction.whole(a[3], -1),
                  JavaFunction.whole(a[4], 1)),
          DYNAMIC,
          DYNAMIC,
          LONG,
          LONG,
          LONG);

  private static final JavaFunction SLICE =
      JavaFunction.of(
          "kql_array_slice",
          DYNAMIC,
          a ->
              DynamicArrays.slice(
                  json(a[0]), JavaFunction.whole(a[1], 0), JavaFunction.whole(a[2], -1)),
          DYNAMIC,
          LONG,
          LONG);

  private static final JavaFunction SPLIT =
      JavaFunction.of(
          "kql_array_split",
          DYNAMIC,
          a -> DynamicArrays.split(json(a[0]), json(a[1])),
          DYNAMIC,
          DYNAMIC);

  private static final JavaFunction SHIFT =
      JavaFunction.of(
          "kql_array_shift",
          DYNAMIC,
          a -> DynamicArrays.shift(json(a[0]), JavaFunction.whole(a[1], 0), json(a[2])),
          DYNAMIC,
          LONG,
          DYNAMIC);

  private static final JavaFunction ROTATE =
      JavaFunction.of(
          "kql_array_rotate",
          DYNAMIC,
          a -> DynamicArrays.rotate(json(a[0]), JavaFunction.whole(a[1], 0)),
          DYNAMIC,
          LONG);

  private static final JavaFunction REVERSE =
      JavaFunction.ofJson("kql_array_reverse", DYNAMIC, DynamicArrays::reverse);

  private static final JavaFunction REPEAT =
      JavaFunction.of(
          "kql_repeat",
          DYNAMIC,
          a -> DynamicArrays.repeat(json(a[0]), JavaFunction.whole(a[1], -1)),
          DYNAMIC,
          LONG);

  private static final JavaFunction ZIP =
      JavaFunction.ofJson("kql_zip", DYNAMIC, DynamicArrays::zip);

  static List<ScalarFunction> all() {
    return List.of(
        ScalarFunction.of(
                "array_length",
                "The number of items of an array, null for what is none.",
                Signature.of(
                    LONG,
                    Lowering.template(
                        "CASE WHEN json_type({0}) = 'ARRAY'"
                            + " THEN CAST(json_array_length({0}) AS BIGINT) END"),
                    dynamic("array")))
            .aliased("arraylength"),
        ScalarFunction.of(
            "pack_array",
            "An array of the arguments.",
            Signature.of(DYNAMIC, call -> Json.arrayOf(call.arguments()), any("value").anyTimes())),
        varied("array_concat", "The items of all arrays in one array.", CONCAT),
        varied("zip", "An array of arrays of the items with equal indexes.", ZIP),
        ScalarFunction.java(
                "array_iff",
                "For each truth value of an array the item of one array, or else of another.",
                IFF,
                dynamic("condition_array"),
                any("when_true"),
                any("when_false"))
            .aliased("array_iif"),
        ScalarFunction.java(
            "array_index_of",
            "Where a value first, or for the n-th time, stands in an array; -1 where nowhere.",
            INDEX_OF,
            dynamic("array"),
            any("value"),
            integer("start").orAbsent(),
            integer("length").orAbsent(),
            integer("occurrence").orAbsent()),
        ScalarFunction.java(
            "array_slice",
            "The items from one index to another, both included, negative ones from the end.",
            SLICE,
            dynamic("array"),
            integer("start"),
            integer("end")),
        ScalarFunction.java(
            "array_split",
            "The array cut into several before an index, or before each of several.",
            SPLIT,
            dynamic("array"),
            any("index")),
        shift("array_shift_left", "left", 1),
        shift("array_shift_right", "right", -1),
        rotate("array_rotate_left", "left", 1),
        rotate("array_rotate_right", "right", -1),
        ScalarFunction.java("array_reverse", "The array backwards.", REVERSE, dynamic("value")),
        ScalarFunction.java(
                "repeat",
                "An array of the value, a number of times.",
                REPEAT,
                any("value"),
                integer("count"))
            .named(ResultName.prefix("repeat")));
  }

  private static JsonValue json(@Nullable Object argument) {
    return JavaFunction.json(argument);
  }

  /** A function of any number of dynamic values, which Java gets as one array. */
  static ScalarFunction varied(String name, String documentation, JavaFunction function) {
    return ScalarFunction.of(
            name,
            documentation,
            Signature.of(
                function.result(),
                call -> Sql.call(function.sqlName(), Json.arrayOf(call.arguments())),
                dynamic("array").anyTimes()))
        .using(function);
  }

  private static ScalarFunction shift(String name, String direction, int sign) {
    return ScalarFunction.of(
            name,
            "The array's items moved " + direction + ", a default value in the places left free.",
            Signature.of(
                DYNAMIC,
                call ->
                    Sql.call(
                        SHIFT.sqlName(),
                        call.sql(0),
                        signed(call.sql(1), sign),
                        JsonFunctions.dynamicOf(call.has(2) ? call.argument(2) : null)),
                dynamic("array"),
                integer("shift_count"),
                any("default_value").orAbsent()))
        .using(SHIFT);
  }

  private static ScalarFunction rotate(String name, String direction, int sign) {
    return ScalarFunction.of(
            name,
            "The array's items moved " + direction + ", in again at the other end.",
            Signature.of(
                DYNAMIC,
                call -> Sql.call(ROTATE.sqlName(), call.sql(0), signed(call.sql(1), sign)),
                dynamic("array"),
                integer("rotate_count")))
        .using(ROTATE);
  }

  private static SqlExpr signed(SqlExpr count, int sign) {
    return sign > 0 ? count : Sql.template("-(greatest({0}, -9223372036854775807))", count);
  }
}
