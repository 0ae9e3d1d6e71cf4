package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.any;
import static io.vedette.kql.functions.Parameter.dynamic;
import static io.vedette.kql.functions.Parameter.integer;
import static io.vedette.kql.functions.Parameter.string;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.json.JsonValue;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Functions that take regular expressions. Source: Kusto documentation, "String functions". */
final class RegexFunctions {
  private RegexFunctions() {}

  /** Up to this group the engine extracts a single match. */
  private static final int FEW_GROUPS = 9;

  /** The most groups that a row may choose one of. */
  private static final int MOST_CHOSEN = 32;

  private static final Parameter REGEX = string("regex");

  static List<ScalarFunction> all() {
    return List.of(
        ScalarFunction.of(
            "extract",
            "The text of a group in the first match of a regular expression, converted to a type.",
            Signature.of(
                STRING, RegexFunctions::extract, REGEX, integer("captureGroup"), string("source")),
            Signature.of(
                arguments -> TypeLiterals.of(arguments.getLast()),
                call ->
                    Conversions.convert(STRING, TypeLiterals.of(call.argument(3)), extract(call)),
                REGEX,
                integer("captureGroup"),
                string("source"),
                string("typeLiteral").asConstant())),
        ScalarFunction.of(
                "extract_all",
                "The texts of groups in all matches of a regular expression.",
                Signature.of(DYNAMIC, call -> extractAll(call, 1, null), REGEX, string("source")),
                Signature.of(
                    DYNAMIC,
                    call -> extractAll(call, 2, call.argument(1)),
                    REGEX,
                    dynamic("captureGroups").asConstant(),
                    string("source")))
            .aliased("extractall"),
        ScalarFunction.of(
            "replace_regex",
            "The string with each match of a regular expression rewritten.",
            Signature.of(
                STRING,
                call -> replace(call, 0, 1, 2),
                string("source"),
                string("lookup_regex"),
                string("rewrite_pattern"))),
        ScalarFunction.of(
            "replace",
            "The string with each match of a regular expression rewritten.",
            Signature.of(
                STRING,
                call -> replace(call, 2, 0, 1),
                REGEX,
                string("rewrite"),
                string("source"))),
        trim("trim_start", "beginning", true, false),
        trim("trim_end", "end", false, true),
        trim("trim", "beginning and the end", true, true),
        ScalarFunction.of(
            "regex_quote",
            "The string as a regular expression that matches it.",
            Signature.of(
                STRING,
                call -> Sql.call("regexp_escape", Conversions.toText(call.type(0), call.sql(0))),
                any("string"))),
        ScalarFunction.of(
            "indexof_regex",
            "Where the first or n-th match of a regular expression begins, -1 where there is none.",
            Signature.of(
                LONG,
                RegexFunctions::indexOf,
                any("string"),
                string("match"),
                integer("start").orAbsent(),
                integer("length").orAbsent(),
                integer("occurrence").orAbsent().asConstant())));
  }

  private static SqlExpr extract(Invocation call) {
    SqlExpr pattern = Regexes.pattern(call, 0, "", "");
    String regex = call.argument(0).text();
    int groups = regex == null ? FEW_GROUPS : Regexes.groups(regex).size();
    if (call.argument(1).literal() instanceof Long n) {
      return n < 0 || n > groups ? Sql.EMPTY : group(call.sql(2), pattern, n.intValue());
    }
    List<SqlExpr.When> whens = new ArrayList<>();
    for (int n = 0; n <= Math.min(groups, MOST_CHOSEN); n++) {
      whens.add(
          new SqlExpr.When(
              Sql.equal(call.sql(1), Sql.number((long) n)), group(call.sql(2), pattern, n)));
    }
    return new SqlExpr.Case(whens, Sql.EMPTY);
  }

  /** The engine takes the number of a group as a constant only. */
  private static SqlExpr group(SqlExpr source, SqlExpr pattern, int number) {
    String call =
        number > FEW_GROUPS
            ? "regexp_extract_all({0}, {1}, {2})[1]"
            : "regexp_extract({0}, {1}, {2})";
    return Sql.coalesce(
        Regexes.attempted(pattern, Sql.template(call, source, pattern, Sql.number(number))),
        Sql.EMPTY);
  }

  private static SqlExpr extractAll(Invocation call, int source, @Nullable Argument chosen) {
    SqlExpr pattern = Regexes.pattern(call, 0, "", "");
    String regex = call.argument(0).text();
    List<@Nullable String> names = regex == null ? List.of() : Regexes.groups(regex);
    List<Integer> groups =
        chosen == null
            ? IntStream.rangeClosed(1, names.size()).boxed().toList()
            : chosen(chosen, names);
    if (groups == null) {
      return call.refuse(
          1,
          "There is no such group in the regular expression",
          "Give numbers or names of groups.");
    }
    if (groups.isEmpty()) {
      groups = List.of(0);
    }
    List<SqlExpr> lists = new ArrayList<>();
    for (int group : groups) {
      lists.add(
          Sql.template(
              "list_transform(CAST({0} AS VARCHAR[]), lambda m: coalesce(m, ''))",
              Regexes.attempted(
                  pattern,
                  Sql.template(
                      "regexp_extract_all({0}, {1}, {2})",
                      call.sql(source), pattern, Sql.number(group)))));
    }
    SqlExpr all =
        lists.size() == 1
            ? lists.getFirst()
            : Sql.template(
                "list_transform({0}, lambda g: " + fields(lists.size()) + ")",
                new SqlExpr.Call("list_zip", lists));
    return Sql.template("CASE WHEN len({0}) > 0 THEN {1} END", all, Conversions.listToDynamic(all));
  }

