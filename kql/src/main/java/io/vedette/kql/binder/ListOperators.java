package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.BOOL;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Terms;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.ListOperator;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code in}, {@code in~}, {@code has_any}, {@code has_all}: with values, one array, or the first
 * column of a table on the right. Source: Kusto documentation, "in operator", "has_any operator".
 */
final class ListOperators {
  private ListOperators() {}

  static Argument bind(ExpressionBinder binder, Expr.InList e, boolean filtering) {
    Argument left = binder.bind(e.left());
    if (!ExpressionBinder.isText(left) && isOfTerms(e.operator())) {
      binder.error(
          "KS107",
          left.span(),
          "A value of type string or dynamic expected, not " + left.type().kustoName() + ".",
          Conversion.convert(left.type(), STRING));
    }
    SqlExpr value;
    if (e.items().size() == 1
        && Tabularity.isTabular(binder.tables, binder.scope, e.items().getFirst())) {
      BoundTable table = binder.tables.bind(e.items().getFirst(), binder.scope);
      value = inTable(e.operator(), left, table);
    } else {
      List<Argument> items = e.items().stream().map(binder::bind).toList();
      value = inItems(binder, e, left, items);
    }
    boolean nullable = left.type() != STRING && left.type() != DYNAMIC;
    value =
        switch (e.operator()) {
          case IN, IN_TILDE -> filtering || !nullable ? value : Sql.coalesce(value, Sql.FALSE);
          case NOT_IN, NOT_IN_TILDE -> Sql.not(nullable ? Sql.coalesce(value, Sql.FALSE) : value);
          case HAS_ANY, HAS_ALL -> value;
        };
    return new Argument(BOOL, value, null, e.span());
  }

  private static boolean isOfTerms(ListOperator operator) {
    return switch (operator) {
      case HAS_ANY, HAS_ALL -> true;
      case IN, NOT_IN, IN_TILDE, NOT_IN_TILDE -> false;
    };
  }

  private static SqlExpr inItems(
      ExpressionBinder binder, Expr.InList e, Argument left, List<Argument> items) {
    boolean anyArray = items.stream().anyMatch(i -> i.type() == DYNAMIC);
    return switch (e.operator()) {
      case IN, NOT_IN -> anyArray ? inArrays(left, items, false) : inValues(binder, e, left, items);
      case IN_TILDE, NOT_IN_TILDE -> {
        if (anyArray) {
          yield inArrays(left, items, true);
        }
        yield new SqlExpr.In(
            StringOperators.lower(ExpressionBinder.text(left)),
            items.stream().map(ExpressionBinder::text).map(StringOperators::lower).toList());
      }
      case HAS_ANY -> hasAny(left, items);
      case HAS_ALL -> hasAll(left, items);
    };
  }

  private static SqlExpr inValues(
      ExpressionBinder binder, Expr.InList e, Argument left, List<Argument> items) {
    List<SqlExpr> same = new ArrayList<>();
    SqlExpr others = null;
    SqlExpr operand = left.type() == DYNAMIC ? ExpressionBinder.text(left) : left.sql();
    for (Argument item : items) {
      if (item.type() == left.type() || left.type() == DYNAMIC) {
        same.add(left.type() == DYNAMIC ? ExpressionBinder.text(item) : item.sql());
        continue;
      }
      ScalarType type = Comparisons.commonType(left, item, false);
      if (type == null) {
        binder.error(
            "KS106",
            e.operatorSpan(),
            "The operator '%s' is not defined for the operand types %s and %s."
                .formatted(e.operator().text(), left.type().kustoName(), item.type().kustoName()),
            null);
        return Sql.FALSE;
      }
      SqlExpr equal =
          Comparisons.equality(
              false, type, Comparisons.operand(left, type), Comparisons.operand(item, type), true);
      others = others == null ? equal : Sql.or(others, equal);
    }
    SqlExpr in =
        same.isEmpty()
            ? null
            : same.size() == 1
                ? Sql.equal(operand, same.getFirst())
                : new SqlExpr.In(operand, same);
    if (in == null) {
      return others == null ? Sql.FALSE : others;
    }
    return others == null ? in : Sql.or(in, others);
  }

  /** Arrays among the items stand for their elements. */
  private static SqlExpr inArrays(Argument left, List<Argument> items, boolean anyCase) {
    SqlExpr operand = ExpressionBinder.text(left);
    List<String> constants = constantTexts(items);
    if (constants != null) {
      SqlExpr searched = anyCase ? StringOperators.lower(operand) : operand;
      List<SqlExpr> texts =
          constants.stream().map(t -> Sql.text(anyCase ? t.toLowerCase(Locale.ROOT) : t)).toList();
      return texts.isEmpty() ? Sql.FALSE : new SqlExpr.In(searched, texts);
    }
    SqlExpr list = texts(items);
    return anyCase
        ? Sql.template(
            "list_contains(list_transform({1}, lambda x: lower(x)), {0})",
            StringOperators.lower(operand), list)
        : Sql.template("list_contains({1}, {0})", operand, list);
  }

