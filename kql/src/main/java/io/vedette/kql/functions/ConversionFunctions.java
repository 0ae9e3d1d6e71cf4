package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.any;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.INT;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TypeSets;
import java.util.List;

/** Kusto's conversion functions. Source: Kusto documentation, "Conversion functions". */
final class ConversionFunctions {
  private ConversionFunctions() {}

  static List<ScalarFunction> all() {
    return List.of(
        to("tostring", STRING),
        to("toint", INT),
        to("tolong", LONG),
        to("toreal", ScalarType.REAL).aliased("todouble"),
        to("todecimal", ScalarType.DECIMAL),
        to("tobool", ScalarType.BOOL).aliased("toboolean"),
        to("todatetime", ScalarType.DATETIME),
        to("totimespan", ScalarType.TIMESPAN).aliased("totime"),
        to("toguid", ScalarType.GUID),
        ScalarFunction.of(
                "tohex",
                "The whole number in hexadecimal digits, filled with zeros to a least length.",
                Signature.of(
                    STRING,
                    ConversionFunctions::tohex,
                    Parameter.of("value", TypeSets.INTEGER),
                    Parameter.of("minLength", TypeSets.INTEGER).orAbsent()))
            .namedAsArgument(),
        ScalarFunction.of(
                "gettype",
                "The name of the value's type at run time.",
                Signature.of(STRING, ConversionFunctions::gettype, any("value")))
            .named(ResultName.prefix("type")));
  }

  private static ScalarFunction to(String name, ScalarType type) {
    return ScalarFunction.of(
            name,
            "The value as " + type.kustoName() + ", null (or empty) where it cannot be converted.",
            Signature.of(
                type, call -> Conversions.convert(call.type(0), type, call.sql(0)), any("value")))
        .namedAsArgument();
  }

  /** Negative numbers are written as two's complement of their type's size. */
  private static SqlExpr tohex(Invocation call) {
    SqlExpr value =
        call.type(0) == INT
            ? Sql.template("(CAST({0} AS BIGINT) & 4294967295)", call.sql(0))
            : call.sql(0);
    SqlExpr digits = Sql.template("lower(to_hex({0}))", value);
    if (call.has(1)) {
      digits =
          Sql.template(
              "lpad({0}, CAST(least(greatest(length({0}), {1}, 0), 1000) AS INTEGER), '0')",
              digits, call.sql(1));
    }
    return Sql.coalesce(digits, Sql.EMPTY);
  }

  private static SqlExpr gettype(Invocation call) {
    if (call.type(0) != DYNAMIC) {
      return Sql.text(call.type(0).kustoName());
    }
    return Sql.template(
        """
        CASE coalesce(json_type({0}), 'NULL') WHEN 'OBJECT' THEN 'dictionary' \
        WHEN 'ARRAY' THEN 'array' WHEN 'VARCHAR' THEN 'string' WHEN 'BOOLEAN' THEN 'bool' \
        WHEN 'DOUBLE' THEN 'double' WHEN 'NULL' THEN 'null' ELSE 'long' END\
        """,
        call.sql(0));
  }
}
