package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.integer;
import static io.vedette.kql.types.ScalarType.LONG;

import java.util.List;
import java.util.function.LongBinaryOperator;

/** Bits of whole numbers. Source: Kusto documentation, "Binary functions". */
final class BinaryFunctions {
  private BinaryFunctions() {}

  private static final JavaFunction SHIFT_LEFT =
      shift("kql_binary_shift_left", (value, bits) -> value << bits % 64);

  private static final JavaFunction SHIFT_RIGHT =
      shift("kql_binary_shift_right", (value, bits) -> value >> bits % 64);

  static List<ScalarFunction> all() {
    return List.of(
        sql("binary_and", "The bits that both numbers have.", "{0} & {1}"),
        sql("binary_or", "The bits that one of the numbers has.", "{0} | {1}"),
        sql("binary_xor", "The bits that only one of the numbers has.", "xor({0}, {1})"),
        ScalarFunction.of(
                "binary_not",
                "The bits that the number has not.",
                Signature.of(LONG, Lowering.template("-1 - {0}"), integer("value")))
            .namedAsArgument(),
        shift("binary_shift_left", "left", SHIFT_LEFT),
        shift("binary_shift_right", "right", SHIFT_RIGHT),
        ScalarFunction.of(
                "bitset_count_ones",
                "How many bits of the number are set.",
                Signature.of(
                    LONG, Lowering.template("CAST(bit_count({0}) AS BIGINT)"), integer("value")))
            .namedAsArgument());
  }

  private static ScalarFunction sql(String name, String documentation, String sql) {
    return ScalarFunction.of(
            name,
            documentation,
            Signature.of(LONG, Lowering.template(sql), integer("value1"), integer("value2")))
        .namedAsArgument();
  }

  private static ScalarFunction shift(String name, String direction, JavaFunction function) {
    return ScalarFunction.java(
            name,
            "The bits moved " + direction + ", null for a negative number of places.",
            function,
            integer("value"),
            integer("shift"))
        .namedAsArgument();
  }

  private static JavaFunction shift(String sqlName, LongBinaryOperator operator) {
    return JavaFunction.of(
        sqlName,
        LONG,
        a ->
            a[0] == null || a[1] == null || (Long) a[1] < 0
                ? null
                : (Object) operator.applyAsLong((Long) a[0], (Long) a[1]),
        LONG,
        LONG);
  }
}
