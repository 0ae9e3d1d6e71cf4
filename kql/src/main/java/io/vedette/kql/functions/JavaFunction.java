package io.vedette.kql.functions;

import io.vedette.kql.json.JsonValue;
import io.vedette.kql.types.ScalarType;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A scalar function implemented in Java, to be registered with the engine under its SQL name.
 *
 * @param sqlName the name in SQL, such as {@code kql_parse_url}
 * @param parameters types of the arguments; values arrive as BOOLEAN, INTEGER, BIGINT, DOUBLE or
 *     VARCHAR (see {@link ScalarType#expressionType()}; decimals as VARCHAR) and may be null
 * @param result type of the result
 * @param implementation pure and safe on many threads; must not throw for any input, but may throw
 *     a CancellationException when its thread is interrupted
 */
public record JavaFunction(
    String sqlName, List<ScalarType> parameters, ScalarType result, Implementation implementation) {

  public JavaFunction {
    parameters = List.copyOf(parameters);
  }

  /** Takes boxed values (Boolean, Integer, Long, Double, String or null), gives one of these. */
  @FunctionalInterface
  public interface Implementation {
    @Nullable Object apply(@Nullable Object[] arguments);
  }

  /** A function of one string, which is never null. */
  @FunctionalInterface
  interface OfText {
    @Nullable Object apply(String value);
  }

  /** A function of one dynamic value. */
  @FunctionalInterface
  interface OfJson {
    @Nullable Object apply(JsonValue value);
  }

  /**
   * A function that may also give a {@link JsonValue} for dynamic, a {@link BigDecimal} for
   * decimal, null for an empty string and a datetime outside the calendar for null.
   */
  static JavaFunction of(
      String sqlName, ScalarType result, Implementation implementation, ScalarType... parameters) {
    return new JavaFunction(
        sqlName,
        List.of(parameters),
        result,
        arguments -> outgoing(result, implementation.apply(arguments)));
  }

  static JavaFunction ofText(String sqlName, ScalarType result, OfText implementation) {
    return of(sqlName, result, a -> implementation.apply(text(a[0])), ScalarType.STRING);
  }

  static JavaFunction ofJson(String sqlName, ScalarType result, OfJson implementation) {
    return of(sqlName, result, a -> implementation.apply(json(a[0])), ScalarType.DYNAMIC);
  }

  /** A function of one real; null gives null. */
  static JavaFunction ofReal(String sqlName, DoubleUnaryOperator implementation) {
    return of(
        sqlName,
        ScalarType.REAL,
        a -> a[0] == null ? null : implementation.applyAsDouble((Double) a[0]),
        ScalarType.REAL);
  }

  private static @Nullable Object outgoing(ScalarType type, @Nullable Object value) {
    return switch (value) {
      case null -> type == ScalarType.STRING ? "" : null;
      case JsonValue json -> json.json();
      case BigDecimal decimal -> decimal.toPlainString();
      case Long ticks when type == ScalarType.DATETIME -> Times.isInCalendar(ticks) ? ticks : null;
      default -> value;
    };
  }

  /** A string argument; null is empty. */
  static String text(@Nullable Object argument) {
    return argument == null ? "" : (String) argument;
  }

  /** A dynamic argument. */
  static JsonValue json(@Nullable Object argument) {
    return JsonValue.parse((String) argument);
  }

  /** A whole number, or a default for null. */
  static long whole(@Nullable Object argument, long absent) {
    return argument == null ? absent : ((Number) argument).longValue();
  }
}
