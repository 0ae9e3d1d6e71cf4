package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.REAL;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.BinaryOperator;
import io.vedette.kql.sql.SortKey;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Rows on their way to a search for patterns and back. In the engine each column's frequent values
 * are numbered, and rows that have the same numbers become one; so the search, which is written in
 * Java, sees little, however many rows there are. What it finds is put back into values by the same
 * numbers.
 */
final class PatternTable {
  /** Rows that differ in their frequent values. */
  private static final long MOST_ROWS = 200_000;

  private final TableBinder tables;
  private final String plugin;
  private final Binding.Table grouped;
  private final List<TableColumn> attributes;
  private final List<Binding.Table> values = new ArrayList<>();

  /**
   * @param rows the rows
   * @param attributes the columns whose values make the patterns
   * @param a how much of set A each row is, a DOUBLE
   * @param b how much of set B each row is, a DOUBLE
   */
  PatternTable(
      TableBinder tables,
      String plugin,
      Rows rows,
      List<TableColumn> attributes,
      SqlExpr a,
      SqlExpr b) {
    this.tables = tables;
    this.plugin = plugin;
    this.attributes = attributes;
    List<Computed> keys = new ArrayList<>();
    List<TableColumn> columns = new ArrayList<>();
    for (int i = 0; i < attributes.size(); i++) {
      SqlColumn key = new SqlColumn("x" + i);
      keys.add(new Computed(key, rows.compute("x" + i, attributes.get(i).value())));
      columns.add(new TableColumn("x" + i, attributes.get(i).type(), Sql.column(key)));
    }
    SqlColumn inA = new SqlColumn("a");
    SqlColumn inB = new SqlColumn("b");
    List<Computed> sums =
        List.of(
            new Computed(inA, Sql.aggregate("sum", a)), new Computed(inB, Sql.aggregate("sum", b)));
    columns.add(new TableColumn("a", REAL, Sql.column(inA)));
    columns.add(new TableColumn("b", REAL, Sql.column(inB)));
    Plan plan = new Plan.Aggregate(rows.table().plan(), keys, sums);
    this.grouped = TableBinder.share("rows", BoundTable.of(plan, columns), true);
  }

  /**
   * Leaves only values that make up at least this share of a set.
   *
   * @param nothing whether null and empty strings can be values of patterns
   */
  void keepFrequent(double share, boolean nothing) {
    SqlExpr allOfA = total("a");
    SqlExpr allOfB = total("b");
    for (int i = 0; i < attributes.size(); i++) {
      BoundTable read = TableBinder.read(grouped);
      SqlColumn value = new SqlColumn("value");
      SqlColumn a = new SqlColumn("a");
      SqlColumn b = new SqlColumn("b");
      Plan sums =
          new Plan.Aggregate(
              read.plan(),
              List.of(new Computed(value, Graph.value(read, "x" + i))),
              List.of(
                  new Computed(a, Sql.aggregate("sum", Graph.value(read, "a"))),
                  new Computed(b, Sql.aggregate("sum", Graph.value(read, "b")))));
      SqlExpr frequent = Sql.or(isFrequent(a, allOfA, share), isFrequent(b, allOfB, share));
      if (!nothing) {
        SqlExpr something =
            Sql.template("nullif(CAST({0} AS VARCHAR), '') IS NOT NULL", Sql.column(value));
        frequent = Sql.and(something, frequent);
      }
      SqlColumn code = new SqlColumn("code");
      SqlExpr number =
          new SqlExpr.Window(
              Sql.call("row_number"),
              List.of(),
              List.of(
                  new SortKey(
                      Sql.binary(Sql.column(a), BinaryOperator.ADD, Sql.column(b)), true, false),
                  SortKey.ascending(Sql.column(value))),
              null);
      Plan numbered =
          new Plan.Compute(new Plan.Filter(sums, frequent), List.of(new Computed(code, number)));
      values.add(
          TableBinder.share(
              "values",
              BoundTable.of(
                  numbered,
                  List.of(
                      new TableColumn("value", attributes.get(i).type(), Sql.column(value)),
                      new TableColumn("code", LONG, Sql.column(code)))),
              true));
    }
  }

  private static SqlExpr isFrequent(SqlColumn sum, SqlExpr all, double share) {
    return Sql.and(
        Sql.binary(Sql.column(sum), BinaryOperator.GREATER, Sql.number(0.0)),
        Sql.binary(
            Sql.column(sum),
            BinaryOperator.GREATER_OR_EQUAL,
            Sql.binary(Sql.number(share), BinaryOperator.MULTIPLY, all)));
  }

  private SqlExpr total(String weight) {
    BoundTable read = TableBinder.read(grouped);
    SqlColumn sum = new SqlColumn("total");
    SqlExpr all = Sql.aggregate("sum", Graph.value(read, weight));
    Plan one = new Plan.Aggregate(read.plan(), List.of(), List.of(new Computed(sum, all)));
    return tables.shareScalar(one, sum);
  }

