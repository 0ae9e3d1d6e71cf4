package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.DYNAMIC;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Json;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.types.ScalarType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code a.b}, {@code a["b"]}, {@code a[0]}: members of dynamic values. */
final class DynamicAccess {
  private DynamicAccess() {}

  static Argument path(ExpressionBinder binder, NameBinder names, Expr.Path e) {
    Argument side = names.side(e);
    if (side != null) {
      return side;
    }
    Argument target = binder.bind(e.target());
    String member = e.member().text();
    if (target.type() != DYNAMIC) {
      if (target.type() != ScalarType.STRING || !(target.sql() instanceof SqlExpr.Literal)) {
        binder.error(
            "KS142",
            e.member().span(),
            "The name '"
                + member
                + "' does not refer to any known column, table, variable or function.",
            target.type() == ScalarType.STRING
                ? "Only dynamic values have members: use parse_json() first."
                : "Only dynamic values have members, and this one is of type "
                    + target.type().kustoName()
                    + ".");
      }
      return ExpressionBinder.failed(e.span());
    }
    return binder.over(
        List.of(target),
        t ->
            new Argument(
                DYNAMIC,
                Json.path(t.getFirst().sql(), Json.key(member)),
                named(target, member),
                e.span()));
  }

  private static String named(Argument target, String member) {
    return target.name() == null ? member : target.name() + "_" + member;
  }

  static Argument element(ExpressionBinder binder, Expr.Element e) {
    return binder.over(
        List.of(binder.bind(e.target()), binder.bind(e.index())),
        both -> element(binder, e, both.get(0), both.get(1)));
  }

  private static Argument element(
      ExpressionBinder binder, Expr.Element e, Argument target, Argument index) {
    if (target.type() != DYNAMIC) {
      binder.error(
          "KS147",
          e.index().span(),
          "The element access operator [] is not allowed in this context.",
          target.type() == ScalarType.STRING
              ? "Only dynamic values have elements: use parse_json() or split() first."
              : "Only dynamic values have elements, and this one is of type "
                  + target.type().kustoName()
                  + ".");
      return ExpressionBinder.failed(e.span());
    }
    @Nullable SqlExpr value =
        switch (index.type()) {
          case STRING ->
              index.text() != null
                  ? Json.path(target.sql(), Json.key(index.text()))
                  : Json.path(
                      target.sql(),
                      Sql.template(
                          "CASE WHEN {0} = '' THEN '/' ELSE concat('$.\"',"
                              + " replace(replace({0}, '\\', '\\\\'), '\"', '\\\"'), '\"') END",
                          index.sql()));
          case INT, LONG ->
              index.literal() instanceof Number n
                  ? Json.path(target.sql(), Json.index(n.longValue()))
                  : Json.path(
                      target.sql(),
                      Sql.template(
                          "CASE WHEN {0} < 0 THEN concat('$[#', {0}, ']')"
                              + " WHEN {0} >= 0 THEN concat('$[', {0}, ']') END",
                          index.sql()));
          case DYNAMIC ->
              Json.path(
                  target.sql(),
                  Sql.template(
                      "CASE WHEN {0} = '\"\"' THEN '/' WHEN starts_with({0}, '\"') THEN concat('$.', {0})"
                          + " WHEN regexp_full_match({0}, '-?[0-9]+') THEN concat('$[',"
                          + " CASE WHEN starts_with({0}, '-') THEN '#' ELSE '' END, {0}, ']') END",
                      index.sql()));
          case BOOL, REAL, DECIMAL, DATETIME, TIMESPAN, GUID -> null;
        };
    if (value == null) {
      binder.error(
          "KS141",
          e.index().span(),
          "The expression must have one of the types long, string, not %s."
              .formatted(index.type().kustoName()),
          "Write the number of an item or the name of a member.");
      return ExpressionBinder.failed(e.span());
    }
    return new Argument(DYNAMIC, value, elementName(target, index), e.span());
  }

  private static @Nullable String elementName(Argument target, Argument index) {
    Object literal = index.literal();
    if (literal == null || (literal instanceof Number n && n.longValue() < 0)) {
      return null;
    }
    return named(target, literal.toString());
  }
}
