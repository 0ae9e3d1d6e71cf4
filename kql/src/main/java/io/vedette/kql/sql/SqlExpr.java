package io.vedette.kql.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A scalar expression of SQL. Values are as {@link
 * io.vedette.kql.types.ScalarType#expressionType()} says, but for {@link ColumnRef}s to stored
 * columns, whose form the scope of the binder knows.
 */
public sealed interface SqlExpr {

  /** The value of a relation's column. */
  record ColumnRef(SqlColumn column) implements SqlExpr {}

  /**
   * A constant: Boolean, Integer, Long, Double, BigDecimal, String or null, of a SQL type such as
   * {@code BIGINT}. A TIMESTAMP is a Long of microseconds since 1970.
   */
  record Literal(@Nullable Object value, String sqlType) implements SqlExpr {}

  /** A call of a scalar or aggregate function of the engine. */
  record Call(String function, List<SqlExpr> arguments) implements SqlExpr {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** An aggregate with the modifiers that scalar functions have not. */
  record Aggregate(
      String function,
      List<SqlExpr> arguments,
      boolean distinct,
      List<SortKey> order,
      @Nullable SqlExpr filter)
      implements SqlExpr {
    public Aggregate {
      arguments = List.copyOf(arguments);
      order = List.copyOf(order);
    }
  }

  /** A window function; the frame is SQL text such as {@code ROWS UNBOUNDED PRECEDING}, or null. */
  record Window(
      SqlExpr function, List<SqlExpr> partition, List<SortKey> order, @Nullable String frame)
      implements SqlExpr {
    public Window {
      partition = List.copyOf(partition);
      order = List.copyOf(order);
    }
  }

  /** Two operands and an operator. */
  record Binary(BinaryOperator operator, SqlExpr left, SqlExpr right) implements SqlExpr {}

  /** Logical negation, of three values. */
  record Not(SqlExpr operand) implements SqlExpr {}

  /** {@code IS NULL}, or {@code IS NOT NULL} when negated. */
  record IsNull(SqlExpr operand, boolean negated) implements SqlExpr {}

  /** {@code CASE WHEN ... THEN ... ELSE ... END}. */
  record Case(List<When> whens, SqlExpr otherwise) implements SqlExpr {
    public Case {
      whens = List.copyOf(whens);
    }
  }

  /** One branch of a {@link Case}. */
  record When(SqlExpr condition, SqlExpr value) {}

  /** {@code CAST}, or {@code TRY_CAST}, which gives null where the value does not fit. */
  record Cast(SqlExpr operand, String sqlType, boolean lenient) implements SqlExpr {}

  /** {@code operand IN (item, ...)}. */
  record In(SqlExpr operand, List<SqlExpr> items) implements SqlExpr {
    public In {
      items = List.copyOf(items);
    }
  }

  /** {@code operand IN (SELECT ...)}; the relation gives one column. */
  record InRelation(SqlExpr operand, SqlRelation relation, SqlColumn column) implements SqlExpr {}

  /** The value of the only row and given column of a relation, null without a row. */
  record ScalarRelation(SqlRelation relation, SqlColumn column) implements SqlExpr {}

  /** {@code [a, b]}. */
  record ListOf(List<SqlExpr> items) implements SqlExpr {
    public ListOf {
      items = List.copyOf(items);
    }
  }

  /** {@code lambda x, y: body}; in the body the parameters are {@link Name}s. */
  record Lambda(List<String> parameters, SqlExpr body) implements SqlExpr {
    public Lambda {
      parameters = List.copyOf(parameters);
    }
  }

  /** A bare name: a lambda's parameter or a keyword. */
  record Name(String text) implements SqlExpr {}

  /**
   * SQL text with places {@code {0}}, {@code {1}} ... for operands, each set in parentheses where
   * it is not an atom. The text must be a fixed one, never made from a query's text.
   */
  record Template(String text, List<SqlExpr> operands) implements SqlExpr {
    public Template {
      operands = List.copyOf(operands);
    }
  }

  /** A stored TIMESTAMP as ticks; comparisons with it are turned to the stored column. */
  record Ticks(SqlExpr timestamp) implements SqlExpr {}

  /** A string that the engine may hold as NULL, as Kusto sees it: empty. */
  record Text(SqlExpr nullable) implements SqlExpr {}

  /** The direct operands, in order. */
  default List<SqlExpr> children() {
    return switch (this) {
      case ColumnRef c -> List.of();
      case Literal l -> List.of();
      case Name n -> List.of();
      case ScalarRelation s -> List.of();
      case Call c -> c.arguments;
      case Aggregate a -> {
        List<SqlExpr> all = new ArrayList<>(a.arguments);
        a.order.forEach(k -> all.add(k.expression()));
        if (a.filter != null) {
          all.add(a.filter);
        }
        yield all;
      }
      case Window w -> {
        List<SqlExpr> all = new ArrayList<>();
        all.add(w.function);
        all.addAll(w.partition);
        w.order.forEach(k -> all.add(k.expression()));
        yield all;
      }
      case Binary b -> List.of(b.left, b.right);
      case Not n -> List.of(n.operand);
      case IsNull n -> List.of(n.operand);
      case Case c -> {
        List<SqlExpr> all = new ArrayList<>();
        c.whens.forEach(
            w -> {
              all.add(w.condition());
              all.add(w.value());
            });
        all.add(c.otherwise);
        yield all;
      }
      case Cast c -> List.of(c.operand);
      case In i -> {
        List<SqlExpr> all = new ArrayList<>();
        all.add(i.operand);
        all.addAll(i.items);
        yield all;
      }
      case InRelation i -> List.of(i.operand);
      case ListOf l -> l.items;
      case Lambda l -> List.of(l.body);
      case Template t -> t.operands;
      case Ticks t -> List.of(t.timestamp);
      case Text t -> List.of(t.nullable);
    };
  }

  /** The same node with each direct operand replaced. */
  default SqlExpr mapChildren(UnaryOperator<SqlExpr> f) {
    return switch (this) {
      case ColumnRef c -> c;
      case Literal l -> l;
      case Name n -> n;
      case ScalarRelation s -> s;
      case Call c -> new Call(c.function, mapAll(c.arguments, f));
      case Aggregate a ->
          new Aggregate(
              a.function,
              mapAll(a.arguments, f),
              a.distinct,
              mapKeys(a.order, f),
              a.filter == null ? null : f.apply(a.filter));
      case Window w ->
          new Window(f.apply(w.function), mapAll(w.partition, f), mapKeys(w.order, f), w.frame);
      case Binary b -> new Binary(b.operator, f.apply(b.left), f.apply(b.right));
      case Not n -> new Not(f.apply(n.operand));
      case IsNull n -> new IsNull(f.apply(n.operand), n.negated);
      case Case c ->
          new Case(
              c.whens.stream()
                  .map(w -> new When(f.apply(w.condition()), f.apply(w.value())))
                  .toList(),
              f.apply(c.otherwise));
      case Cast c -> new Cast(f.apply(c.operand), c.sqlType, c.lenient);
      case In i -> new In(f.apply(i.operand), mapAll(i.items, f));
      case InRelation i -> new InRelation(f.apply(i.operand), i.relation, i.column);
      case ListOf l -> new ListOf(mapAll(l.items, f));
      case Lambda l -> new Lambda(l.parameters, f.apply(l.body));
      case Template t -> new Template(t.text, mapAll(t.operands, f));
      case Ticks t -> new Ticks(f.apply(t.timestamp));
      case Text t -> new Text(f.apply(t.nullable));
    };
  }

  private static List<SqlExpr> mapAll(List<SqlExpr> list, UnaryOperator<SqlExpr> f) {
    return list.stream().map(f).toList();
  }

  private static List<SortKey> mapKeys(List<SortKey> keys, UnaryOperator<SqlExpr> f) {
    return keys.stream()
        .map(k -> new SortKey(f.apply(k.expression()), k.descending(), k.nullsFirst()))
        .toList();
  }
}