  /** The text of all rows, as {@code CodedRows} reads it. */
  private Binding.Table coded() {
    BoundTable read = TableBinder.read(grouped);
    Plan plan = read.plan();
    List<Computed> keys = new ArrayList<>();
    for (int i = 0; i < attributes.size(); i++) {
      BoundTable known = TableBinder.read(values.get(i));
      SqlExpr same =
          Sql.binary(
              Graph.value(read, "x" + i),
              BinaryOperator.NOT_DISTINCT_FROM,
              Graph.value(known, "value"));
      plan = new Plan.Join(Plan.Join.Kind.LEFT, plan, known.plan(), same);
      keys.add(
          new Computed(
              new SqlColumn("code" + i), Sql.coalesce(Graph.value(known, "code"), Sql.number(0L))));
    }
    SqlColumn a = new SqlColumn("a");
    SqlColumn b = new SqlColumn("b");
    Plan sums =
        new Plan.Aggregate(
            plan,
            keys,
            List.of(
                new Computed(a, Sql.aggregate("sum", Graph.value(read, "a"))),
                new Computed(b, Sql.aggregate("sum", Graph.value(read, "b")))));
    List<SqlExpr> cells = new ArrayList<>(List.of(Sql.text(" "), Sql.column(a), Sql.column(b)));
    keys.forEach(k -> cells.add(Sql.column(k.column())));
    SqlColumn line = new SqlColumn("line");
    Plan lines =
        new Plan.Compute(sums, List.of(new Computed(line, new SqlExpr.Call("concat_ws", cells))));
    SqlColumn text = new SqlColumn("text");
    SqlExpr joined =
        new SqlExpr.Aggregate(
            "string_agg",
            List.of(Sql.column(line), Sql.text(";")),
            false,
            List.of(SortKey.ascending(Sql.column(line))),
            null);
    SqlExpr checked =
        Sql.template(
            "CASE WHEN {0} > {1} THEN error({2}) ELSE coalesce({3}, '') END",
            Sql.template("count(*)"),
            Sql.number(MOST_ROWS),
            Sql.text(
                plugin
                    + "() finds too many different rows: leave out columns that have a value of"
                    + " their own in most rows"),
            joined);
    Plan one = new Plan.Aggregate(lines, List.of(), List.of(new Computed(text, checked)));
    return TableBinder.share(
        "coded",
        BoundTable.of(one, List.of(new TableColumn("text", STRING, Sql.column(text)))),
        true);
  }

  /**
   * What a search found.
   *
   * @param function the Java function's SQL name
   * @param arguments those after the text and the number of columns
   */
  Found search(String function, List<SqlExpr> arguments) {
    BoundTable read = TableBinder.read(coded());
    List<SqlExpr> all = new ArrayList<>();
    all.add(Graph.value(read, "text"));
    all.add(Sql.number((long) attributes.size()));
    all.addAll(arguments);
    SqlColumn answer = new SqlColumn("answer");
    Plan asked =
        new Plan.Compute(
            read.plan(), List.of(new Computed(answer, new SqlExpr.Call(function, all))));
    Binding.Table shared =
        TableBinder.share(
            "found",
            BoundTable.of(asked, List.of(new TableColumn("answer", DYNAMIC, Sql.column(answer)))),
            true);
    BoundTable found = TableBinder.read(shared);
    SqlExpr list =
        Sql.template(
            "CAST(CASE WHEN {0} IS NULL THEN error({1}) ELSE {0} END AS DOUBLE[][])",
            Graph.value(found, "answer"),
            Sql.text(
                plugin
                    + "() finds too many patterns: give a higher threshold or fewer dimensions, or"
                    + " leave out columns"));
    SqlColumn rows = new SqlColumn("rows");
    Plan plan = new Plan.Compute(found.plan(), List.of(new Computed(rows, list)));
    SqlColumn row = new SqlColumn("row");
    SqlColumn number = new SqlColumn("number");
    plan =
        new Plan.Unnest(
            plan,
            List.of(
                new Computed(row, Sql.column(rows)),
                new Computed(number, Sql.template("range(len({0}))", Sql.column(rows)))));
    List<Computed> computed = new ArrayList<>();
    List<SqlExpr> codes = new ArrayList<>();
    for (int i = 0; i < attributes.size(); i++) {
      SqlColumn code = new SqlColumn("code" + i);
      SqlExpr cell = Sql.template("CAST({0}[{1}] AS BIGINT)", Sql.column(row), Sql.number(6L + i));
      computed.add(new Computed(code, cell));
      codes.add(Sql.column(code));
    }
    plan = new Plan.Compute(plan, computed);
    List<SqlExpr> back = new ArrayList<>();
    for (int i = 0; i < attributes.size(); i++) {
      BoundTable known = TableBinder.read(values.get(i));
      SqlExpr same = Sql.equal(codes.get(i), Graph.value(known, "code"));
      plan = new Plan.Join(Plan.Join.Kind.LEFT, plan, known.plan(), same);
      back.add(Graph.value(known, "value"));
    }
    return new Found(plan, Sql.column(number), Sql.column(row), codes, back);
  }

  /**
   * Patterns as rows.
   *
   * @param number their numbers from 0, the best first
   * @param row the list of their figures
   * @param codes for each attribute 0 where it may have any value
   * @param values for each attribute its value, null where it may have any
   */
  record Found(Plan plan, SqlExpr number, SqlExpr row, List<SqlExpr> codes, List<SqlExpr> values) {

    SqlExpr countOfA() {
      return Sql.template("CAST({0}[1] AS BIGINT)", row);
    }

    SqlExpr countOfB() {
      return Sql.template("CAST({0}[2] AS BIGINT)", row);
    }

    SqlExpr percentOfA() {
      return Sql.template("{0}[3]", row);
    }

    SqlExpr percentOfB() {
      return Sql.template("{0}[4]", row);
    }

    SqlExpr difference() {
      return Sql.template("{0}[5]", row);
    }

    /** The rows in their order, with figures of these names before the columns of attributes. */
    BoundTable showing(Map<String, TableColumn> figures, List<TableColumn> attributes) {
      Rows rows = new Rows(BoundTable.of(plan, List.of()));
      List<TableColumn> shown = new ArrayList<>();
      figures.values().forEach(f -> shown.add(f.valued(rows.compute(f.name(), f.value()))));
      attributes.forEach(a -> shown.add(a.valued(rows.compute(a.name(), a.value()))));
      return rows.table().showing(shown).ordered(List.of(SortKey.ascending(number)));
    }
  }
}
