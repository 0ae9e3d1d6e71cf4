package io.vedette.kql.functions;

import static io.vedette.kql.functions.Parameter.any;
import static io.vedette.kql.functions.Parameter.dynamic;
import static io.vedette.kql.functions.Parameter.integer;
import static io.vedette.kql.functions.Parameter.string;
import static io.vedette.kql.types.ScalarType.BOOL;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.json.JsonValue;
import io.vedette.kql.running.Interruption;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.types.TypeSets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finding, counting and replacing text. Source: Kusto documentation, "String functions". */
final class SearchFunctions {
  private SearchFunctions() {}

  private static final JavaFunction INDEX_OF =
      JavaFunction.of(
          "kql_indexof", LONG, SearchFunctions::indexOf, STRING, STRING, LONG, LONG, LONG);

  private static final JavaFunction COUNT_OF =
      JavaFunction.of(
          "kql_countof",
          LONG,
          a -> countOf(JavaFunction.text(a[0]), JavaFunction.text(a[1])),
          STRING,
          STRING);

  private static final JavaFunction HAS_ANY_INDEX =
      JavaFunction.of(
          "kql_has_any_index",
          LONG,
          a -> hasAnyIndex(JavaFunction.text(a[0]), JavaFunction.json(a[1])),
          STRING,
          DYNAMIC);

  private static final JavaFunction REPLACE_STRINGS =
      JavaFunction.of(
          "kql_replace_strings",
          STRING,
          a ->
              replaceStrings(
                  JavaFunction.text(a[0]), JavaFunction.json(a[1]), JavaFunction.json(a[2])),
          STRING,
          DYNAMIC,
          DYNAMIC);

  static List<ScalarFunction> all() {
    return List.of(
        ScalarFunction.of(
                "indexof",
                "Where a string first, or for the n-th time, stands in another; -1 where nowhere.",
                Signature.of(
                    LONG,
                    SearchFunctions::indexOf,
                    any("string"),
                    any("match"),
                    integer("start").orAbsent(),
                    integer("length").orAbsent(),
                    integer("occurrence").orAbsent()))
            .using(INDEX_OF),
        ScalarFunction.of(
                "countof",
                "How often a string, or a regular expression, occurs in another.",
                Signature.of(
                    LONG,
                    SearchFunctions::countOf,
                    string("source"),
                    string("search"),
                    string("kind").orAbsent().asConstant()))
            .using(COUNT_OF),
        ScalarFunction.java(
            "has_any_index",
            "The position of the first item of an array that the string has as a term, or -1.",
            HAS_ANY_INDEX,
            Parameter.of("source", TypeSets.STRING_OR_DYNAMIC),
            dynamic("values")),
        ScalarFunction.of(
            "replace_string",
            "The string with each occurrence of one string replaced by another.",
            Signature.of(
                STRING,
                Lowering.engine("replace"),
                string("text"),
                string("lookup"),
                string("rewrite"))),
        ScalarFunction.java(
            "replace_strings",
            "The string with each occurrence of the strings of an array replaced by those of"
                + " another.",
            REPLACE_STRINGS,
            string("text"),
            dynamic("lookups"),
            dynamic("rewrites")),
        ScalarFunction.of(
            "isascii",
            "Whether the string has ASCII characters only.",
            Signature.of(
                BOOL,
                call ->
                    Sql.template(
                        "regexp_full_match({0}, '[\\x00-\\x7F]*')",
                        Conversions.toText(call.type(0), call.sql(0))),
                any("value"))),
        ScalarFunction.of(
            "isutf8",
            "Whether the string is valid UTF-8, which strings here always are.",
            Signature.of(BOOL, call -> Sql.TRUE, any("value"))));
  }

  private static SqlExpr indexOf(Invocation call) {
    SqlExpr source = Conversions.toText(call.type(0), call.sql(0));
    SqlExpr match = Conversions.toText(call.type(1), call.sql(1));
    if (!call.has(2)) {
      return Sql.template("strpos({0}, {1}) - 1", source, match);
    }
    return Sql.call(
        INDEX_OF.sqlName(),
        source,
        match,
        call.sql(2),
        call.sql(3, Sql.number(-1L)),
        call.sql(4, Sql.number(1L)));
  }

