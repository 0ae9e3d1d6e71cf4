package io.vedette.kql.binder;

import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@code scan} carries from row to row: the columns of a recursion, their values before the
 * first row, and their values after each row.
 */
final class ScanState {
  /**
   * All columns.
   *
   * @param number the row's number in its partition, from 1
   * @param part the partition's number
   * @param row the columns of the row at hand
   * @param nextId the number of the next match
   */
  record Columns(
      SqlColumn number,
      SqlColumn part,
      Map<String, SqlColumn> row,
      List<Step> steps,
      SqlColumn nextId) {}

  /**
   * The columns of a step.
   *
   * @param matched whether the row at hand matched it
   * @param live whether it has a sequence
   * @param id the number of the sequence
   * @param held for each step up to this one the latest row that it matched
   */
  record Step(SqlColumn matched, SqlColumn live, SqlColumn id, List<Map<String, SqlColumn>> held) {}

  private final SqlColumn name = new SqlColumn("scan");
  private final Map<SqlColumn, String> types = new LinkedHashMap<>();
  private final Map<SqlColumn, SqlColumn> read = new LinkedHashMap<>();
  private final Map<SqlColumn, SqlExpr> first = new HashMap<>();
  private final Map<SqlColumn, SqlExpr> next = new HashMap<>();
  private @Nullable Columns columns;

  /** Makes the columns for so many steps. */
  Columns columns(Map<String, TableColumn> shown, Map<String, SqlExpr> unset, int count) {
    SqlColumn number = column("number", "BIGINT", Sql.number(0L));
    SqlColumn part = column("part", "BIGINT", Sql.number(1L));
    Map<String, SqlColumn> row = held(shown, unset);
    List<Step> steps = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      List<Map<String, SqlColumn>> held = new ArrayList<>();
      for (int j = 0; j <= k; j++) {
        held.add(held(shown, unset));
      }
      steps.add(
          new Step(
              column("matched", "BOOLEAN", Sql.FALSE),
              column("live", "BOOLEAN", Sql.FALSE),
              column("id", "BIGINT", Sql.number(0L)),
              held));
    }
    columns = new Columns(number, part, row, steps, column("next", "BIGINT", Sql.number(0L)));
    return columns;
  }

  private Map<String, SqlColumn> held(Map<String, TableColumn> shown, Map<String, SqlExpr> unset) {
    Map<String, SqlColumn> held = new LinkedHashMap<>();
    shown.forEach(
        (column, c) ->
            held.put(column, column(column, c.type().expressionType(), of(unset, column))));
    return held;
  }

  private SqlColumn column(String columnName, String type, SqlExpr initial) {
    SqlColumn column = new SqlColumn(columnName);
    types.put(column, type);
    first.put(column, initial);
    read.put(column, new SqlColumn(columnName));
    return column;
  }

  /** What must be there under a name. */
  static <T> T of(Map<String, T> map, String key) {
    return Objects.requireNonNull(map.get(key), key);
  }

  Step step(int k) {
    return Objects.requireNonNull(columns).steps().get(k);
  }

  /** The value that the row before left. */
  SqlExpr old(@Nullable SqlColumn column) {
    return Sql.column(Objects.requireNonNull(read.get(Objects.requireNonNull(column))));
  }

  /** Sets the value before the first row. */
  void first(SqlColumn column, SqlExpr value) {
    first.put(column, value);
  }

  /** Sets the value that the row at hand leaves. */
  void next(@Nullable SqlColumn column, SqlExpr value) {
    next.put(Objects.requireNonNull(column), value);
  }

  /** The state before the row at hand, as rows to join. */
  Plan.Self self() {
    List<Plan.SharedColumn> all = new ArrayList<>();
    read.forEach((of, column) -> all.add(new Plan.SharedColumn(column, of)));
    return new Plan.Self(name, all);
  }

  /** The recursion over the plan of the states before any row and that of the joined rows. */
  Plan.Recursive recursive(Plan start, Plan joined) {
    List<SqlColumn> all = List.copyOf(types.keySet());
    return new Plan.Recursive(
        name,
        all,
        all.stream().map(c -> Objects.requireNonNull(types.get(c))).toList(),
        new Plan.Branch(start, all.stream().map(c -> typed(c, first)).toList()),
        new Plan.Branch(joined, all.stream().map(c -> typed(c, next)).toList()),
        false);
  }

  private SqlExpr typed(SqlColumn column, Map<SqlColumn, SqlExpr> values) {
    return Sql.cast(
        Objects.requireNonNull(values.get(column)), Objects.requireNonNull(types.get(column)));
  }
}
