package io.vedette.kql.functions;

import static io.vedette.kql.types.ScalarType.DECIMAL;
import static io.vedette.kql.types.ScalarType.REAL;

import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.ScalarType;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Sums that no number of rows makes fail: whole numbers wrap around, others become null. */
final class Sums {
  private Sums() {}

  /** The sum of the values for which the filter, if any, holds; 0 of none. */
  static SqlExpr of(ScalarType type, SqlExpr value, @Nullable SqlExpr filter) {
    SqlExpr zero = Sql.cast(Sql.number(0L), type.expressionType());
    return switch (type) {
      case REAL -> Sql.coalesce(sum(value, filter), zero);
      case DECIMAL ->
          Sql.when(
              Sql.template("{0} = 0", count(value, filter)),
              zero,
              decimal(value, part -> sum(part, filter)));
      case DATETIME ->
          // Ticks count from 1970, what is summed is the time since the first year.
          Times.inCalendar(
              Sql.template(
                  "TRY_CAST(coalesce({0}, 0) + (CAST({1} AS HUGEINT) - 1) * {2} AS BIGINT)",
                  sum(value, filter), count(value, filter), Sql.number(Times.SINCE_YEAR_ONE)));
      case LONG, INT, TIMESPAN, BOOL, STRING, GUID, DYNAMIC ->
          Sql.coalesce(WrappingArithmetic.narrow(sum(value, filter)), zero);
    };
  }

  private static SqlExpr count(SqlExpr value, @Nullable SqlExpr filter) {
    return new SqlExpr.Aggregate("count", List.of(value), false, List.of(), filter);
  }

  private static SqlExpr sum(SqlExpr value, @Nullable SqlExpr filter) {
    return new SqlExpr.Aggregate("sum", List.of(value), false, List.of(), filter);
  }

  /**
   * The engine adds the digits of decimals as one whole number, which overflows.
   *
   * @param sum adds the numbers of many rows
   */
  static SqlExpr decimal(SqlExpr value, UnaryOperator<SqlExpr> sum) {
    SqlExpr whole = Sql.template("CAST(trunc({0}) AS DECIMAL(38,0))", value);
    SqlExpr fraction = Sql.template("CAST({0} - trunc({0}) AS DECIMAL(38,17))", value);
    return Sql.template(
        "CASE WHEN {0} BETWEEN -900000000000000000000 AND 900000000000000000000"
            + " THEN CAST({0} AS DECIMAL(38,17)) + {1} END",
        sum.apply(whole), sum.apply(fraction));
  }
}
