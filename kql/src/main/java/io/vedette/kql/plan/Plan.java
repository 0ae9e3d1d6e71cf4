package io.vedette.kql.plan;

import io.vedette.kql.sql.SortKey;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.sql.SqlRelation;
import io.vedette.kql.types.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A relation: rows of columns without an order. The order of a query's rows is kept by the binder
 * and stated where it matters: in {@link Limit}, in windows, in ordered aggregates, and in the
 * output.
 */
public sealed interface Plan extends SqlRelation {

  /** The columns that it gives. */
  List<SqlColumn> columns();

  /**
   * A stored table; it is empty when the table does not exist.
   *
   * @param events whether the rows are events, which row scopes and time ranges limit; those of
   *     watchlists are not
   */
  record Scan(TableSchema table, List<StoredColumn> stored, boolean events) implements Plan {
    public Scan {
      stored = List.copyOf(stored);
    }

    @Override
    public List<SqlColumn> columns() {
      return stored.stream().map(StoredColumn::column).toList();
    }
  }

  /** A column of a stored table, raw: TIMESTAMP for datetime, perhaps NULL for string. */
  record StoredColumn(SqlColumn column, String name) {}

  /** Constant rows; each value is of the column's SQL type. */
  record Values(List<SqlColumn> columns, List<String> sqlTypes, List<List<SqlExpr>> rows)
      implements Plan {
    public Values {
      columns = List.copyOf(columns);
      sqlTypes = List.copyOf(sqlTypes);
      rows = rows.stream().map(List::copyOf).toList();
    }
  }

  /**
   * The whole numbers from the first to the last at most, a step apart; none when a bound is NULL.
   * Each bound is a literal or a scalar subquery, so that the numbers are made one after the other
   * rather than as one list.
   */
  record Series(SqlColumn column, SqlExpr first, SqlExpr last, SqlExpr step) implements Plan {
    @Override
    public List<SqlColumn> columns() {
      return List.of(column);
    }
  }

  /** The rows for which the predicate is true. */
  record Filter(Plan input, SqlExpr predicate) implements Plan {
    @Override
    public List<SqlColumn> columns() {
      return input.columns();
    }
  }

  /** The input's columns and further ones, which do not see each other. */
  record Compute(Plan input, List<Computed> added) implements Plan {
    public Compute {
      added = List.copyOf(added);
    }

    @Override
    public List<SqlColumn> columns() {
      List<SqlColumn> columns = new ArrayList<>(input.columns());
      added.forEach(c -> columns.add(c.column()));
      return columns;
    }
  }

  /** One row per combination of keys; without keys one row in all. */
  record Aggregate(Plan input, List<Computed> keys, List<Computed> values) implements Plan {
    public Aggregate {
      keys = List.copyOf(keys);
      values = List.copyOf(values);
    }

    @Override
    public List<SqlColumn> columns() {
      List<SqlColumn> columns = new ArrayList<>();
      keys.forEach(c -> columns.add(c.column()));
      values.forEach(c -> columns.add(c.column()));
      return columns;
    }
  }

  /** Pairs of rows; semi and anti joins give the left columns only. */
  record Join(Kind kind, Plan left, Plan right, SqlExpr condition) implements Plan {
    /** How rows without a partner are treated. */
    public enum Kind {
      INNER("JOIN"),
      LEFT("LEFT JOIN"),
      RIGHT("RIGHT JOIN"),
      FULL("FULL JOIN"),
      SEMI("SEMI JOIN"),
      ANTI("ANTI JOIN"),
      CROSS("CROSS JOIN");

      private final String text;

      Kind(String text) {
        this.text = text;
      }

      String text() {
        return text;
      }
    }

    @Override
    public List<SqlColumn> columns() {
      if (kind == Kind.SEMI || kind == Kind.ANTI) {
        return left.columns();
      }
      List<SqlColumn> columns = new ArrayList<>(left.columns());
      columns.addAll(right.columns());
      return columns;
    }
  }

