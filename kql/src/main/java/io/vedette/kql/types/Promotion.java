package io.vedette.kql.types;

import static io.vedette.kql.types.ScalarType.DECIMAL;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.INT;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.REAL;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** How Kusto widens types: int to long to real to decimal; dynamic gives way to any other. */
public final class Promotion {
  private Promotion() {}

  /** Whether it is one of the four types of numbers. */
  public static boolean isNumber(ScalarType type) {
    return TypeSets.NUMBER.contains(type);
  }

  /** The wider of two numeric types. */
  public static ScalarType widest(ScalarType a, ScalarType b) {
    return rank(a) >= rank(b) ? a : b;
  }

  private static int rank(ScalarType type) {
    return switch (type) {
      case INT -> 1;
      case LONG -> 2;
      case REAL -> 3;
      case DECIMAL -> 4;
      case BOOL, STRING, DATETIME, TIMESPAN, GUID, DYNAMIC -> 0;
    };
  }

  /** Whether a value of one type is taken, widened, where the other is asked for. */
  public static boolean widens(ScalarType from, ScalarType to) {
    return from == to
        || (from == INT && (to == LONG || to == REAL || to == DECIMAL))
        || (from == LONG && (to == REAL || to == DECIMAL))
        || (from == REAL && to == DECIMAL);
  }

  /**
   * The one type that all have after widening, or null. A dynamic among others gives way to them;
   * dynamic alone stays.
   */
  public static @Nullable ScalarType common(Collection<ScalarType> types) {
    ScalarType common = null;
    for (ScalarType t : types) {
      if (common == null || common == DYNAMIC) {
        common = t;
      } else if (isNumber(common) && isNumber(t)) {
        common = widest(common, t);
      } else if (t != common && t != DYNAMIC) {
        return null;
      }
    }
    return common;
  }
}
