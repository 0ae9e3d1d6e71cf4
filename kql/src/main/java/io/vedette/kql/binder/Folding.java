package io.vedette.kql.binder;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Times;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.BinaryOperator;
import io.vedette.kql.types.ScalarType;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Arithmetic with constants, done while compiling. */
final class Folding {
  private Folding() {}

  /** The value of an operation on two literals, or null when it is left to the engine. */
  static @Nullable SqlExpr fold(
      BinaryOperator operator, ScalarType result, Argument left, Argument right) {
    Object a = left.literal();
    Object b = right.literal();
    if (a instanceof Integer i) {
      a = (long) i;
    }
    if (b instanceof Integer i) {
      b = (long) i;
    }
    boolean ticksByReal =
        result == ScalarType.TIMESPAN && (a instanceof Double || b instanceof Double);
    if (ticksByReal && a instanceof Number x && b instanceof Number y) {
      return reals(operator, x.doubleValue(), y.doubleValue());
    }
    if (!(a instanceof Long x) || !(b instanceof Long y)) {
      return null;
    }
    if (result == ScalarType.REAL || result == ScalarType.DECIMAL) {
      return result == ScalarType.REAL && operator == BinaryOperator.DIVIDE && y != 0
          ? Sql.number((double) x / (double) y)
          : null;
    }
    if (result == ScalarType.DATETIME) {
      return datetime(BigInteger.valueOf(x), operator, BigInteger.valueOf(y));
    }
    return switch (operator) {
      case ADD -> Sql.number(x + y);
      case SUBTRACT -> Sql.number(x - y);
      case MULTIPLY -> Sql.number(x * y);
      case DIVIDE -> y == 0 || y == -1 ? null : Sql.number(x / y);
      case MODULO -> y == 0 || y == -1 ? null : Sql.number(Math.floorMod(x, Math.abs(y)));
      default -> null;
    };
  }

  private static SqlExpr datetime(BigInteger x, BinaryOperator operator, BigInteger y) {
    BigInteger ticks = operator == BinaryOperator.ADD ? x.add(y) : x.subtract(y);
    return ticks.bitLength() < Long.SIZE && Times.isInCalendar(ticks.longValue())
        ? Sql.number(ticks.longValue())
        : Sql.nullOf(ScalarType.DATETIME.expressionType());
  }

  private static @Nullable SqlExpr reals(BinaryOperator operator, double x, double y) {
    return switch (operator) {
      case MULTIPLY -> ticks(x * y);
      case DIVIDE -> ticks(x / y);
      default -> null;
    };
  }

  private static SqlExpr ticks(double value) {
    return Math.abs(value) < 0x1p63
        ? Sql.number((long) value)
        : Sql.nullOf(ScalarType.TIMESPAN.expressionType());
  }
}
