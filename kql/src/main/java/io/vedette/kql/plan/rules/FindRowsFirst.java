package io.vedette.kql.plan.rules;

import io.vedette.kql.plan.Columns;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Output;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.SortKey;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first row of each group by its number, which reads the keys and the order only, and
 * then reads the whole of these rows, instead of sorting whole rows by groups. It can be done where
 * the rows are those of one stored table.
 */
final class FindRowsFirst {
  /** The engine's own number of a row; it finds rows by it without reading others. */
  private static final String ROW_ID = "rowid";

  private FindRowsFirst() {}

  static Output apply(Output output) {
    return Rewriting.apply(output, FindRowsFirst::step);
  }

  private static Plan step(Plan plan) {
    if (plan instanceof Plan.Filter(Plan.Compute(Plan input, List<Computed> added), SqlExpr is)
        && added.size() == 1
        && added.getFirst().value() instanceof SqlExpr.Window window
        && isFirst(is, added.getFirst().column())
        && isRowNumber(window)) {
      Numbered rows = numbered(input);
      return rows == null ? plan : found(rows, added.getFirst().column(), window);
    }
    return plan;
  }

  private static boolean isFirst(SqlExpr predicate, SqlColumn number) {
    return predicate.equals(Sql.equal(Sql.column(number), Sql.number(1L)));
  }

  private static boolean isRowNumber(SqlExpr.Window window) {
    return window.function().equals(Sql.call("row_number"))
        && window.order().size() == 1
        && window.frame() == null
        && !window.partition().isEmpty();
  }

  /** Rows with the number that tells each from all others. */
  private record Numbered(Plan plan, SqlColumn number) {}

  /** The same rows with their numbers, or null where they are not those of one stored table. */
  private static @Nullable Numbered numbered(Plan plan) {
    if (plan instanceof Plan.Scan scan) {
      return scan.table().exists() && scan.events() ? scanned(scan) : null;
    }
    boolean sameRows = plan instanceof Plan.Filter || plan instanceof Plan.Compute;
    if (!sameRows || !plan.expressions().stream().allMatch(Columns::isRepeatable)) {
      return null;
    }
    Numbered rows = numbered(plan.inputs().getFirst());
    return rows == null ? null : new Numbered(plan.mapInputs(i -> rows.plan()), rows.number());
  }

  private static Numbered scanned(Plan.Scan scan) {
    SqlColumn number = new SqlColumn(ROW_ID);
    List<Plan.StoredColumn> stored = new ArrayList<>(scan.stored());
    stored.add(new Plan.StoredColumn(number, ROW_ID));
    return new Numbered(new Plan.Scan(scan.table(), stored, scan.events()), number);
  }

  private static Plan found(Numbered rows, SqlColumn rank, SqlExpr.Window window) {
    SortKey order = window.order().getFirst();
    SqlExpr number = Sql.column(rows.number());
    List<Computed> keys = new ArrayList<>();
    for (SqlExpr key : window.partition()) {
      keys.add(new Computed(new SqlColumn("key"), key));
    }
    SqlColumn first = new SqlColumn("first");
    // Groups without any value to order by have a row as well.
    SqlExpr extreme =
        Sql.coalesce(
            Sql.call(order.descending() ? "arg_max" : "arg_min", number, order.expression()),
            Sql.call("min", number));
    Plan firsts = new Plan.Aggregate(rows.plan(), keys, List.of(new Computed(first, extreme)));
    Plan found = new Plan.Filter(rows.plan(), new SqlExpr.InRelation(number, firsts, first));
    return new Plan.Compute(found, List.of(new Computed(rank, Sql.number(1L))));
  }
}
