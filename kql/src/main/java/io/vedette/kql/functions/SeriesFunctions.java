package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.dynamic;
import static io.vedette.kql.functions.Parameter.number;
import static io.vedette.kql.types.ScalarType.BOOL;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.REAL;

import io.vedette.kql.json.JsonValue;
import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Arithmetic with series. Source: Kusto documentation, "Series functions". */
final class SeriesFunctions {
  private SeriesFunctions() {}

  private static final List<String> STATISTICS =
      List.of("min", "min_idx", "max", "max_idx", "avg", "stdev", "variance", "sum", "len");

  static List<ScalarFunction> all() {
    List<ScalarFunction> functions = new ArrayList<>();
    functions.add(binary("add", "sums", true, (a, b) -> a + b));
    functions.add(binary("subtract", "differences", true, (a, b) -> a - b));
    functions.add(binary("multiply", "products", true, (a, b) -> a * b));
    functions.add(binary("divide", "quotients", false, (a, b) -> a / b));
    functions.add(binary("pow", "powers", false, Math::pow));
    functions.add(comparison("greater", "greater than", (a, b) -> a > b));
    functions.add(comparison("greater_equals", "not less than", (a, b) -> a >= b));
    functions.add(comparison("less", "less than", (a, b) -> a < b));
    functions.add(comparison("less_equals", "not greater than", (a, b) -> a <= b));
    functions.add(comparison("equals", "equal to", (a, b) -> a == b));
    functions.add(comparison("not_equals", "different from", (a, b) -> a != b));
    functions.add(unary("exp", "e to the power of", false, Math::exp));
    functions.add(unary("sign", "the sign of", true, Math::signum));
    functions.add(unary("abs", "the size of", true, Math::abs));
    functions.add(unary("sin", "the sine of", false, Math::sin));
    functions.add(unary("asin", "the arc sine of", false, Math::asin));
    functions.add(unary("cos", "the cosine of", false, Math::cos));
    functions.add(unary("acos", "the arc cosine of", false, Math::acos));
    functions.add(unary("tan", "the tangent of", false, Math::tan));
    functions.add(unary("atan", "the arc tangent of", false, Math::atan));
    functions.add(unary("log", "the natural logarithm of", false, Math::log));
    functions.add(unary("floor", "the whole number not above", false, Math::floor));
    functions.add(unary("ceiling", "the whole number not below", false, Math::ceil));
    functions.add(
        total("sum", "The sum of a series.", v -> Arrays.stream(v).sum()).aliased("array_sum"));
    functions.add(
        total(
            "product",
            "The product of a series.",
            v -> Arrays.stream(v).reduce(1, (a, b) -> a * b)));
    functions.add(
        total(
            "magnitude",
            "The root of the sum of the squares of a series.",
            v -> Math.sqrt(dot(v, v))));
    functions.add(
        pair("dot_product", "The sum of the products of two series.", (a, b) -> dot(a, b)));
    functions.add(
        pair("pearson_correlation", "The correlation of two series.", SeriesFunctions::pearson));
    functions.add(cosine());
    functions.add(statistics("series_stats", false).spreading(SeriesFunctions::statisticsColumns));
    functions.add(statistics("series_stats_dynamic", true));
    return functions;
  }

  /** Two arguments, of which at least one is a series; a number stands for every place. */
  private record Operands(JsonValue x, @Nullable Series a, JsonValue y, @Nullable Series b) {
    static @Nullable Operands of(JsonValue x, JsonValue y) {
      Series a = Series.of(x);
      Series b = Series.of(y);
      return a == null && b == null ? null : new Operands(x, a, y, b);
    }

    int size() {
      return Math.max(a == null ? 0 : a.size(), b == null ? 0 : b.size());
    }

    double left(int index) {
      return at(x, a, index);
    }

    double right(int index) {
      return at(y, b, index);
    }

    /** Whether two series have as many items; a number fits every length. */
    boolean areAsLong() {
      return a == null || b == null || a.size() == b.size();
    }

    boolean areWhole() {
      return isWhole(x, a) && isWhole(y, b);
    }

    private static double at(JsonValue given, @Nullable Series series, int index) {
      if (series == null) {
        Double number = given.real();
        return number == null ? Double.NaN : number;
      }
      return index < series.size() ? series.values()[index] : Double.NaN;
    }

