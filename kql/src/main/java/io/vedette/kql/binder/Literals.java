package io.vedette.kql.binder;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.Literal;
import io.vedette.kql.types.ScalarType;
import org.jspecify.annotations.Nullable;

/** Values written in the text. */
final class Literals {
  private Literals() {}

  static Argument bind(Literal literal) {
    return switch (literal) {
      case Literal.BoolValue v -> of(ScalarType.BOOL, v.value(), literal);
      case Literal.IntValue v -> of(ScalarType.INT, v.value(), literal);
      case Literal.LongValue v -> of(ScalarType.LONG, v.value(), literal);
      case Literal.RealValue v -> of(ScalarType.REAL, v.value(), literal);
      case Literal.DecimalValue v -> of(ScalarType.DECIMAL, v.value(), literal);
      case Literal.StringValue v -> of(ScalarType.STRING, v.value(), literal);
      case Literal.DateTimeValue v -> of(ScalarType.DATETIME, v.ticks(), literal);
      case Literal.TimespanValue v -> of(ScalarType.TIMESPAN, v.ticks(), literal);
      case Literal.GuidValue v -> of(ScalarType.GUID, v.value(), literal);
      case Literal.DynamicValue v -> of(ScalarType.DYNAMIC, v.json(), literal);
    };
  }

  private static Argument of(ScalarType type, @Nullable Object value, Literal literal) {
    return new Argument(
        type, new SqlExpr.Literal(value, type.expressionType()), null, literal.span());
  }
}
