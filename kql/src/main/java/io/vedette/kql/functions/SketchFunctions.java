package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.any;
import static io.vedette.kql.functions.Parameter.bool;
import static io.vedette.kql.functions.Parameter.dynamic;
import static io.vedette.kql.functions.Parameter.integer;
import static io.vedette.kql.functions.Parameter.string;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.REAL;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.json.JsonValue;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TypeSets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Sketches of many values: hll for counting, t-digest for percentiles. Their form is our own and
 * opaque, as in Kusto. Source: Kusto documentation, "hll()", "tdigest()" and their siblings.
 */
public final class SketchFunctions {
  private SketchFunctions() {}

  private static final JavaFunction IN_ALL =
      JavaFunction.ofJson("kql_hll_in_all", LONG, sketches -> MinimumHashes.inAll(sketches));

  private static final JavaFunction DIGEST =
      JavaFunction.of(
          "kql_tdigest",
          DYNAMIC,
          a -> WeightedValues.of(JavaFunction.json(a[0]), JavaFunction.json(a[1])).json(),
          DYNAMIC,
          DYNAMIC);

  private static final JavaFunction MERGE_DIGESTS =
      JavaFunction.ofJson("kql_tdigest_merge", DYNAMIC, WeightedValues::merged);

  private static final JavaFunction PERCENTILES =
      JavaFunction.of(
          "kql_tdigest_percentiles",
          DYNAMIC,
          a ->
              WeightedValues.percentiles(
                  WeightedValues.digest(JavaFunction.json(a[0])), JavaFunction.json(a[1])),
          DYNAMIC,
          DYNAMIC);

  private static final JavaFunction RANK =
      JavaFunction.of(
          "kql_rank_tdigest",
          REAL,
          a -> a[0] == null ? null : (Object) digest(a[0]).rank(JavaFunction.json(a[1])),
          DYNAMIC,
          DYNAMIC);

  private static final JavaFunction PERCENT_RANK =
      JavaFunction.of(
          "kql_percentrank_tdigest", REAL, SketchFunctions::percentRank, DYNAMIC, DYNAMIC);

  private static final JavaFunction COUNT =
      JavaFunction.ofJson(
          "kql_dcount_hll",
          LONG,
          value ->
              value instanceof JsonValue.Null ? null : (Object) MinimumHashes.of(value).count());

  private static final JavaFunction SKETCH =
      JavaFunction.ofJson("kql_hll", DYNAMIC, hashes -> MinimumHashes.of(hashes).json());

  private static final JavaFunction MERGE_SKETCHES =
      JavaFunction.ofJson(
          "kql_hll_merge", DYNAMIC, sketches -> MinimumHashes.merged(sketches).json());

  static Stream<JavaFunction> javaFunctions() {
    return Stream.of(DIGEST, MERGE_DIGESTS, SKETCH, MERGE_SKETCHES, IN_ALL);
  }

  /** How many values all of the given sketches have. */
  public static SqlExpr inAll(List<Argument> sketches) {
    return Sql.call(IN_ALL.sqlName(), Json.arrayOf(sketches));
  }

  static List<ScalarFunction> scalars() {
    return List.of(
        ScalarFunction.of(
                "percentile_tdigest",
                "The value at a percentage of a t-digest, converted to a type.",
                Signature.of(
                    DYNAMIC, SketchFunctions::percentile, dynamic("tdigest"), any("percentile")),
                Signature.of(
                    arguments -> TypeLiterals.of(arguments.getLast()),
                    call ->
                        Conversions.convert(
                            DYNAMIC, TypeLiterals.of(call.argument(2)), percentile(call)),
                    dynamic("tdigest"),
                    any("percentile"),
                    string("type").asConstant()))
            .named(ResultName.prefix("percentile_tdigest"))
            .using(PERCENTILES),
        ScalarFunction.of(
                "percentiles_array_tdigest",
                "The values at several percentages of a t-digest as an array.",
                Signature.of(
                    DYNAMIC,
                    call -> {
                      List<Argument> percents = call.arguments().subList(1, call.count());
                      boolean array = percents.size() == 1 && percents.getFirst().type() == DYNAMIC;
                      return Sql.call(
                          PERCENTILES.sqlName(),
                          call.sql(0),
                          array ? percents.getFirst().sql() : Json.arrayOf(percents));
                    },
                    dynamic("tdigest"),
                    any("percentile").anyTimes()))
            .aliased("percentile_array_tdigest")
            .named(ResultName.prefix("percentile_tdigest"))
            .using(PERCENTILES),
        ScalarFunction.java(
            "rank_tdigest",
            "How many values of a t-digest do not exceed a value.",
            RANK,
            dynamic("digest"),
            any("value")),
        ScalarFunction.java(
            "percentrank_tdigest",
            "The percentage of the values of a t-digest that do not exceed a value.",
            PERCENT_RANK,
            dynamic("digest"),
            any("value")),
        ArrayFunctions.varied("tdigest_merge", "Several t-digests in one.", MERGE_DIGESTS)
            .aliased("merge_tdigest")
            .named(new ResultName.PrefixOnly("tdigests_merge_result")),
        ArrayFunctions.varied("hll_merge", "Several hll sketches in one.", MERGE_SKETCHES)
            .named(new ResultName.PrefixOnly("hll_merged_result")),
        ScalarFunction.java(
                "dcount_hll",
                "The number of distinct values of an hll sketch.",
                COUNT,
                dynamic("hll"))
            .named(ResultName.prefix("dcount_hll")));
  }

