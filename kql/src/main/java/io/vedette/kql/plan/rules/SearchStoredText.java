package io.vedette.kql.plan.rules;

import io.vedette.kql.plan.Output;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.BinaryOperator;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Lets filters search stored text as it is. Stored strings may be NULL where Kusto sees the empty
 * string; a filter that looks for some text finds neither, so that it need not make the one of the
 * other for each row, which also keeps the engine from using its statistics.
 */
final class SearchStoredText {
  private static final Set<String> SEARCHES = Set.of("contains", "starts_with", "ends_with");

  private SearchStoredText() {}

  static Output apply(Output output) {
    return Rewriting.apply(
        output,
        plan ->
            plan instanceof Plan.Filter(Plan input, SqlExpr predicate)
                ? new Plan.Filter(input, stripped(predicate))
                : plan);
  }

  /** The predicate, which is to be true, without what changes nothing. */
  private static SqlExpr stripped(SqlExpr predicate) {
    if (predicate instanceof SqlExpr.Binary(BinaryOperator operator, SqlExpr left, SqlExpr right)
        && operator == BinaryOperator.OR) {
      return new SqlExpr.Binary(operator, stripped(left), stripped(right));
    }
    Set<SqlColumn> searched = new HashSet<>();
    conditions(predicate).forEach(condition -> searched(condition, searched));
    return searched.isEmpty() ? predicate : plain(predicate, searched);
  }

  private static List<SqlExpr> conditions(SqlExpr predicate) {
    if (predicate instanceof SqlExpr.Binary(BinaryOperator operator, SqlExpr left, SqlExpr right)
        && operator == BinaryOperator.AND) {
      List<SqlExpr> all = new ArrayList<>(conditions(left));
      all.addAll(conditions(right));
      return all;
    }
    return List.of(predicate);
  }

  /** Adds the column that the condition asks to hold some text, if it is such a condition. */
  private static void searched(SqlExpr condition, Set<SqlColumn> into) {
    switch (condition) {
      case SqlExpr.Call(String function, List<SqlExpr> arguments)
          when SEARCHES.contains(function) && isText(arguments.get(1)) ->
          addStored(arguments.getFirst(), into);
      case SqlExpr.Binary(BinaryOperator operator, SqlExpr left, SqlExpr right)
          when operator == BinaryOperator.EQUAL && isText(right) ->
          addStored(left, into);
      case SqlExpr.In(SqlExpr operand, List<SqlExpr> items)
          when items.stream().allMatch(SearchStoredText::isText) ->
          addStored(operand, into);
      default -> {}
    }
  }

  private static boolean isText(SqlExpr expression) {
    return expression instanceof SqlExpr.Literal(Object value, String ignored)
        && value instanceof String text
        && !text.isEmpty();
  }

  private static void addStored(SqlExpr operand, Set<SqlColumn> into) {
    switch (operand) {
      case SqlExpr.Text(SqlExpr.ColumnRef(SqlColumn column)) -> into.add(column);
      case SqlExpr.Call(String function, List<SqlExpr> arguments) when function.equals("lower") ->
          addStored(arguments.getFirst(), into);
      default -> {}
    }
  }

  private static SqlExpr plain(SqlExpr expression, Set<SqlColumn> columns) {
    return expression instanceof SqlExpr.Text(SqlExpr.ColumnRef(SqlColumn column))
            && columns.contains(column)
        ? new SqlExpr.ColumnRef(column)
        : expression.mapChildren(child -> plain(child, columns));
  }
}
