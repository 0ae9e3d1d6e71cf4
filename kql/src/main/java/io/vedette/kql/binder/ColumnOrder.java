package io.vedette.kql.binder;

import io.vedette.kql.syntax.ColumnOperator;
import io.vedette.kql.syntax.Expr;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code project-reorder}. Granny's order takes numbers in names as numbers: a2 before a10. */
final class ColumnOrder {
  private static final Pattern PARTS = Pattern.compile("\\d+|\\D+");

  private ColumnOrder() {}

  static BoundTable reorder(
      TableBinder tables, ColumnOperator.ProjectReorder operator, BoundTable table) {
    Set<String> first = new LinkedHashSet<>();
    for (ColumnOperator.ReorderItem item : operator.columns()) {
      switch (item.column()) {
        case Expr.NameRef ref -> {
          if (table.column(ref.name().text()) == null && !table.open()) {
            tables.session.diagnostics.error(
                "KS142",
                ref.span(),
                "The name '" + ref.name().text() + "' does not refer to any known column.",
                Suggestions.ofColumn(ref.name().text(), table.columnNames()));
          }
          first.add(ref.name().text());
        }
        case Expr.Wildcard w -> first.addAll(matching(w.pattern(), item, table));
        case Expr.Star s -> first.addAll(matching("*", item, table));
        default ->
            tables.session.diagnostics.error("KS109", item.span(), "Column name expected.", null);
      }
    }
    List<TableColumn> ordered = new ArrayList<>();
    for (String name : first) {
      TableColumn column = table.column(name);
      if (column != null) {
        ordered.add(column);
      }
    }
    for (TableColumn column : table.columns()) {
      if (!first.contains(column.name())) {
        ordered.add(column);
      }
    }
    return table.showing(ordered);
  }

  private static List<String> matching(
      String pattern, ColumnOperator.ReorderItem item, BoundTable table) {
    List<String> names =
        new ArrayList<>(
            table.columnNames().stream().filter(n -> Wildcards.matches(pattern, n)).toList());
    if (item.order() != null) {
      names.sort(
          switch (item.order()) {
            case ASC -> Comparator.naturalOrder();
            case DESC -> Comparator.reverseOrder();
            case GRANNY_ASC -> ColumnOrder::granny;
            case GRANNY_DESC -> ((Comparator<String>) ColumnOrder::granny).reversed();
          });
    }
    return names;
  }

  private static int granny(String a, String b) {
    Matcher left = PARTS.matcher(a);
    Matcher right = PARTS.matcher(b);
    while (true) {
      boolean more = left.find();
      boolean moreRight = right.find();
      if (!more || !moreRight) {
        return Boolean.compare(more, moreRight);
      }
      String x = left.group();
      String y = right.group();
      boolean numbers = Character.isDigit(x.charAt(0)) && Character.isDigit(y.charAt(0));
      int order = numbers ? new BigInteger(x).compareTo(new BigInteger(y)) : x.compareTo(y);
      if (order != 0) {
        return order;
      }
    }
  }
}
