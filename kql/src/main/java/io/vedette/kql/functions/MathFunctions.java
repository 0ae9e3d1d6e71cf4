package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.integer;
import static io.vedette.kql.functions.Parameter.number;
import static io.vedette.kql.functions.Parameter.real;
import static io.vedette.kql.functions.Parameter.timespan;
import static io.vedette.kql.types.ScalarType.BOOL;
import static io.vedette.kql.types.ScalarType.DECIMAL;
import static io.vedette.kql.types.ScalarType.GUID;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.REAL;
import static io.vedette.kql.types.ScalarType.TIMESPAN;

import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TypeSets;
import java.util.ArrayList;
import java.util.List;

/** Mathematics. Source: Kusto documentation, "Mathematical functions". */
final class MathFunctions {
  private MathFunctions() {}

  static List<ScalarFunction> all() {
    List<ScalarFunction> functions = new ArrayList<>();
    functions.add(
        ofReal(
            "sqrt",
            "The square root, null of negative numbers.",
            "CASE WHEN {0} >= 0 THEN sqrt({0}) END"));
    functions.add(
        ofReal("log", "The natural logarithm, null of negative numbers.", logarithm("ln")));
    functions.add(
        ofReal("log2", "The logarithm to base 2, null of negative numbers.", logarithm("log2")));
    functions.add(
        ofReal("log10", "The logarithm to base 10, null of negative numbers.", logarithm("log10")));
    functions.add(ofReal("exp", "e to a power.", "exp({0})"));
    functions.add(ofReal("exp2", "2 to a power.", "pow(2, {0})"));
    functions.add(ofReal("exp10", "10 to a power.", "pow(10, {0})"));
    functions.add(ofReal("sin", "The sine of an angle in radians.", finite("sin({0})")));
    functions.add(ofReal("cos", "The cosine of an angle in radians.", finite("cos({0})")));
    functions.add(ofReal("tan", "The tangent of an angle in radians.", finite("tan({0})")));
    functions.add(
        ofReal("asin", "The angle in radians of a sine, null outside -1 to 1.", inverse("asin")));
    functions.add(
        ofReal("acos", "The angle in radians of a cosine, null outside -1 to 1.", inverse("acos")));
    functions.add(ofReal("atan", "The angle in radians of a tangent.", "atan({0})"));
    functions.add(
        unnamedReal("cot", "The cotangent of an angle in radians.", finite("1 / tan({0})")));
    functions.add(unnamedReal("degrees", "Radians as degrees.", "{0} * 180 / pi()"));
    functions.add(unnamedReal("radians", "Degrees as radians.", "{0} * pi() / 180"));
    functions.add(
        unnamedReal(
            "sign",
            "1 for a positive number, -1 for a negative one, else 0.",
            "CAST(sign({0}) AS DOUBLE)"));
    functions.add(
        ScalarFunction.of(
                "pow",
                "A number to a power.",
                Signature.of(
                    REAL, Lowering.template("pow({0}, {1})"), real("base"), real("exponent")))
            .namedAsArgument());
    functions.add(
        ScalarFunction.of(
                "atan2",
                "The angle in radians between the x axis and the ray to the point (y, x).",
                Signature.of(REAL, Lowering.template("atan2({0}, {1})"), real("y"), real("x")))
            .namedAsArgument());
    functions.add(
        ScalarFunction.of("pi", "The number pi.", Signature.of(REAL, call -> Sql.number(Math.PI))));
    functions.add(
        ScalarFunction.of(
                "abs",
                "The value without its sign.",
                Signature.of(LONG, call -> WrappingArithmetic.abs(call.sql(0)), integer("number")),
                Signature.of(
                    ResultType.sameAs(0),
                    Lowering.engine("abs"),
                    Parameter.of("number", REAL, DECIMAL)),
                Signature.of(
                    TIMESPAN,
                    Lowering.template("coalesce(TRY(abs({0})), {0})"),
                    timespan("number")))
            .namedAsArgument());
    functions.add(
        ScalarFunction.of(
                "ceiling",
                "The least whole number that is not less than the value.",
                Signature.of(
                    ResultType.sameAs(0),
                    call -> whole(call, Sql.call("ceil", call.sql(0))),
                    number("number")))
            .namedAsArgument());
    functions.add(
        ScalarFunction.of(
                "round",
                "The number rounded to a number of decimals, halves away from zero.",
                Signature.of(
                    ResultType.sameAs(0),
                    MathFunctions::round,
                    number("number"),
                    integer("precision").orAbsent().asConstant()))
            .namedAsArgument());
    functions.add(
        ScalarFunction.of(
                "rand",
                "A random real from 0 to 1, or a random whole number below a bound.",
                Signature.of(REAL, call -> Sql.template("random()")),
                Signature.of(REAL, Lowering.template("floor(random() * {0})"), integer("number")))
            .namedAsArgument());
    functions.add(
        ScalarFunction.of(
            "new_guid",
            "A random guid.",
            Signature.of(GUID, call -> Sql.template("CAST(gen_random_uuid() AS VARCHAR)"))));
    functions.add(
        test("isnan", "Whether the real is not a number.", "coalesce(isnan({0}), false)"));
    functions.add(test("isinf", "Whether the real is infinite.", "coalesce(isinf({0}), false)"));
    functions.add(
        test("isfinite", "Whether the real is finite.", "coalesce(isfinite({0}), false)"));
    return functions;
  }

  private static String logarithm(String engine) {
    return "CASE WHEN {0} >= 0 THEN " + engine + "({0}) END";
  }

  private static String inverse(String engine) {
    return "CASE WHEN {0} BETWEEN -1 AND 1 THEN " + engine + "({0}) END";
  }

  /** The engine refuses sines of infinities. */
  private static String finite(String sql) {
    return "CASE WHEN isfinite({0}) THEN " + sql + " WHEN {0} IS NOT NULL THEN 'NaN'::DOUBLE END";
  }

  private static ScalarFunction ofReal(String name, String documentation, String sql) {
    return unnamedReal(name, documentation, sql).namedAsArgument();
  }

  private static ScalarFunction unnamedReal(String name, String documentation, String sql) {
    return ScalarFunction.of(
        name, documentation, Signature.of(REAL, Lowering.template(sql), real("number")));
  }

  private static ScalarFunction test(String name, String documentation, String sql) {
    return ScalarFunction.of(
        name, documentation, Signature.of(BOOL, Lowering.template(sql), real("number")));
  }

  private static SqlExpr whole(Invocation call, SqlExpr rounded) {
    return TypeSets.INTEGER.contains(call.type(0)) ? call.sql(0) : asResult(call, rounded);
  }

  private static SqlExpr asResult(Invocation call, SqlExpr value) {
    return call.result() == REAL ? value : Sql.tryCast(value, call.result().expressionType());
  }

  private static SqlExpr round(Invocation call) {
    boolean isWhole = TypeSets.INTEGER.contains(call.type(0));
    if (!call.has(1)) {
      return isWhole ? call.sql(0) : asResult(call, Sql.call("round", call.sql(0)));
    }
    Object precision = call.argument(1).literal();
    int digits = precision instanceof Long n ? Math.clamp(n, -300, 300) : 0;
    if (isWhole && digits >= 0) {
      return call.sql(0);
    }
    if (call.type(0) == ScalarType.DECIMAL && digits > 17) {
      return call.sql(0);
    }
    SqlExpr number = isWhole ? Sql.cast(call.sql(0), "DOUBLE") : call.sql(0);
    return asResult(call, Sql.call("round", number, Sql.number(digits)));
  }
}
