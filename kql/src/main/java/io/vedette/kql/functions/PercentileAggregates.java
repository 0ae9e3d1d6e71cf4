package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.any;
import static io.vedette.kql.functions.Parameter.integer;
import static io.vedette.kql.functions.Parameter.number;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.functions.AggregateFunction.AggregateSignature;
import io.vedette.kql.functions.AggregateFunction.ResultColumn;
import io.vedette.kql.json.JsonValue;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TypeSets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Percentiles by the nearest rank: the least value that enough values do not exceed. Source: Kusto
 * documentation, "percentile(), percentiles()".
 */
final class PercentileAggregates {
  private PercentileAggregates() {}

  private static final JavaFunction WEIGHTED =
      JavaFunction.of(
          "kql_weighted_percentiles",
          DYNAMIC,
          a ->
              WeightedValues.percentiles(
                  WeightedValues.of(JavaFunction.json(a[0]), JavaFunction.json(a[1])),
                  JavaFunction.json(a[2])),
          DYNAMIC,
          DYNAMIC,
          DYNAMIC);

  static Stream<JavaFunction> javaFunctions() {
    return Stream.of(WEIGHTED);
  }

  static List<AggregateFunction> all() {
    Parameter value = Parameter.of("expr", TypeSets.SUMMABLE);
    Parameter weight = integer("weight");
    Parameter percent = number("percentile");
    return List.of(
        AggregateFunction.spreading(
            "percentile",
            "The value below which a percentage of the values lies.",
            new AggregateSignature(
                List.of(value, percent), ResultType.sameAs(0), call -> columns(call, 1))),
        AggregateFunction.spreading(
            "percentiles",
            "The values at several percentiles, one column each.",
            new AggregateSignature(
                List.of(value, percent.anyTimes()),
                ResultType.sameAs(0),
                call -> columns(call, 1))),
        AggregateFunction.spreading(
            "percentiles_array",
            "The values at several percentiles as an array.",
            new AggregateSignature(
                List.of(value, any("percentile").anyTimes()),
                ResultType.always(DYNAMIC),
                call -> array(call, 1))),
        AggregateFunction.spreading(
            "percentilew",
            "The value below which a percentage of the weights lies.",
            new AggregateSignature(
                List.of(value, weight, percent), ResultType.sameAs(0), call -> columns(call, 2))),
        AggregateFunction.spreading(
            "percentilesw",
            "The values at several percentiles of the weights, one column each.",
            new AggregateSignature(
                List.of(value, weight, percent.anyTimes()),
                ResultType.sameAs(0),
                call -> columns(call, 2))),
        AggregateFunction.spreading(
            "percentilesw_array",
            "The values at several percentiles of the weights as an array.",
            new AggregateSignature(
                List.of(value, weight, any("percentile").anyTimes()),
                ResultType.always(DYNAMIC),
                call -> array(call, 2))));
  }

  private static String name(Invocation call) {
    String name = call.argument(0).name();
    return name == null ? "" : name;
  }

  private static List<ResultColumn> columns(Invocation call, int from) {
    List<ResultColumn> columns = new ArrayList<>();
    ScalarType type = call.type(0);
    for (int i = from; i < call.count(); i++) {
      Object percent = call.argument(i).literal();
      if (!(percent instanceof Number number) || Double.isNaN(number.doubleValue())) {
        call.refuse(i, "A percentile must be a number", "Write a literal number.");
        return List.of();
      }
      SqlExpr value;
      if (from == 1) {
        value = quantile(call.sql(0), number.doubleValue());
      } else {
        SqlExpr list = weighted(call, Sql.text("[" + percent + "]"));
        // Not by Json.path: the engine takes no aggregates inside TRY, and this list is never
        // broken.
        SqlExpr first = Sql.template("json_extract_string({0}, '$[0]')", list);
        value = Conversions.convert(STRING, type, first);
      }
      String digits = percent.toString().replaceAll("\\.0$", "").replace('.', '_');
      columns.add(new ResultColumn("percentile_" + name(call) + "_" + digits, type, value));
    }
    return columns;
  }

  private static SqlExpr quantile(SqlExpr value, double percent) {
    return Sql.aggregate("quantile_disc", value, Sql.number(Math.clamp(percent / 100, 0.0, 1.0)));
  }

  private static List<ResultColumn> array(Invocation call, int from) {
    List<Double> percents = new ArrayList<>();
    boolean constant = true;
    for (Argument argument : call.arguments().subList(from, call.count())) {
      JsonValue given =
          JsonValue.parse(argument.literal() == null ? "" : argument.literal().toString());
      List<JsonValue> items = DynamicArrays.items(given);
      for (JsonValue item : items == null ? List.of(given) : items) {
        Double percent = item.real();
        constant &= percent != null && !percent.isNaN();
        percents.add(percent == null ? 0 : percent);
      }
    }
    if (!constant) {
      call.refuse(from, "Percentiles must be constant numbers", "Write them as literals.");
      return List.of();
    }
    SqlExpr value;
    if (from == 1) {
      List<SqlExpr> items = new ArrayList<>();
      for (double percent : percents) {
        items.add(Conversions.toDynamic(call.type(0), quantile(call.sql(0), percent)));
      }
      value = Json.array(items);
    } else {
      value = weighted(call, Sql.text(percents.toString()));
    }
    return List.of(new ResultColumn("percentiles_" + name(call), DYNAMIC, value));
  }

  private static SqlExpr weighted(Invocation call, SqlExpr percents) {
    SqlExpr values = Conversions.toDynamic(call.type(0), call.sql(0));
    SqlExpr weights = Conversions.toDynamic(LONG, call.sql(1));
    return Sql.call(WEIGHTED.sqlName(), joined(values), joined(weights), percents);
  }

  private static SqlExpr joined(SqlExpr json) {
    return Sql.template("concat('[', string_agg(coalesce({0}, 'null'), ','), ']')", json);
  }
}