    private static boolean isWhole(JsonValue given, @Nullable Series series) {
      return series == null ? given.isWhole() : series.whole();
    }
  }

  private static ScalarFunction binary(
      String name, String what, boolean keepsWhole, DoubleBinaryOperator operator) {
    return itemwise(
        name,
        "The " + what + " of two series, item by item; one may be a number.",
        operands -> {
          double[] result = new double[operands.size()];
          for (int i = 0; i < result.length; i++) {
            result[i] = operator.applyAsDouble(operands.left(i), operands.right(i));
          }
          return Series.json(result, keepsWhole && operands.areWhole());
        });
  }

  /** A function of two series, one of which may be a number; null when neither is a series. */
  private static ScalarFunction itemwise(
      String name, String documentation, Function<Operands, JsonValue> meaning) {
    JavaFunction function =
        JavaFunction.of(
            "kql_series_" + name,
            DYNAMIC,
            args -> {
              Operands operands =
                  Operands.of(JavaFunction.json(args[0]), JavaFunction.json(args[1]));
              return operands == null ? null : meaning.apply(operands);
            },
            DYNAMIC,
            DYNAMIC);
    return ScalarFunction.java(
        "series_" + name,
        documentation,
        function,
        seriesOrNumber("series1"),
        seriesOrNumber("series2"));
  }

  private static Parameter seriesOrNumber(String name) {
    return Parameter.of(name, ScalarType.DYNAMIC, ScalarType.INT, LONG, REAL, ScalarType.DECIMAL);
  }

  /** A test of two numbers. */
  @FunctionalInterface
  private interface Comparison {
    boolean holds(double a, double b);
  }

  private static ScalarFunction comparison(String name, String what, Comparison comparison) {
    return itemwise(
        name,
        "Whether the items of one series are " + what + " those of another, item by item.",
        operands -> {
          List<JsonValue> result = new ArrayList<>();
          for (int i = 0; i < operands.size(); i++) {
            double left = operands.left(i);
            double right = operands.right(i);
            boolean missing = Double.isNaN(left) || Double.isNaN(right);
            result.add(missing ? JsonValue.Null.NULL : JsonValue.of(comparison.holds(left, right)));
          }
          return new JsonValue.Array(result);
        });
  }

  private static ScalarFunction unary(
      String name, String what, boolean keepsWhole, DoubleUnaryOperator operator) {
    JavaFunction function =
        JavaFunction.ofJson(
            "kql_series_" + name,
            DYNAMIC,
            value -> {
              Series series = Series.of(value);
              return series == null
                  ? null
                  : Series.json(
                      Arrays.stream(series.values()).map(operator).toArray(),
                      keepsWhole && series.whole());
            });
    return ScalarFunction.java(
        "series_" + name, "Item by item " + what + " a series.", function, dynamic("series"));
  }

  private static ScalarFunction total(
      String name, String documentation, ToDoubleFunction<double[]> total) {
    JavaFunction function =
        JavaFunction.ofJson(
            "kql_series_" + name,
            REAL,
            value -> {
              Series series = Series.of(value);
              return series == null
                  ? null
                  : (Object)
                      total.applyAsDouble(
                          Arrays.stream(series.values()).filter(v -> !Double.isNaN(v)).toArray());
            });
    return ScalarFunction.java("series_" + name, documentation, function, dynamic("series"));
  }

  /** One number of two series of equal length. */
  @FunctionalInterface
  private interface OfPair {
    double of(double[] a, double[] b);
  }