  private static String fields(int count) {
    return "["
        + String.join(", ", IntStream.rangeClosed(1, count).mapToObj(i -> "g[" + i + "]").toList())
        + "]";
  }

  private static @Nullable List<Integer> chosen(Argument argument, List<@Nullable String> names) {
    if (!(JsonValue.parse(argument.text()) instanceof JsonValue.Array(List<JsonValue> items))) {
      return null;
    }
    List<Integer> groups = new ArrayList<>();
    for (JsonValue item : items) {
      int group =
          item instanceof JsonValue.Numeral(String digits) && item.isWhole() && digits.length() < 5
              ? Integer.parseInt(digits)
              : names.indexOf(item.text()) + 1;
      if (group < 1 || (!names.isEmpty() && group > names.size())) {
        return null;
      }
      groups.add(group);
    }
    return groups;
  }

  private static SqlExpr replace(Invocation call, int source, int regex, int rewrite) {
    SqlExpr pattern = Regexes.pattern(call, regex, "", "");
    String regexText = call.argument(regex).text();
    String rewriteText = call.argument(rewrite).text();
    if (regexText != null && rewriteText != null) {
      return Sql.call(
          "regexp_replace",
          call.sql(source),
          pattern,
          Sql.text(Regexes.rewrite(rewriteText, Regexes.groups(regexText).size())),
          Sql.text("g"));
    }
    return Sql.template(
        "coalesce(TRY(regexp_replace({0}, {1}, {2}, 'g')), {0})",
        call.sql(source), pattern, call.sql(rewrite));
  }

  private static ScalarFunction trim(String name, String where, boolean start, boolean end) {
    return ScalarFunction.of(
        name,
        "The string without the matches of a regular expression at its " + where + ".",
        Signature.of(
            STRING,
            call -> {
              SqlExpr text = call.sql(1);
              if (start) {
                text = without(text, Regexes.pattern(call, 0, "\\A(?:", ")+"));
              }
              return end ? without(text, Regexes.pattern(call, 0, "(?:", ")+\\z")) : text;
            },
            REGEX,
            string("source")));
  }

  private static SqlExpr without(SqlExpr text, SqlExpr pattern) {
    return pattern instanceof SqlExpr.Literal
        ? Sql.call("regexp_replace", text, pattern, Sql.EMPTY)
        : Sql.template("coalesce(TRY(regexp_replace({0}, {1}, '')), {0})", text, pattern);
  }

  /** The text before the match is as long as the match's index. */
  private static SqlExpr indexOf(Invocation call) {
    long occurrence = 1;
    if (call.has(4) && call.argument(4).literal() instanceof Long n) {
      occurrence = n;
    }
    if (occurrence < 1 || occurrence > 1000) {
      return Sql.nullOf(LONG.expressionType());
    }
    SqlExpr source = Conversions.toText(call.type(0), call.sql(0));
    SqlExpr start = call.sql(2, Sql.number(0L));
    SqlExpr part = source;
    if (call.has(2)) {
      SqlExpr from = StringFunctions.clamped(call.argument(2));
      part =
          call.has(3)
              ? Sql.template(
                  "substring({0}, {1} + 1, CASE WHEN {2} < 0 THEN length({0}) ELSE {3} END)",
                  source, from, call.sql(3), StringFunctions.clamped(call.argument(3)))
              : Sql.template("substring({0}, {1} + 1)", source, from);
    }
    String literal = call.argument(1).text();
    String skipped =
        occurrence == 1 || literal == null
            ? ""
            : String.format(Locale.ROOT, "(?:.*?(?-s:%s)){%d}", literal, occurrence - 1);
    SqlExpr before = Regexes.pattern(call, 1, "(?s)\\A(" + skipped + ".*?)(?-s:", ")");
    SqlExpr index =
        Sql.template(
            "CASE WHEN {3} THEN length(regexp_extract({0}, {1}, 1)) + {2} ELSE -1 END",
            part,
            before,
            start,
            Regexes.attempted(before, Sql.call("regexp_matches", part, before)));
    return call.has(2)
        ? Sql.template(
            "CASE WHEN {0} >= 0 AND {1} >= -1 THEN {2} END",
            start, call.sql(3, Sql.number(-1L)), index)
        : index;
  }
}