  /** The items as a list of strings, arrays flattened. */
  private static SqlExpr texts(List<Argument> items) {
    List<SqlExpr> lists = new ArrayList<>();
    List<SqlExpr> single = new ArrayList<>();
    for (Argument item : items) {
      if (item.type() == DYNAMIC) {
        lists.add(elements(item.sql()));
      } else {
        single.add(ExpressionBinder.text(item));
      }
    }
    if (!single.isEmpty()) {
      lists.add(new SqlExpr.ListOf(single));
    }
    return lists.stream()
        .reduce((a, b) -> Sql.call("list_concat", a, b))
        .orElse(new SqlExpr.ListOf(List.of()));
  }

  /** The elements of an array, or the value itself when it is none, as strings. */
  static SqlExpr elements(SqlExpr dynamic) {
    return Sql.template(
        "CASE WHEN starts_with({0}, '[') THEN coalesce(CAST(TRY(json_extract_string({0}, '$[*]'))"
            + " AS VARCHAR[]), []) WHEN {0} IS NULL THEN [] ELSE [json_extract_string({0}, '$')] END",
        dynamic);
  }

  private static SqlExpr hasAny(Argument left, List<Argument> items) {
    List<String> literals = constantTexts(items);
    SqlExpr text = ExpressionBinder.text(left);
    if (literals != null) {
      return Terms.hasAny(text, literals);
    }
    SqlExpr found = Terms.has(text, new SqlExpr.Name("x"), Terms.Edge.BOTH, false);
    return Sql.template(
        "len(list_filter({0}, {1})) > 0", texts(items), new SqlExpr.Lambda(List.of("x"), found));
  }

  private static SqlExpr hasAll(Argument left, List<Argument> items) {
    SqlExpr text = ExpressionBinder.text(left);
    if (items.stream().allMatch(i -> i.type() == STRING)) {
      return items.stream()
          .map(i -> Terms.has(text, i.sql(), Terms.Edge.BOTH, false))
          .reduce(Sql::and)
          .orElse(Sql.TRUE);
    }
    SqlExpr missing = Sql.not(Terms.has(text, new SqlExpr.Name("x"), Terms.Edge.BOTH, false));
    return Sql.template(
        "len(list_filter({0}, {1})) = 0", texts(items), new SqlExpr.Lambda(List.of("x"), missing));
  }

  /** The items when all are known while compiling, else null. */
  private static @Nullable List<String> constantTexts(List<Argument> items) {
    List<String> texts = new ArrayList<>();
    for (Argument item : items) {
      String text = item.text();
      if (text == null) {
        return null;
      }
      if (item.type() == DYNAMIC) {
        List<String> elements = JsonText.strings(text);
        if (elements == null) {
          return null;
        }
        texts.addAll(elements);
      } else {
        texts.add(text);
      }
    }
    return texts;
  }

  private static SqlExpr inTable(ListOperator operator, Argument left, BoundTable table) {
    if (table.columns().isEmpty()) {
      return Sql.FALSE;
    }
    TableColumn first = table.columns().getFirst();
    SqlColumn column = new SqlColumn(first.name());
    return switch (operator) {
      case IN, NOT_IN -> {
        ScalarType type = Comparisons.commonType(left, argument(first, left), false);
        ScalarType common = type == null || type == DYNAMIC ? STRING : type;
        yield new SqlExpr.InRelation(
            Comparisons.operand(left, common),
            notNull(table, column, Comparisons.operand(argument(first, left), common), common),
            column);
      }
      case IN_TILDE, NOT_IN_TILDE ->
          new SqlExpr.InRelation(
              StringOperators.lower(ExpressionBinder.text(left)),
              notNull(
                  table,
                  column,
                  StringOperators.lower(ExpressionBinder.text(argument(first, left))),
                  STRING),
              column);
      case HAS_ANY, HAS_ALL -> {
        SqlExpr item = ExpressionBinder.text(argument(first, left));
        Plan list =
            new Plan.Aggregate(
                table.plan(),
                List.of(),
                List.of(new Computed(column, Sql.template("list(DISTINCT {0})", item))));
        SqlExpr items = Sql.coalesce(new SqlExpr.ScalarRelation(list, column), Sql.template("[]"));
        SqlExpr has =
            Terms.has(ExpressionBinder.text(left), new SqlExpr.Name("x"), Terms.Edge.BOTH, false);
        yield operator == ListOperator.HAS_ANY
            ? Sql.template(
                "len(list_filter({0}, {1})) > 0", items, new SqlExpr.Lambda(List.of("x"), has))
            : Sql.template(
                "len(list_filter({0}, {1})) = 0",
                items, new SqlExpr.Lambda(List.of("x"), Sql.not(has)));
      }
    };
  }

  private static Argument argument(TableColumn column, Argument beside) {
    return new Argument(column.type(), column.value(), column.name(), beside.span());
  }

  /** A null in the set would make every other answer null. */
  private static Plan notNull(BoundTable table, SqlColumn column, SqlExpr value, ScalarType type) {
    Plan computed = new Plan.Compute(table.plan(), List.of(new Computed(column, value)));
    return Comparisons.isNeverNull(type, value)
        ? computed
        : new Plan.Filter(computed, Sql.isNotNull(Sql.column(column)));
  }
}