  /**
   * A negative start counts from the end. The match must lie within the length, which the search
   * for the next occurrence counts anew.
   */
  private static @Nullable Long indexOf(@Nullable Object[] a) {
    String source = JavaFunction.text(a[0]);
    String match = JavaFunction.text(a[1]);
    long start = JavaFunction.whole(a[2], 0);
    long length = JavaFunction.whole(a[3], -1);
    long occurrence = JavaFunction.whole(a[4], 1);
    if (occurrence < 1 || length < -1) {
      return null;
    }
    int size = source.codePointCount(0, source.length());
    long first = start < 0 ? Math.max(0, size + start) : start;
    if (first > size) {
      return -1L;
    }
    long last = length < 0 ? size : Math.min(size, first + Math.min(length, size));
    int from = source.offsetByCodePoints(0, (int) first);
    int to = source.offsetByCodePoints(from, (int) (last - first));
    int at = source.indexOf(match, from, to);
    for (long n = 1; n < occurrence && at >= 0 && !match.isEmpty(); n++) {
      int next = source.offsetByCodePoints(at, 1);
      int end = (int) Math.min(size, source.codePointCount(0, next) + last - first);
      at = source.indexOf(match, next, source.offsetByCodePoints(0, end));
    }
    return at < 0 ? -1L : (long) source.codePointCount(0, at);
  }

  private static SqlExpr countOf(Invocation call) {
    String kind = call.has(2) ? call.argument(2).text() : "normal";
    if ("regex".equals(kind == null ? "" : kind.toLowerCase(Locale.ROOT))) {
      SqlExpr pattern = Regexes.pattern(call, 1, "", "");
      return Sql.template(
          "coalesce(len({0}), 0)",
          Regexes.attempted(pattern, Sql.call("regexp_extract_all", call.sql(0), pattern)));
    }
    return Sql.call(COUNT_OF.sqlName(), call.sql(0), call.sql(1));
  }

  /** Overlapping occurrences all count; in linear time, after Knuth, Morris and Pratt. */
  private static long countOf(String source, String search) {
    if (search.isEmpty()) {
      return 0;
    }
    int[] border = new int[search.length() + 1];
    border[0] = -1;
    int k = -1;
    for (int i = 0; i < search.length(); i++) {
      while (k >= 0 && search.charAt(k) != search.charAt(i)) {
        k = border[k];
      }
      border[i + 1] = ++k;
    }
    long count = 0;
    int matched = 0;
    for (int i = 0; i < source.length(); i++) {
      while (matched >= 0
          && (matched == search.length() || search.charAt(matched) != source.charAt(i))) {
        matched = border[matched];
      }
      matched++;
      if (matched == search.length()) {
        count++;
      }
    }
    return count;
  }

  private static long hasAnyIndex(String source, JsonValue values) {
    if (values instanceof JsonValue.Array(List<JsonValue> items)) {
      String lower = source.toLowerCase(Locale.ROOT);
      for (int i = 0; i < items.size(); i++) {
        Interruption.check();
        if (TermSearch.lowerHas(lower, items.get(i).text())) {
          return i;
        }
      }
    }
    return -1;
  }

  /** One lookup after the other is replaced, in the text that none before has touched. */
  private static String replaceStrings(String text, JsonValue lookups, JsonValue rewrites) {
    if (!(lookups instanceof JsonValue.Array(List<JsonValue> sought))
        || !(rewrites instanceof JsonValue.Array(List<JsonValue> replacing))) {
      return text;
    }
    List<Piece> pieces = List.of(new Piece(text, false));
    for (int i = 0; i < Math.min(sought.size(), replacing.size()) && i < 1000; i++) {
      String lookup = sought.get(i).text();
      if (!lookup.isEmpty()) {
        pieces = replaced(pieces, lookup, replacing.get(i).text());
      }
    }
    StringBuilder out = new StringBuilder();
    pieces.forEach(piece -> out.append(piece.text));
    return out.toString();
  }

  /** A part of the text, and whether it was put in. */
  private record Piece(String text, boolean rewritten) {}

  private static List<Piece> replaced(List<Piece> pieces, String lookup, String rewrite) {
    List<Piece> result = new ArrayList<>();
    for (Piece piece : pieces) {
      Interruption.check();
      int from = 0;
      int at = piece.rewritten ? -1 : piece.text.indexOf(lookup);
      while (at >= 0) {
        if (at > from) {
          result.add(new Piece(piece.text.substring(from, at), false));
        }
        result.add(new Piece(rewrite, true));
        from = at + lookup.length();
        at = piece.text.indexOf(lookup, from);
      }
      if (from < piece.text.length() || piece.rewritten) {
        result.add(new Piece(piece.text.substring(from), piece.rewritten));
      }
    }
    return result;
  }
}
