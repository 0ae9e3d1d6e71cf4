package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.any;
import static io.vedette.kql.functions.Parameter.integer;
import static io.vedette.kql.functions.Parameter.string;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kusto's string functions. Source: Kusto documentation, "Scalar functions", string functions. */
final class StringFunctions {
  private StringFunctions() {}

  /** More characters than a string has; the engine refuses places much further. */
  private static final long LONGEST = Integer.MAX_VALUE;

  private static final JavaFunction TRANSLATE =
      new JavaFunction(
          "kql_translate", List.of(STRING, STRING, STRING), STRING, StringFunctions::translate);

  static List<ScalarFunction> all() {
    return List.of(
        ScalarFunction.of(
            "strcat",
            "The arguments as strings, one after the other.",
            Signature.of(STRING, StringFunctions::strcat, any("argument").anyTimes())),
        ScalarFunction.of(
            "tolower",
            "The string in lower case.",
            Signature.of(STRING, call -> Sql.call("lower", text(call, 0)), any("value"))),
        ScalarFunction.of(
            "toupper",
            "The string in upper case.",
            Signature.of(STRING, call -> Sql.call("upper", text(call, 0)), any("value"))),
        ScalarFunction.of(
            "strlen",
            "The number of characters of the string.",
            Signature.of(LONG, Lowering.engine("length"), string("source"))),
        ScalarFunction.of(
            "substring",
            "The part of the string from an index on, which a negative one counts from the end.",
            Signature.of(
                STRING,
                StringFunctions::substring,
                any("source"),
                integer("startingIndex"),
                integer("length").orAbsent())),
        ScalarFunction.of(
                "split",
                "The parts between the delimiters as an array, or the one at an index.",
                Signature.of(
                    DYNAMIC,
                    StringFunctions::split,
                    any("source"),
                    string("delimiter"),
                    integer("requestedIndex").orAbsent()))
            .namedAsArgument(),
        ScalarFunction.of(
                "translate",
                "The string with each character of one list replaced by its counterpart in"
                    + " another.",
                Signature.of(
                    STRING,
                    Lowering.java(TRANSLATE),
                    string("searchList"),
                    string("replacementList"),
                    string("source")))
            .using(TRANSLATE));
  }

  /** An argument of any type as a string. */
  private static SqlExpr text(Invocation call, int index) {
    return Conversions.toText(call.type(index), call.sql(index));
  }

  private static SqlExpr strcat(Invocation call) {
    return new SqlExpr.Call(
        "concat",
        call.arguments().stream().map(a -> Conversions.toText(a.type(), a.sql())).toList());
  }

  private static SqlExpr substring(Invocation call) {
    SqlExpr source = text(call, 0);
    SqlExpr start =
        call.argument(1).literal() instanceof Long n && n >= 0
            ? Sql.number(Math.min(n, LONGEST) + 1)
            : Sql.template(
                "CASE WHEN {1} < 0 THEN greatest(length({0}) + {1}, 0) ELSE least({1}, {2}) END"
                    + " + 1",
                source, call.sql(1), Sql.number(LONGEST));
    SqlExpr part =
        call.has(2)
            ? Sql.call("substring", source, start, clamped(call.argument(2)))
            : Sql.call("substring", source, start);
    return Sql.coalesce(part, Sql.EMPTY);
  }

  /** A place or a length that the engine takes: what is further away is nothing, too. */
  static SqlExpr clamped(Argument given) {
    return given.literal() instanceof Long n
        ? Sql.number(Math.clamp(n, 0, LONGEST))
        : Sql.template("least(greatest({0}, 0), {1})", given.sql(), Sql.number(LONGEST));
  }

  private static SqlExpr split(Invocation call) {
    SqlExpr parts = Sql.call("string_split", text(call, 0), call.sql(1));
    if (call.has(2)) {
      SqlExpr index = Sql.template("least({0}, {1})", call.sql(2), Sql.number(LONGEST));
      parts = Sql.template("{0}[{1} + 1 : {1} + 1]", parts, index);
    }
    return Conversions.listToDynamic(parts);
  }

  /**
   * A list of replacements that is shorter than that of characters goes on with its last character.
   */
  private static String translate(@Nullable Object[] arguments) {
    String search = text(arguments[0]);
    String replacement = text(arguments[1]);
    String source = text(arguments[2]);
    StringBuilder result = new StringBuilder(source.length());
    source
        .codePoints()
        .forEach(
            c -> {
              int at = search.indexOf(Character.toString(c));
              if (at < 0) {
                result.appendCodePoint(c);
              } else if (!replacement.isEmpty()) {
                result.append(replacement.charAt(Math.min(at, replacement.length() - 1)));
              }
            });
    return result.toString();
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : (String) value;
  }
}
