package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.any;
import static io.vedette.kql.functions.Parameter.anyCommon;
import static io.vedette.kql.functions.Parameter.bool;
import static io.vedette.kql.types.ScalarType.BOOL;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.Promotion;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TypeSets;
import java.util.ArrayList;
import java.util.List;

/**
 * Kusto's choices and tests for null and empty values. Source: Kusto documentation, "Conditional
 * functions" and "Scalar functions".
 */
final class ConditionalFunctions {
  private ConditionalFunctions() {}

  private static final String FAILED_ASSERT = "assert() has failed: ";

  static List<ScalarFunction> all() {
    return List.of(
        ScalarFunction.of(
                "iff",
                "One value where a condition holds, another where it does not or is null.",
                Signature.of(
                    arguments -> commonOf(arguments.subList(1, 3)),
                    ConditionalFunctions::either,
                    bool("if"),
                    any("then"),
                    any("else")))
            .aliased("iif"),
        ScalarFunction.of(
            "case",
            "The value after the first predicate that holds, or the last value.",
            Signature.of(
                arguments -> commonOf(values(arguments)),
                ConditionalFunctions::choose,
                any("argument").anyTimes())),
        ScalarFunction.of(
            "coalesce",
            "The first argument that is not null, or not empty for strings.",
            Signature.of(
                ResultType.common(), ConditionalFunctions::coalesce, anyCommon("arg").anyTimes())),
        extreme("max_of", "greatest", "The greatest of the arguments that are not null."),
        extreme("min_of", "least", "The least of the arguments that are not null."),
        ScalarFunction.of(
            "not",
            "The opposite of a truth value.",
            Signature.of(BOOL, call -> Sql.not(call.sql(0)), bool("expression"))),
        test("isnull", "Whether the value is null; strings never are.", false, false),
        test("isnotnull", "Whether the value is not null; strings never are.", false, true)
            .aliased("notnull"),
        test("isempty", "Whether the value is null or an empty string.", true, false),
        test("isnotempty", "Whether the value is neither null nor an empty string.", true, true)
            .aliased("notempty"),
        ScalarFunction.of(
            "around",
            "Whether the value lies within a distance of a centre, bounds included.",
            Signature.of(
                BOOL,
                ConditionalFunctions::around,
                summable("value"),
                summable("center"),
                summable("delta"))),
        ScalarFunction.of(
            "assert",
            "True where the predicate holds, else an error with the message.",
            Signature.of(
                BOOL,
                Lowering.template(
                    "CASE WHEN {0} THEN true ELSE error(concat('" + FAILED_ASSERT + "', {1})) END"),
                bool("predicate"),
                Parameter.string("message"))));
  }

  private static Parameter summable(String name) {
    return Parameter.of(name, TypeSets.SUMMABLE);
  }

  /** The type that all have in common, as in Microsoft's binder otherwise dynamic. */
  private static ScalarType commonOf(List<Argument> arguments) {
    ScalarType common = Promotion.common(arguments.stream().map(Argument::type).toList());
    return common == null ? DYNAMIC : common;
  }

  private static List<Argument> values(List<Argument> arguments) {
    List<Argument> values = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      if (i % 2 == 1 || i == arguments.size() - 1) {
        values.add(arguments.get(i));
      }
    }
    return values;
  }

  private static SqlExpr either(Invocation call) {
    ScalarType type = call.result();
    return Sql.when(call.sql(0), value(call, 1, type), value(call, 2, type));
  }

  private static SqlExpr choose(Invocation call) {
    if (call.count() < 3 || call.count() % 2 == 0) {
      return call.refuse(
          call.count() - 1,
          "case() takes pairs of a predicate and a value, and one last value",
          "Give an odd number of arguments, three at least.");
    }
    ScalarType type = call.result();
    List<SqlExpr.When> whens = new ArrayList<>();
    for (int i = 0; i + 1 < call.count(); i += 2) {
      if (call.type(i) != BOOL && call.type(i) != DYNAMIC) {
        return call.refuse(
            i, "case() needs a predicate here, not " + call.type(i).kustoName(), "Compare it.");
      }
      SqlExpr condition = Conversions.convert(call.type(i), BOOL, call.sql(i));
      whens.add(new SqlExpr.When(condition, value(call, i + 1, type)));
    }
    return new SqlExpr.Case(whens, value(call, call.count() - 1, type));
  }

  private static SqlExpr value(Invocation call, int index, ScalarType type) {
    return Conversions.widen(call.type(index), type, call.sql(index));
  }

  private static SqlExpr coalesce(Invocation call) {
    if (call.result() != STRING) {
      return new SqlExpr.Call("coalesce", call.allSql());
    }
    List<SqlExpr> items = new ArrayList<>();
    call.allSql().forEach(sql -> items.add(Sql.call("nullif", sql, Sql.EMPTY)));
    items.add(Sql.EMPTY);
    return new SqlExpr.Call("coalesce", items);
  }

  private static ScalarFunction extreme(String name, String engine, String documentation) {
    return ScalarFunction.of(
        name,
        documentation,
        Signature.of(
            ResultType.common(),
            Lowering.engine(engine),
            new Parameter("arg", TypeSets.ORDERABLE, true, false, true, false)));
  }

  private static ScalarFunction test(
      String name, String documentation, boolean emptyToo, boolean negated) {
    return ScalarFunction.of(
        name,
        documentation,
        Signature.of(BOOL, call -> test(call, emptyToo, negated), any("value")));
  }

  private static SqlExpr test(Invocation call, boolean emptyToo, boolean negated) {
    SqlExpr value = call.sql(0);
    return switch (call.type(0)) {
      case STRING -> {
        if (!emptyToo) {
          yield Sql.bool(negated);
        }
        yield negated ? Sql.template("{0} <> ''", value) : Sql.equal(value, Sql.EMPTY);
      }
      case DYNAMIC -> {
        if (!emptyToo) {
          yield new SqlExpr.IsNull(value, negated);
        }
        yield Sql.template(
            negated ? "coalesce({0}, '\"\"') <> '\"\"'" : "coalesce({0}, '\"\"') = '\"\"'", value);
      }
      case BOOL, INT, LONG, REAL, DECIMAL, DATETIME, TIMESPAN, GUID ->
          new SqlExpr.IsNull(value, negated);
    };
  }

  /** A distance may be longer than its type's greatest value. */
  private static SqlExpr around(Invocation call) {
    List<ScalarType> types = List.of(call.type(0), call.type(1));
    String distance =
        types.contains(ScalarType.REAL)
            ? "abs({0} - {1})"
            : types.contains(ScalarType.DECIMAL)
                ? "abs(TRY({0} - {1}))"
                : "abs(CAST({0} AS HUGEINT) - {1})";
    return Sql.template(distance + " <= {2}", call.sql(0), call.sql(1), call.sql(2));
  }
}