  private static ScalarFunction pair(String name, String documentation, OfPair f) {
    JavaFunction function =
        JavaFunction.of(
            "kql_series_" + name,
            REAL,
            args -> {
              Operands operands =
                  Operands.of(JavaFunction.json(args[0]), JavaFunction.json(args[1]));
              if (operands == null || !operands.areAsLong()) {
                return null;
              }
              double[] left = new double[operands.size()];
              double[] right = new double[operands.size()];
              for (int i = 0; i < left.length; i++) {
                left[i] = operands.left(i);
                right[i] = operands.right(i);
              }
              double result = f.of(left, right);
              return Double.isNaN(result) ? null : (Object) result;
            },
            DYNAMIC,
            DYNAMIC);
    return ScalarFunction.java(
        "series_" + name,
        documentation,
        function,
        seriesOrNumber("series1"),
        seriesOrNumber("series2"));
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double pearson(double[] a, double[] b) {
    double meanA = Series.mean(a);
    double meanB = Series.mean(b);
    double[] x = Arrays.stream(a).map(v -> v - meanA).toArray();
    double[] y = Arrays.stream(b).map(v -> v - meanB).toArray();
    return dot(x, y) / Math.sqrt(dot(x, x) * dot(y, y));
  }

  private static ScalarFunction cosine() {
    JavaFunction function =
        JavaFunction.of(
            "kql_series_cosine_similarity",
            REAL,
            args -> {
              Series a = Series.of(JavaFunction.json(args[0]));
              Series b = Series.of(JavaFunction.json(args[1]));
              if (a == null || b == null || a.size() != b.size()) {
                return null;
              }
              double first =
                  args[2] == null ? Math.sqrt(dot(a.values(), a.values())) : (Double) args[2];
              double second =
                  args[3] == null ? Math.sqrt(dot(b.values(), b.values())) : (Double) args[3];
              double similarity = dot(a.values(), b.values()) / (first * second);
              return Double.isFinite(similarity) ? (Object) similarity : null;
            },
            DYNAMIC,
            DYNAMIC,
            REAL,
            REAL);
    return ScalarFunction.java(
        "series_cosine_similarity",
        "The cosine of the angle between two series as vectors.",
        function,
        dynamic("series1"),
        dynamic("series2"),
        number("magnitude1").orAbsent(),
        number("magnitude2").orAbsent());
  }

  private static ScalarFunction statistics(String name, boolean asBag) {
    JavaFunction function =
        JavaFunction.of(
            "kql_" + name,
            DYNAMIC,
            args -> statistics(JavaFunction.json(args[0]), Boolean.TRUE.equals(args[1]), asBag),
            DYNAMIC,
            BOOL);
    return ScalarFunction.java(
        name,
        "Least, greatest and average value of a series, and its deviation.",
        function,
        dynamic("series"),
        Parameter.bool("ignore_nonfinite").orAbsent());
  }

  private static List<Column> statisticsColumns(List<Argument> arguments) {
    List<Column> columns = new ArrayList<>();
    for (String statistic : STATISTICS.subList(0, 7)) {
      boolean index = statistic.endsWith("_idx");
      columns.add(column("series_stats", arguments, statistic, index ? LONG : REAL));
    }
    return columns;
  }

  /** A column of a function that gives several, named after function and argument. */
  static Column column(String function, List<Argument> arguments, String name, ScalarType type) {
    String of = arguments.isEmpty() ? null : arguments.getFirst().name();
    return new Column(function + "_" + (of == null ? "" : of + "_") + name, type);
  }

  private static @Nullable JsonValue statistics(JsonValue value, boolean ignore, boolean asBag) {
    Series series = Series.of(value);
    if (series == null) {
      return null;
    }
    double[] all = series.values();
    int min = -1;
    int max = -1;
    double sum = 0;
    int count = 0;
    boolean strange = false;
    for (int i = 0; i < all.length; i++) {
      if (!Double.isFinite(all[i])) {
        strange = true;
        continue;
      }
      min = min < 0 || all[i] < all[min] ? i : min;
      max = max < 0 || all[i] > all[max] ? i : max;
      sum += all[i];
      count++;
    }
    if (count == 0 || (strange && !ignore)) {
      List<JsonValue> nulls = new ArrayList<>();
      STATISTICS.forEach(s -> nulls.add(JsonValue.Null.NULL));
      return Series.results(STATISTICS, nulls, asBag);
    }
    double mean = sum / count;
    double squares =
        Arrays.stream(all).filter(Double::isFinite).map(v -> (v - mean) * (v - mean)).sum();
    double variance = count < 2 ? 0 : squares / (count - 1);
    List<JsonValue> results =
        List.of(
            JsonValue.of(all[min]),
            JsonValue.of((long) min),
            JsonValue.of(all[max]),
            JsonValue.of((long) max),
            JsonValue.of(mean),
            JsonValue.of(Math.sqrt(variance)),
            JsonValue.of(variance),
            JsonValue.of(sum),
            JsonValue.of((long) count));
    return Series.results(STATISTICS, results, asBag);
  }
}
