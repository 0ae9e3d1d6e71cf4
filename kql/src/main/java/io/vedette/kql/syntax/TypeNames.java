package io.vedette.kql.syntax;

import io.vedette.kql.types.ScalarType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of scalar types with their synonyms.
 *
 * <p>Source: Kusto documentation, "Scalar data types".
 */
final class TypeNames {
  private static final Map<String, ScalarType> TYPES =
      Map.ofEntries(
          Map.entry("bool", ScalarType.BOOL),
          Map.entry("boolean", ScalarType.BOOL),
          Map.entry("int", ScalarType.INT),
          Map.entry("int32", ScalarType.INT),
          Map.entry("long", ScalarType.LONG),
          Map.entry("int64", ScalarType.LONG),
          Map.entry("real", ScalarType.REAL),
          Map.entry("double", ScalarType.REAL),
          Map.entry("decimal", ScalarType.DECIMAL),
          Map.entry("string", ScalarType.STRING),
          Map.entry("datetime", ScalarType.DATETIME),
          Map.entry("date", ScalarType.DATETIME),
          Map.entry("timespan", ScalarType.TIMESPAN),
          Map.entry("time", ScalarType.TIMESPAN),
          Map.entry("guid", ScalarType.GUID),
          Map.entry("uuid", ScalarType.GUID),
          Map.entry("uniqueid", ScalarType.GUID),
          Map.entry("dynamic", ScalarType.DYNAMIC));

  private TypeNames() {}

  /** The type of that name, or null. */
  static @Nullable ScalarType find(String name) {
    return TYPES.get(name);
  }
}