  static List<AggregateFunction> aggregates() {
    return List.of(
        AggregateFunction.of(
            "tdigest",
            ResultName.prefix("tdigest"),
            "A t-digest of the values, weighted or not, for percentiles.",
            Signature.of(
                DYNAMIC,
                call ->
                    Sql.call(
                        DIGEST.sqlName(),
                        joined(Conversions.toDynamic(call.type(0), call.sql(0)), null),
                        call.has(1)
                            ? joined(Conversions.toDynamic(LONG, call.sql(1)), null)
                            : Sql.nullOf("VARCHAR")),
                Parameter.of("expr", TypeSets.SUMMABLE),
                integer("weight").orAbsent())),
        AggregateFunction.of(
                "tdigest_merge",
                ResultName.prefix("merge_tdigests"),
                "The t-digests of all rows in one.",
                Signature.of(
                    DYNAMIC,
                    call -> Sql.call(MERGE_DIGESTS.sqlName(), joined(call.sql(0), null)),
                    dynamic("tdigest")))
            .aliased("merge_tdigest"),
        AggregateFunction.of(
            "hll",
            ResultName.prefix("hll"),
            "A sketch of the values, for counting the distinct ones.",
            Signature.of(
                DYNAMIC, call -> sketch(call, null), any("expr"), integer("accuracy").orAbsent())),
        AggregateFunction.of(
            "hll_if",
            ResultName.prefix("hll_if"),
            "A sketch of the values where the predicate holds.",
            Signature.of(
                DYNAMIC,
                call -> sketch(call, call.sql(1)),
                any("expr"),
                bool("predicate"),
                integer("accuracy").orAbsent())),
        AggregateFunction.of(
            "hll_merge",
            ResultName.prefix("hll_merge"),
            "The sketches of all rows in one.",
            Signature.of(
                DYNAMIC,
                call -> Sql.call(MERGE_SKETCHES.sqlName(), joined(call.sql(0), null)),
                dynamic("hll"))));
  }

  private static WeightedValues digest(@Nullable Object argument) {
    return WeightedValues.digest(JavaFunction.json(argument));
  }

  private static SqlExpr percentile(Invocation call) {
    SqlExpr found =
        Sql.call(PERCENTILES.sqlName(), call.sql(0), Json.arrayOf(List.of(call.argument(1))));
    return Json.path(found, Json.index(0));
  }

  private static @Nullable Double percentRank(@Nullable Object[] a) {
    WeightedValues values = digest(a[0]);
    return values.items().isEmpty()
        ? null
        : (Double) (100 * values.rank(JavaFunction.json(a[1])) / values.weight());
  }

  /** The least hashes of the distinct values; the engine's own hash, of the value as text. */
  private static SqlExpr sketch(Invocation call, @Nullable SqlExpr filter) {
    ScalarType type = call.type(0);
    SqlExpr text = type == STRING ? call.sql(0) : Sql.cast(call.sql(0), "VARCHAR");
    SqlExpr hashes =
        new SqlExpr.Aggregate(
            "list",
            List.of(Sql.template("hash({0})", text)),
            true,
            List.of(),
            filter == null
                ? Sql.isNotNull(call.sql(0))
                : Sql.and(filter, Sql.isNotNull(call.sql(0))));
    return Sql.call(
        SKETCH.sqlName(),
        Sql.template(
            "CAST(to_json(list_slice(list_sort({0}), 1, " + MinimumHashes.MOST + ")) AS VARCHAR)",
            hashes));
  }

  private static SqlExpr joined(SqlExpr json, @Nullable SqlExpr filter) {
    SqlExpr list =
        new SqlExpr.Aggregate(
            "list", List.of(Sql.coalesce(json, Sql.text("null"))), false, List.of(), filter);
    return Sql.template("concat('[', array_to_string({0}, ','), ']')", list);
  }
}