  /** All rows of all branches. */
  record Union(List<Branch> branches, List<SqlColumn> columns, List<String> sqlTypes)
      implements Plan {
    public Union {
      branches = List.copyOf(branches);
      columns = List.copyOf(columns);
      sqlTypes = List.copyOf(sqlTypes);
    }
  }

  /** One input of a {@link Union} and its values for the union's columns. */
  record Branch(Plan input, List<SqlExpr> values) {
    public Branch {
      values = List.copyOf(values);
    }
  }

  /** The first rows in an order, which may be empty. */
  record Limit(Plan input, List<SortKey> order, SqlExpr count) implements Plan {
    public Limit {
      order = List.copyOf(order);
    }

    @Override
    public List<SqlColumn> columns() {
      return input.columns();
    }
  }

  /**
   * For each row of the input one row per element of lists that are walked in step, the shorter
   * ones filled up with NULL.
   */
  record Unnest(Plan input, List<Computed> lists) implements Plan {
    public Unnest {
      lists = List.copyOf(lists);
    }

    @Override
    public List<SqlColumn> columns() {
      List<SqlColumn> columns = new ArrayList<>(input.columns());
      lists.forEach(c -> columns.add(c.column()));
      return columns;
    }
  }

  /**
   * For each row of the left side the rows of the right side, whose expressions may use the left
   * side's columns.
   */
  record Lateral(Plan left, Plan right) implements Plan {
    @Override
    public List<SqlColumn> columns() {
      List<SqlColumn> columns = new ArrayList<>(left.columns());
      columns.addAll(right.columns());
      return columns;
    }
  }

  /** A reading of a shared table under columns of its own. */
  record Shared(SharedTable table, List<SharedColumn> read) implements Plan {
    public Shared {
      read = List.copyOf(read);
    }

    @Override
    public List<SqlColumn> columns() {
      return read.stream().map(SharedColumn::column).toList();
    }
  }

  /** A column of a reading, and the column of the shared table that it shows. */
  record SharedColumn(SqlColumn column, SqlColumn of) {}

  /**
   * Rows that grow from themselves: those of {@code first}, then again and again those that {@code
   * next} makes of the rows of the round before, until there are none.
   *
   * @param name tells it from others in {@link Self}
   * @param distinct whether rows that were there before are left out, which ends cycles
   */
  record Recursive(
      SqlColumn name,
      List<SqlColumn> columns,
      List<String> sqlTypes,
      Branch first,
      Branch next,
      boolean distinct)
      implements Plan {
    public Recursive {
      columns = List.copyOf(columns);
      sqlTypes = List.copyOf(sqlTypes);
    }
  }

  /** Inside {@link Recursive#next}: the rows of the round before. */
  record Self(SqlColumn name, List<SharedColumn> read) implements Plan {
    public Self {
      read = List.copyOf(read);
    }

    @Override
    public List<SqlColumn> columns() {
      return read.stream().map(SharedColumn::column).toList();
    }
  }

  /** The same node over rewritten inputs. */
  default Plan mapInputs(UnaryOperator<Plan> f) {
    return switch (this) {
      case Scan s -> s;
      case Values v -> v;
      case Series s -> s;
      case Shared s -> s;
      case Filter p -> new Filter(f.apply(p.input), p.predicate);
      case Compute p -> new Compute(f.apply(p.input), p.added);
      case Aggregate p -> new Aggregate(f.apply(p.input), p.keys, p.values);
      case Join p -> new Join(p.kind, f.apply(p.left), f.apply(p.right), p.condition);
      case Union p ->
          new Union(
              p.branches.stream().map(b -> new Branch(f.apply(b.input), b.values)).toList(),
              p.columns,
              p.sqlTypes);
      case Limit p -> new Limit(f.apply(p.input), p.order, p.count);
      case Unnest p -> new Unnest(f.apply(p.input), p.lists);
      case Lateral p -> new Lateral(f.apply(p.left), f.apply(p.right));
      case Self s -> s;
      case Recursive p ->
          new Recursive(
              p.name,
              p.columns,
              p.sqlTypes,
              new Branch(f.apply(p.first.input), p.first.values),
              new Branch(f.apply(p.next.input), p.next.values),
              p.distinct);
    };
  }

