package io.vedette.kql.binder;

import io.vedette.kql.types.ScalarType;
import org.jspecify.annotations.Nullable;

/** Advice on types that do not fit together. */
final class Conversion {
  private Conversion() {}

  /** Names the function that would bring the right operand to the left one's type. */
  static @Nullable String hint(ScalarType left, ScalarType right) {
    if (left == right) {
      return null;
    }
    return switch (left) {
      case STRING -> "Convert the right side with tostring().";
      case DATETIME -> "Convert the right side with todatetime().";
      case TIMESPAN -> "Convert the right side with totimespan().";
      case LONG, INT -> right == ScalarType.STRING ? "Convert the right side with tolong()." : null;
      case REAL, DECIMAL ->
          right == ScalarType.STRING ? "Convert the right side with toreal()." : null;
      case BOOL -> "Convert the right side with tobool().";
      case GUID -> "Convert the right side with toguid().";
      case DYNAMIC -> null;
    };
  }
}
