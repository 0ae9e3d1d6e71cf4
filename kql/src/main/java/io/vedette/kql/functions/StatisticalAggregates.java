package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.any;
import static io.vedette.kql.functions.Parameter.bool;
import static io.vedette.kql.functions.Parameter.number;
import static io.vedette.kql.types.ScalarType.DATETIME;
import static io.vedette.kql.types.ScalarType.DECIMAL;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.REAL;
import static io.vedette.kql.types.ScalarType.STRING;
import static io.vedette.kql.types.ScalarType.TIMESPAN;

import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TypeSets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Averages, deviations and conditional aggregates. Source: Kusto documentation, "Aggregation
 * functions".
 */
final class StatisticalAggregates {
  private StatisticalAggregates() {}

  private static final Parameter SUMMABLE = Parameter.of("expr", TypeSets.SUMMABLE);
  private static final Parameter ORDERABLE = Parameter.of("expr", TypeSets.ORDERABLE);

  static List<AggregateFunction> all() {
    List<AggregateFunction> functions = new ArrayList<>();
    functions.add(average("avg", false));
    functions.add(average("avgif", true));
    functions.add(
        conditional(
            "sumif",
            "The sum of the values where the predicate holds.",
            arguments ->
                arguments.getFirst().type() == ScalarType.INT ? LONG : arguments.getFirst().type(),
            StatisticalAggregates::sumIf,
            SUMMABLE));
    functions.add(extreme("minif", "min", "The least value where the predicate holds."));
    functions.add(extreme("maxif", "max", "The greatest value where the predicate holds."));
    deviation(functions, "stdev", "stddev_samp", "standard deviation of a sample", true);
    deviation(functions, "stdevp", "stddev_pop", "standard deviation of a population", false);
    deviation(functions, "variance", "var_samp", "variance of a sample", true);
    deviation(functions, "variancep", "var_pop", "variance of a population", true);
    covariance(functions, "covariance", "covar_samp", "sample");
    covariance(functions, "covariancep", "covar_pop", "population");
    functions.add(bits("binary_all_and", "bit_and", "The bits that all values have."));
    functions.add(bits("binary_all_or", "bit_or", "The bits that any value has."));
    functions.add(bits("binary_all_xor", "bit_xor", "The bits that an odd number of values has."));
    functions.add(
        AggregateFunction.of(
            "count_distinct",
            ResultName.prefix("count_distinct"),
            "The exact number of distinct values.",
            Signature.of(LONG, call -> countDistinct(call, null), any("expr"))));
    functions.add(
        AggregateFunction.of(
            "count_distinctif",
            ResultName.prefix("count_distinctif"),
            "The exact number of distinct values where the predicate holds.",
            Signature.of(
                LONG, call -> countDistinct(call, call.sql(1)), any("expr"), bool("predicate"))));
    functions.add(
        AggregateFunction.of(
            "dcountif",
            ResultName.prefix("dcountif"),
            "The number of distinct values where the predicate holds.",
            Signature.of(
                LONG,
                call -> countDistinct(call, call.sql(1)),
                any("expr"),
                bool("predicate"),
                number("accuracy").orAbsent().asConstant())));
    functions.add(
        AggregateFunction.of(
            "take_anyif",
            ResultName.FIRST_ARGUMENT,
            "Any value where the predicate holds.",
            Signature.of(
                ResultType.sameAs(0),
                StatisticalAggregates::anyIf,
                any("expr"),
                bool("predicate"))));
    functions.add(
        AggregateFunction.of(
            "anyif",
            ResultName.prefix("anyif"),
            "Any value where the predicate holds.",
            Signature.of(
                ResultType.sameAs(0),
                StatisticalAggregates::anyIf,
                any("expr"),
                bool("predicate"))));
    functions.add(
        AggregateFunction.of(
            "cnt",
            ResultName.prefix("cnt"),
            "The number of rows.",
            Signature.of(LONG, call -> Sql.template("count(*)"))));
    return functions;
  }

  private static SqlExpr filtered(String engine, SqlExpr value, @Nullable SqlExpr filter) {
    return new SqlExpr.Aggregate(engine, List.of(value), false, List.of(), filter);
  }

  private static AggregateFunction average(String name, boolean conditional) {
    Parameter[] tail = conditional ? new Parameter[] {bool("predicate")} : new Parameter[0];
    List<Parameter> parameters = new ArrayList<>(List.of(SUMMABLE));
    parameters.addAll(List.of(tail));
    Signature signature =
        new Signature(
            parameters,
            arguments ->
                switch (arguments.getFirst().type()) {
                  case DECIMAL -> DECIMAL;
                  case DATETIME -> DATETIME;
                  case TIMESPAN -> TIMESPAN;
                  case BOOL, INT, LONG, REAL, STRING, GUID, DYNAMIC -> REAL;
                },
            call -> average(call, conditional ? call.sql(1) : null));
    return AggregateFunction.of(
        name,
        ResultName.prefix(name),
        "The average of the values that are not null"
            + (conditional ? " where the predicate holds" : "")
            + ", NaN of none.",
        signature);
  }

