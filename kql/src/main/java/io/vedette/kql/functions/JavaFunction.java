package io.vedette.kql.functions;

import io.vedette.kql.types.ScalarType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A scalar function implemented in Java, to be registered with the engine under its SQL name.
 *
 * @param sqlName the name in SQL, such as {@code kql_parse_url}
 * @param parameters types of the arguments; values arrive as BOOLEAN, INTEGER, BIGINT, DOUBLE or
 *     VARCHAR (see {@link ScalarType#expressionType()}; decimals as VARCHAR) and may be null
 * @param result type of the result
 * @param implementation pure and safe on many threads; must not throw for any input
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
}