  /** The same node with rewritten expressions. */
  default Plan mapExpressions(UnaryOperator<SqlExpr> f) {
    return switch (this) {
      case Scan s -> s;
      case Shared s -> s;
      case Values v ->
          new Values(
              v.columns, v.sqlTypes, v.rows.stream().map(r -> r.stream().map(f).toList()).toList());
      case Series s -> new Series(s.column, f.apply(s.first), f.apply(s.last), f.apply(s.step));
      case Filter p -> new Filter(p.input, f.apply(p.predicate));
      case Compute p -> new Compute(p.input, mapComputed(p.added, f));
      case Aggregate p -> new Aggregate(p.input, mapComputed(p.keys, f), mapComputed(p.values, f));
      case Join p -> new Join(p.kind, p.left, p.right, f.apply(p.condition));
      case Union p ->
          new Union(
              p.branches.stream()
                  .map(b -> new Branch(b.input, b.values.stream().map(f).toList()))
                  .toList(),
              p.columns,
              p.sqlTypes);
      case Limit p ->
          new Limit(
              p.input,
              p.order.stream()
                  .map(k -> new SortKey(f.apply(k.expression()), k.descending(), k.nullsFirst()))
                  .toList(),
              f.apply(p.count));
      case Unnest p -> new Unnest(p.input, mapComputed(p.lists, f));
      case Lateral p -> p;
      case Self s -> s;
      case Recursive p ->
          new Recursive(
              p.name,
              p.columns,
              p.sqlTypes,
              new Branch(p.first.input, p.first.values.stream().map(f).toList()),
              new Branch(p.next.input, p.next.values.stream().map(f).toList()),
              p.distinct);
    };
  }

  private static List<Computed> mapComputed(List<Computed> list, UnaryOperator<SqlExpr> f) {
    return list.stream().map(c -> new Computed(c.column(), f.apply(c.value()))).toList();
  }

  /** The inputs, in order. */
  default List<Plan> inputs() {
    return switch (this) {
      case Scan s -> List.of();
      case Values v -> List.of();
      case Series s -> List.of();
      case Shared s -> List.of();
      case Filter p -> List.of(p.input);
      case Compute p -> List.of(p.input);
      case Aggregate p -> List.of(p.input);
      case Join p -> List.of(p.left, p.right);
      case Union p -> p.branches.stream().map(Branch::input).toList();
      case Limit p -> List.of(p.input);
      case Unnest p -> List.of(p.input);
      case Lateral p -> List.of(p.left, p.right);
      case Self s -> List.of();
      case Recursive p -> List.of(p.first.input, p.next.input);
    };
  }

  /** The expressions of this node, without those of its inputs. */
  default List<SqlExpr> expressions() {
    List<SqlExpr> all = new ArrayList<>();
    switch (this) {
      case Scan s -> {}
      case Shared s -> {}
      case Values v -> v.rows.forEach(all::addAll);
      case Series s -> all.addAll(List.of(s.first, s.last, s.step));
      case Filter p -> all.add(p.predicate);
      case Compute p -> p.added.forEach(c -> all.add(c.value()));
      case Aggregate p -> {
        p.keys.forEach(c -> all.add(c.value()));
        p.values.forEach(c -> all.add(c.value()));
      }
      case Join p -> all.add(p.condition);
      case Union p -> p.branches.forEach(b -> all.addAll(b.values));
      case Limit p -> {
        p.order.forEach(k -> all.add(k.expression()));
        all.add(p.count);
      }
      case Unnest p -> p.lists.forEach(c -> all.add(c.value()));
      case Lateral p -> {}
      case Self s -> {}
      case Recursive p -> {
        all.addAll(p.first.values);
        all.addAll(p.next.values);
      }
    }
    return all;
  }
}
