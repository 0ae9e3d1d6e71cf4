package io.vedette.kql.functions;

import io.vedette.kql.types.ScalarType;
import java.util.Locale;

/** The types that {@code typeof} names. */
final class TypeLiterals {
  private TypeLiterals() {}

  static ScalarType of(Argument literal) {
    String name = literal.text();
    return switch (name == null ? "" : name.toLowerCase(Locale.ROOT)) {
      case "bool", "boolean" -> ScalarType.BOOL;
      case "int", "int32" -> ScalarType.INT;
      case "long", "int64" -> ScalarType.LONG;
      case "real", "double" -> ScalarType.REAL;
      case "decimal" -> ScalarType.DECIMAL;
      case "datetime", "date" -> ScalarType.DATETIME;
      case "timespan", "time" -> ScalarType.TIMESPAN;
      case "guid", "uniqueid", "uuid" -> ScalarType.GUID;
      case "dynamic" -> ScalarType.DYNAMIC;
      default -> ScalarType.STRING;
    };
  }
}
