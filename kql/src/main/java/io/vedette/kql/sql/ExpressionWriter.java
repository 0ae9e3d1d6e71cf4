package io.vedette.kql.sql;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes expressions as SQL text, with no more parentheses than binding strengths ask for. */
public final class ExpressionWriter {
  /** Writes a relation as a SELECT of one column, for subqueries inside expressions. */
  @FunctionalInterface
  public interface RelationText {
    String select(SqlRelation relation, SqlColumn column);
  }

  /** Much longer than the longest text of a query that repeats nothing. */
  private static final int LONGEST = 16 << 20;

  /** The SQL of a query would have no end: it repeats parts within parts. */
  public static final class TooLongException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooLongException() {
      super("the SQL text is too long", null, false, false);
    }
  }

  private final SqlDialect dialect;
  private final Function<SqlColumn, String> alias;
  private final RelationText relations;
  private final StringBuilder out = new StringBuilder();

  private ExpressionWriter(
      SqlDialect dialect, Function<SqlColumn, String> alias, RelationText relations) {
    this.dialect = dialect;
    this.alias = alias;
    this.relations = relations;
  }

  /**
   * The SQL text of an expression.
   *
   * @param alias the quoted name under which a column is known
   */
  public static String write(
      SqlExpr expression,
      SqlDialect dialect,
      Function<SqlColumn, String> alias,
      RelationText relations) {
    ExpressionWriter writer = new ExpressionWriter(dialect, alias, relations);
    writer.write(expression, Strength.OR);
    return writer.out.toString();
  }

  private String detached(SqlExpr expression) {
    return write(expression, dialect, alias, relations);
  }

  private void write(SqlExpr e, Strength least) {
    if (out.length() > LONGEST) {
      throw new TooLongException();
    }
    boolean parentheses = strength(e).weakerThan(least);
    if (parentheses) {
      out.append('(');
    }
    writeBare(e);
    if (parentheses) {
      out.append(')');
    }
  }

  private static Strength strength(SqlExpr e) {
    return switch (e) {
      case SqlExpr.Binary b -> b.operator().strength();
      case SqlExpr.Not n -> Strength.NOT;
      case SqlExpr.IsNull n -> Strength.COMPARISON;
      case SqlExpr.In i -> Strength.COMPARISON;
      case SqlExpr.InRelation i -> Strength.COMPARISON;
      case SqlExpr.Template t -> Strength.OR;
      case SqlExpr.Lambda l -> Strength.OR;
      case SqlExpr.Literal l -> l.value() instanceof String ? Strength.ATOM : Strength.UNARY;
      case SqlExpr.Window w -> Strength.UNARY;
      case SqlExpr.ColumnRef c -> Strength.ATOM;
      case SqlExpr.Call c -> Strength.ATOM;
      case SqlExpr.Aggregate a -> Strength.ATOM;
      case SqlExpr.Case c -> Strength.ATOM;
      case SqlExpr.Cast c -> Strength.ATOM;
      case SqlExpr.ScalarRelation s -> Strength.ATOM;
      case SqlExpr.ListOf l -> Strength.ATOM;
      case SqlExpr.Name n -> Strength.ATOM;
      case SqlExpr.Ticks t -> Strength.ATOM;
      case SqlExpr.Text t -> Strength.ATOM;
    };
  }

  private void writeBare(SqlExpr e) {
    switch (e) {
      case SqlExpr.ColumnRef c -> out.append(alias.apply(c.column()));
      case SqlExpr.Literal l -> literal(l.value(), l.sqlType());
      case SqlExpr.Name n -> out.append(n.text());
      case SqlExpr.Call c -> {
        out.append(c.function()).append('(');
        list(c.arguments());
        out.append(')');
      }
      case SqlExpr.Aggregate a -> aggregate(a);
      case SqlExpr.Window w -> window(w);
      case SqlExpr.Binary b -> binary(b);
      case SqlExpr.Not n -> {
        out.append("NOT ");
        write(n.operand(), Strength.COMPARISON);
      }
      case SqlExpr.IsNull n -> {
        write(n.operand(), Strength.OTHER);
        out.append(n.negated() ? " IS NOT NULL" : " IS NULL");
      }
      case SqlExpr.Case c -> {
        out.append("CASE");
        for (SqlExpr.When when : c.whens()) {
          out.append(" WHEN ");
          write(when.condition(), Strength.OR);
          out.append(" THEN ");
          write(when.value(), Strength.OR);
        }
        out.append(" ELSE ");
        write(c.otherwise(), Strength.OR);
        out.append(" END");
      }
      case SqlExpr.Cast c -> {
        out.append(c.lenient() ? "TRY_CAST(" : "CAST(");
        write(c.operand(), Strength.OR);
        out.append(" AS ").append(c.sqlType()).append(')');
      }
      case SqlExpr.In i -> {
        write(i.operand(), Strength.OTHER);
        out.append(" IN (");
        list(i.items());
        out.append(')');
      }
      case SqlExpr.InRelation i -> {
        write(i.operand(), Strength.OTHER);
        out.append(" IN (").append(relations.select(i.relation(), i.column())).append(')');
      }
      case SqlExpr.ScalarRelation s ->
          out.append('(').append(relations.select(s.relation(), s.column())).append(')');
      case SqlExpr.ListOf l -> {
        out.append('[');
        list(l.items());
        out.append(']');
      }
      case SqlExpr.Lambda l ->
          out.append(dialect.lambda(String.join(", ", l.parameters()), detached(l.body())));
      case SqlExpr.Template t -> template(t);
      case SqlExpr.Ticks t -> out.append(dialect.ticks(detached(t.timestamp())));
      case SqlExpr.Text t -> {
        out.append("coalesce(");
        write(t.nullable(), Strength.OR);
        out.append(", '')");
      }
    }
  }

  private void list(List<SqlExpr> items) {
    String separator = "";
    for (SqlExpr item : items) {
      out.append(separator);
      write(item, Strength.OR);
      separator = ", ";
    }
  }

  private void binary(SqlExpr.Binary b) {
    Strength strength = b.operator().strength();
    boolean logical = strength == Strength.OR || strength == Strength.AND;
    write(b.left(), b.operator().isComparison() ? Strength.OTHER : strength);
    out.append(' ').append(b.operator().text()).append(' ');
    write(b.right(), logical ? strength : next(strength));
  }

  private static Strength next(Strength strength) {
    return switch (strength) {
      case OR -> Strength.AND;
      case AND -> Strength.NOT;
      case NOT -> Strength.COMPARISON;
      case COMPARISON -> Strength.OTHER;
      case OTHER -> Strength.ADDITIVE;
      case ADDITIVE -> Strength.MULTIPLICATIVE;
      case MULTIPLICATIVE -> Strength.UNARY;
      case UNARY, ATOM -> Strength.ATOM;
    };
  }

  private void aggregate(SqlExpr.Aggregate a) {
    out.append(a.function()).append('(');
    if (a.distinct()) {
      out.append("DISTINCT ");
    }
    if (a.arguments().isEmpty()) {
      out.append('*');
    }
    list(a.arguments());
    if (!a.order().isEmpty()) {
      out.append(" ORDER BY ");
      keys(a.order());
    }
    out.append(')');
    if (a.filter() != null) {
      out.append(" FILTER (WHERE ");
      write(a.filter(), Strength.OR);
      out.append(')');
    }
  }

  private void window(SqlExpr.Window w) {
    writeBare(w.function());
    out.append(" OVER (");
    String separator = "";
    if (!w.partition().isEmpty()) {
      out.append("PARTITION BY ");
      list(w.partition());
      separator = " ";
    }
    if (!w.order().isEmpty()) {
      out.append(separator).append("ORDER BY ");
      keys(w.order());
      separator = " ";
    }
    if (w.frame() != null) {
      out.append(separator).append(w.frame());
    }
    out.append(')');
  }

  /** An ORDER BY list. */
  public static String orderBy(
      List<SortKey> keys,
      SqlDialect dialect,
      Function<SqlColumn, String> alias,
      RelationText relations) {
    ExpressionWriter writer = new ExpressionWriter(dialect, alias, relations);
    writer.keys(keys);
    return writer.out.toString();
  }

  private void keys(List<SortKey> keys) {
    String separator = "";
    for (SortKey key : keys) {
      out.append(separator);
      write(key.expression(), Strength.OR);
      out.append(key.descending() ? " DESC" : " ASC");
      out.append(key.nullsFirst() ? " NULLS FIRST" : " NULLS LAST");
      separator = ", ";
    }
  }

  private void template(SqlExpr.Template t) {
    String text = t.text();
    int from = 0;
    for (int at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) {
      int end = at + 1;
      while (end < text.length() && Character.isDigit(text.charAt(end))) {
        end++;
      }
      if (end > at + 1 && end < text.length() && text.charAt(end) == '}') {
        out.append(text, from, at);
        write(t.operands().get(Integer.parseInt(text, at + 1, end, 10)), Strength.ATOM);
        from = end + 1;
      }
    }
    out.append(text, from, text.length());
  }

  private void literal(@Nullable Object value, String sqlType) {
    switch (value) {
      case null -> out.append("NULL::").append(sqlType);
      case Boolean b -> out.append(b.booleanValue());
      case Integer i -> out.append(i.intValue());
      case Long l -> {
        if (sqlType.equals("TIMESTAMP")) {
          out.append(dialect.timestamp(l));
        } else if (l == Long.MIN_VALUE) {
          out.append("CAST('").append(l.longValue()).append("' AS BIGINT)");
        } else {
          out.append(l.longValue()).append("::").append(sqlType);
        }
      }
      case Double d -> {
        if (Double.isNaN(d) || Double.isInfinite(d)) {
          out.append('\'').append(d.doubleValue()).append("'::DOUBLE");
        } else {
          out.append(d.doubleValue()).append("::DOUBLE");
        }
      }
      case BigDecimal d -> out.append(d.toPlainString()).append("::").append(sqlType);
      case String s -> out.append(dialect.string(s));
      default -> throw new IllegalArgumentException("literal of " + value.getClass());
    }
  }
}