  private static SqlExpr average(Invocation call, @Nullable SqlExpr filter) {
    return switch (call.result()) {
      case DECIMAL ->
          Sql.tryCast(
              filtered("avg", Sql.cast(call.sql(0), "DOUBLE"), filter), DECIMAL.expressionType());
      // A real has not the digits of ticks.
      case DATETIME, TIMESPAN ->
          Sql.template(
              "CAST({0} // nullif({1}, 0) AS BIGINT)",
              filtered("sum", call.sql(0), filter), filtered("count", call.sql(0), filter));
      case BOOL, INT, LONG, REAL, STRING, GUID, DYNAMIC ->
          Sql.coalesce(filtered("avg", call.sql(0), filter), Sql.number(Double.NaN));
    };
  }

  private static AggregateFunction conditional(
      String name, String documentation, ResultType result, Lowering lowering, Parameter of) {
    return AggregateFunction.of(
        name,
        ResultName.prefix(name),
        documentation,
        Signature.of(result, lowering, of, bool("predicate")));
  }

  private static SqlExpr sumIf(Invocation call) {
    return Sums.of(call.result(), call.sql(0), call.sql(1));
  }

  private static AggregateFunction extreme(String name, String engine, String documentation) {
    return conditional(
        name,
        documentation,
        ResultType.sameAs(0),
        call -> emptyWhenString(call, filtered(engine, call.sql(0), call.sql(1))),
        ORDERABLE);
  }

  private static SqlExpr emptyWhenString(Invocation call, SqlExpr value) {
    return call.result() == STRING ? Sql.coalesce(value, Sql.EMPTY) : value;
  }

  private static SqlExpr anyIf(Invocation call) {
    return emptyWhenString(call, filtered("any_value", call.sql(0), call.sql(1)));
  }

  private static SqlExpr countDistinct(Invocation call, @Nullable SqlExpr filter) {
    return new SqlExpr.Aggregate("count", List.of(call.sql(0)), true, List.of(), filter);
  }

  /** The deviation of one value alone, or of none, is 0. */
  private static void deviation(
      List<AggregateFunction> functions,
      String name,
      String engine,
      String what,
      boolean alsoConditional) {
    functions.add(
        AggregateFunction.of(
            name,
            ResultName.prefix(name),
            "The " + what + ".",
            Signature.of(REAL, call -> deviation(call, engine, null), SUMMABLE)));
    if (alsoConditional) {
      functions.add(
          AggregateFunction.of(
              name + "if",
              ResultName.prefix(name + "if"),
              "The " + what + " where the predicate holds.",
              Signature.of(
                  REAL,
                  call -> deviation(call, engine, call.sql(1)),
                  SUMMABLE,
                  bool("predicate"))));
    }
  }

  private static SqlExpr deviation(Invocation call, String engine, @Nullable SqlExpr filter) {
    SqlExpr value = Sql.cast(call.sql(0), "DOUBLE");
    return Sql.coalesce(filtered(engine, value, filter), Sql.number(0.0));
  }

  private static void covariance(
      List<AggregateFunction> functions, String name, String engine, String of) {
    functions.add(
        AggregateFunction.of(
            name,
            ResultName.prefix(name),
            "The covariance of two expressions over a " + of + ".",
            Signature.of(REAL, call -> covariance(call, engine, null), SUMMABLE, SUMMABLE)));
    functions.add(
        AggregateFunction.of(
            name + "if",
            ResultName.prefix(name + "if"),
            "The covariance of two expressions over a " + of + " where the predicate holds.",
            Signature.of(
                REAL,
                call -> covariance(call, engine, call.sql(2)),
                SUMMABLE,
                SUMMABLE,
                bool("predicate"))));
  }

  private static SqlExpr covariance(Invocation call, String engine, @Nullable SqlExpr filter) {
    return new SqlExpr.Aggregate(
        engine,
        List.of(Sql.cast(call.sql(0), "DOUBLE"), Sql.cast(call.sql(1), "DOUBLE")),
        false,
        List.of(),
        filter);
  }

  private static AggregateFunction bits(String name, String engine, String documentation) {
    return AggregateFunction.of(
        name,
        ResultName.FIRST_ARGUMENT,
        documentation,
        Signature.of(LONG, call -> Sql.aggregate(engine, call.sql(0)), Parameter.integer("expr")));
  }
}
