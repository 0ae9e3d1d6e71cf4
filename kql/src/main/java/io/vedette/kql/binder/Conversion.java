package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.BOOL;
import static io.vedette.kql.types.ScalarType.DATETIME;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.STRING;
import static io.vedette.kql.types.ScalarType.TIMESPAN;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.syntax.BinaryOperator;
import io.vedette.kql.types.Promotion;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TypeSets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Advice on types that do not fit together. */
final class Conversion {
  private static final String DATE = "Write a date as datetime(2024-01-31), a span as 5m or 1d.";
  private static final String SPAN = "Write a timespan such as 30s, 5m, 2h or 1d.";

  private Conversion() {}

  /** How the right key of a join is brought to the type of the left one. */
  static @Nullable String ofKeys(ScalarType left, ScalarType right) {
    return left == right ? null : "Convert one of them first: extend it with " + to(left) + ".";
  }

  /** What to do so that the operator takes the operands. */
  static @Nullable String ofOperands(BinaryOperator operator, Argument left, Argument right) {
    ScalarType a = left.type();
    ScalarType b = right.type();
    return switch (operator) {
      case AND, OR ->
          "Compare the %s side with something.".formatted(isTruth(a) ? "right" : "left");
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO -> ofArithmetic(operator, a, b);
      case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> ofComparison(a, b);
      default ->
          ExpressionBinder.isText(left)
              ? ExpressionBinder.isText(right) ? null : side("right", STRING)
              : side("left", STRING);
    };
  }

  private static boolean isTruth(ScalarType type) {
    return type == BOOL || type == DYNAMIC;
  }

  private static @Nullable String ofArithmetic(
      BinaryOperator operator, ScalarType a, ScalarType b) {
    if (operator == BinaryOperator.ADD && (a == STRING || b == STRING)) {
      return "Join strings with strcat(); for a sum convert the string with tolong().";
    }
    if (a == STRING || b == STRING) {
      return side(a == STRING ? "left" : "right", other(a, b, STRING));
    }
    if (a == BOOL || b == BOOL) {
      return side(a == BOOL ? "left" : "right", ScalarType.LONG);
    }
    if (a == DATETIME && b == DATETIME) {
      return "Two dates can only be subtracted; add a timespan such as 1h.";
    }
    if (a == DATETIME || b == DATETIME) {
      return "Add or subtract a timespan such as 1h.";
    }
    if (a == TIMESPAN && b == TIMESPAN) {
      return "Multiply a timespan by a number, or divide it by a timespan.";
    }
    return a == TIMESPAN || b == TIMESPAN ? SPAN : null;
  }

  private static @Nullable String ofComparison(ScalarType a, ScalarType b) {
    if (a == STRING && b == STRING) {
      return "Strings have no order here: use strcmp(), or convert both with tolong().";
    }
    if (a == STRING || b == STRING) {
      ScalarType wanted = other(a, b, STRING);
      return side(a == STRING ? "left" : "right", wanted == DYNAMIC ? STRING : wanted);
    }
    if (a == DATETIME || b == DATETIME) {
      return DATE;
    }
    return a == TIMESPAN || b == TIMESPAN ? SPAN : null;
  }

  private static ScalarType other(ScalarType a, ScalarType b, ScalarType one) {
    return a == one ? b : a;
  }

  private static String side(String side, ScalarType type) {
    return "Convert the %s side with %s.".formatted(side, to(type));
  }

  private static String to(ScalarType type) {
    return switch (type) {
      case INT -> "toint()";
      case DYNAMIC -> "parse_json()";
      case BOOL, LONG, REAL, DECIMAL, STRING, DATETIME, TIMESPAN, GUID ->
          "to" + type.kustoName() + "()";
    };
  }

  /** What an argument of a wrong type is told. */
  record Mismatch(String code, String message, String hint) {}

  /** What is said of an argument that is of none of the types that are taken. */
  static Mismatch ofArgument(List<ScalarType> expected, Argument argument) {
    Set<ScalarType> types = Set.copyOf(expected);
    ScalarType given = argument.type();
    if (TypeSets.SUMMABLE.equals(types)) {
      return new Mismatch(
          "KS138",
          "The argument value must be summable: a number, timespan or datetime, not %s."
              .formatted(given.kustoName()),
          convert(given, ScalarType.LONG));
    }
    if (expected.stream().allMatch(Promotion::isNumber) && types.contains(ScalarType.REAL)) {
      return new Mismatch(
          "KS137",
          "The expression value must be a number, not %s.".formatted(given.kustoName()),
          convert(given, ScalarType.REAL));
    }
    if (expected.stream().allMatch(t -> t == ScalarType.LONG || t == ScalarType.INT)) {
      return new Mismatch(
          "KS134",
          "The expression value must be an integer, not %s.".formatted(given.kustoName()),
          convert(given, ScalarType.LONG));
    }
    if (types.size() == 1) {
      return new Mismatch(
          expected.getFirst() == DYNAMIC ? "KS141" : "KS107",
          "A value of type %s expected, not %s."
              .formatted(expected.getFirst().kustoName(), given.kustoName()),
          convert(given, expected.getFirst()));
    }
    String names =
        types.stream().map(ScalarType::kustoName).sorted().collect(Collectors.joining(", "));
    return new Mismatch(
        "KS141",
        "The expression must have one of the types %s, not %s.".formatted(names, given.kustoName()),
        convert(given, likeliest(types, given)));
  }

  private static ScalarType likeliest(Set<ScalarType> types, ScalarType given) {
    List<ScalarType> wanted =
        Promotion.isNumber(given)
            ? List.of(TIMESPAN, STRING, DYNAMIC)
            : List.of(DYNAMIC, ScalarType.LONG, ScalarType.REAL, STRING, TIMESPAN, DATETIME);
    return wanted.stream().filter(types::contains).findFirst().orElse(types.iterator().next());
  }

  /** How a value of one type is made one of another. */
  static String convert(ScalarType given, ScalarType wanted) {
    if (wanted == TIMESPAN) {
      return given == STRING
          ? "Write a timespan without quotes, such as 1d; convert a column with totimespan()."
          : SPAN;
    }
    if (wanted == DATETIME && given != STRING && given != DYNAMIC) {
      return DATE;
    }
    if (wanted == BOOL) {
      return "Write a comparison, such as x == 1.";
    }
    return "Convert it with " + to(wanted) + ".";
  }
}
