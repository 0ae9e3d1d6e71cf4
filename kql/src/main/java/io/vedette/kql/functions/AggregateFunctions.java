package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.any;
import static io.vedette.kql.functions.Parameter.bool;
import static io.vedette.kql.functions.Parameter.number;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TypeSets;
import java.util.List;

/** The commonest aggregates. Source: Kusto documentation, "Aggregation functions". */
final class AggregateFunctions {
  private AggregateFunctions() {}

  static List<AggregateFunction> all() {
    return List.of(
        AggregateFunction.of(
            "count",
            ResultName.prefix("count"),
            "The number of rows.",
            Signature.of(LONG, call -> Sql.template("count(*)")),
            Signature.of(LONG, AggregateFunctions::countIf, bool("predicate")),
            Signature.of(LONG, call -> Sql.template("count(*)"), any("expr"))),
        AggregateFunction.of(
            "countif",
            ResultName.prefix("countif"),
            "The number of rows for which the predicate holds.",
            Signature.of(LONG, AggregateFunctions::countIf, bool("predicate"))),
        AggregateFunction.of(
            "sum",
            ResultName.prefix("sum"),
            "The sum of the values that are not null.",
            Signature.of(
                AggregateFunctions::sumType,
                AggregateFunctions::sum,
                Parameter.of("expr", TypeSets.SUMMABLE))),
        AggregateFunction.of(
            "max",
            ResultName.prefix("max"),
            "The greatest value.",
            Signature.of(
                ResultType.sameAs(0),
                AggregateFunctions::greatest,
                Parameter.of("expr", TypeSets.ORDERABLE))),
        AggregateFunction.of(
            "min",
            ResultName.prefix("min"),
            "The least value.",
            Signature.of(
                ResultType.sameAs(0),
                AggregateFunctions::least,
                Parameter.of("expr", TypeSets.ORDERABLE))),
        AggregateFunction.of(
            "dcount",
            ResultName.prefix("dcount"),
            "The number of distinct values.",
            Signature.of(
                LONG,
                AggregateFunctions::dcount,
                any("expr"),
                number("accuracy").orAbsent().asConstant())));
  }

  private static SqlExpr countIf(Invocation call) {
    return new SqlExpr.Aggregate("count", List.of(), false, List.of(), call.sql(0));
  }

  private static ScalarType sumType(List<Argument> arguments) {
    ScalarType type = arguments.getFirst().type();
    return type == ScalarType.INT ? LONG : type;
  }

  private static SqlExpr sum(Invocation call) {
    return Sums.of(call.result(), call.sql(0), null);
  }

  private static SqlExpr greatest(Invocation call) {
    return emptyWhenString(call, Sql.aggregate("max", call.sql(0)));
  }

  private static SqlExpr least(Invocation call) {
    return emptyWhenString(call, Sql.aggregate("min", call.sql(0)));
  }

  private static SqlExpr emptyWhenString(Invocation call, SqlExpr value) {
    return call.result() == STRING ? Sql.coalesce(value, Sql.EMPTY) : value;
  }

  private static SqlExpr dcount(Invocation call) {
    return new SqlExpr.Aggregate("count", List.of(call.sql(0)), true, List.of(), null);
  }
}
