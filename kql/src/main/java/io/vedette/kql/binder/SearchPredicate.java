package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Conversions;
import io.vedette.kql.functions.Terms;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.BinaryOperator;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.Literal;
import io.vedette.kql.types.Promotion;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The predicate of {@code search} and {@code find} over one table: a bare string is looked for in
 * all columns, {@code *} stands for any column, and a column that the table does not have holds
 * nothing.
 */
final class SearchPredicate {
  /** Stands between texts that are searched as one: neither a letter nor a digit. */
  private static final String BETWEEN = "\u0001";

  private final TableBinder tables;
  private final Scope scope;
  private final Rows rows;
  private final boolean caseSensitive;

  SearchPredicate(TableBinder tables, Scope scope, Rows rows, boolean caseSensitive) {
    this.tables = tables;
    this.scope = scope;
    this.rows = rows;
    this.caseSensitive = caseSensitive;
  }

  SqlExpr bind(Expr predicate) {
    return switch (predicate) {
      case Literal.StringValue s -> anywhere(s.value());
      case Expr.Star s -> Sql.TRUE;
      case Expr.Binary b when b.operator() == BinaryOperator.AND ->
          Sql.and(bind(b.left()), bind(b.right()));
      case Expr.Binary b when b.operator() == BinaryOperator.OR ->
          Sql.or(bind(b.left()), bind(b.right()));
      case Expr.Call c when c.function().text().equals("not") && c.arguments().size() == 1 ->
          Sql.not(Sql.coalesce(bind(c.arguments().getFirst().value()), Sql.FALSE));
      case Expr.Binary b when b.left() instanceof Expr.Star -> anyColumn(b);
      case Expr.Binary b when b.operator() == BinaryOperator.SEARCH_TERM -> term(b);
      default -> ordinary(predicate);
    };
  }

  /** Whether it holds for no row, since the table has not the columns that it asks for. */
  boolean isImpossible(Expr predicate) {
    return switch (predicate) {
      case Expr.Binary b when b.operator() == BinaryOperator.AND ->
          isImpossible(b.left()) || isImpossible(b.right());
      case Expr.Binary b when b.operator() == BinaryOperator.OR ->
          isImpossible(b.left()) && isImpossible(b.right());
      case Expr.Binary b when b.left() instanceof Expr.Star -> false;
      case Expr.Binary b -> missing(b.left());
      case Expr.Between b -> missing(b.left());
      case Expr.InList i -> missing(i.left());
      default -> false;
    };
  }

  /** A condition on columns; false for tables without them. */
  private SqlExpr ordinary(Expr predicate) {
    if (missing(predicate)) {
      return Sql.FALSE;
    }
    return tables.over(rows, scope).filter(predicate);
  }

  private boolean missing(Expr expr) {
    return switch (expr) {
      case Expr.NameRef ref ->
          rows.table().column(ref.name().text()) == null && scope.find(ref.name().text()) == null;
      case Expr.Path p -> missing(p.target());
      case Expr.Element e -> missing(e.target());
      case Expr.Binary b -> missing(b.left()) || missing(b.right());
      case Expr.Between b -> missing(b.left());
      case Expr.InList i -> missing(i.left());
      case Expr.Negate n -> missing(n.operand());
      case Expr.Call c -> c.arguments().stream().anyMatch(a -> missing(a.value()));
      default -> false;
    };
  }

  /** The names in it that may be columns, in the order in which they are written. */
  static Stream<String> names(Expr predicate) {
    return switch (predicate) {
      case Expr.NameRef ref -> Stream.of(ref.name().text());
      case Expr.Path p -> names(p.target());
      case Expr.Element e -> names(e.target());
      case Expr.Binary b -> Stream.concat(names(b.left()), names(b.right()));
      case Expr.Between b -> Stream.of(b.left(), b.low(), b.high()).flatMap(SearchPredicate::names);
      case Expr.InList i -> names(i.left());
      case Expr.Negate n -> names(n.operand());
      case Expr.Call c -> c.arguments().stream().flatMap(a -> names(a.value()));
      default -> Stream.empty();
    };
  }

  private SqlExpr anywhere(String pattern) {
    List<SqlExpr> texts = texts();
    if (pattern.contains(BETWEEN)) {
      return texts.stream().map(text -> matches(text, pattern)).reduce(Sql::or).orElse(Sql.FALSE);
    }
    return texts.isEmpty() ? Sql.FALSE : matches(joined(texts), pattern);
  }

  /**
   * The texts in one, where a term is found if one of them has it: making the regular expression of
   * a term for each column of all tables takes the engine much longer than to compare.
   */
  private static SqlExpr joined(List<SqlExpr> texts) {
    if (texts.size() == 1) {
      return texts.getFirst();
    }
    List<SqlExpr> all = new ArrayList<>(texts);
    all.addFirst(Sql.text(BETWEEN));
    return new SqlExpr.Call("concat_ws", all);
  }

  private List<SqlExpr> texts() {
    List<SqlExpr> texts = new ArrayList<>();
    for (TableColumn column : rows.table().columns()) {
      if (!(column.value() instanceof SqlExpr.Literal)
          || (!Sql.EMPTY.equals(column.value()) && column.type() == STRING)) {
        texts.add(Conversions.toText(column.type(), column.value()));
      }
    }
    return texts;
  }

  /** Stars at the ends of the pattern lift the condition that a term starts or ends there. */
  private SqlExpr matches(SqlExpr text, String pattern) {
    boolean openStart = pattern.startsWith("*");
    boolean openEnd = pattern.endsWith("*") && pattern.length() > 1;
    String term = pattern.substring(openStart ? 1 : 0, pattern.length() - (openEnd ? 1 : 0));
    SqlExpr literal = Sql.text(term);
    if (term.isEmpty()) {
      return Sql.TRUE;
    }
    if (openStart && openEnd) {
      return caseSensitive
          ? Sql.call("contains", text, literal)
          : Sql.call("contains", StringOperators.lower(text), StringOperators.lower(literal));
    }
    Terms.Edge edge = openStart ? Terms.Edge.END : openEnd ? Terms.Edge.START : Terms.Edge.BOTH;
    return Terms.has(text, literal, edge, caseSensitive);
  }

  /** {@code column : "term"}. */
  private SqlExpr term(Expr.Binary b) {
    String pattern = tables.constants(scope).bind(b.right()).text();
    if (pattern == null || !(b.left() instanceof Expr.NameRef ref)) {
      return ordinary(b);
    }
    TableColumn column = rows.table().column(ref.name().text());
    return column == null
        ? Sql.FALSE
        : matches(Conversions.toText(column.type(), column.value()), pattern);
  }

  /** {@code * has "x"}: any of the columns that can be compared so. */
  SqlExpr anyColumn(Expr.Binary b) {
    Argument right = tables.constants(scope).bind(b.right());
    String pattern = right.text();
    if (pattern == null) {
      return anyNumber(b.operator(), right);
    }
    if (b.operator() == BinaryOperator.MATCHES_REGEX) {
      RegexCheck.check(tables.session, right);
    }
    SqlExpr any = null;
    List<SqlExpr> texts = new ArrayList<>();
    for (TableColumn column : rows.table().columns()) {
      boolean isText = column.type() == STRING || column.type() == DYNAMIC;
      if (!isText) {
        continue;
      }
      SqlExpr text = Conversions.toText(column.type(), column.value());
      if (isOfTerms(b.operator()) && !pattern.contains(BETWEEN)) {
        texts.add(text);
        continue;
      }
      SqlExpr one = compare(b.operator(), text, pattern);
      any = any == null ? one : one == null ? any : Sql.or(any, one);
    }
    if (!texts.isEmpty()) {
      any = compare(b.operator(), joined(texts), pattern);
    }
    return any == null ? Sql.FALSE : any;
  }

  private SqlExpr anyNumber(BinaryOperator operator, Argument number) {
    if (operator != BinaryOperator.EQUAL || !Promotion.isNumber(number.type())) {
      return Sql.FALSE;
    }
    return rows.table().columns().stream()
        .filter(c -> Promotion.isNumber(c.type()))
        .map(c -> Sql.equal(c.value(), number.sql()))
        .reduce(Sql::or)
        .orElse(Sql.FALSE);
  }

  /** Whether the operator finds in joined texts what it finds in one of them. */
  private static boolean isOfTerms(BinaryOperator operator) {
    return switch (operator) {
      case HAS,
          HAS_CS,
          HASPREFIX,
          HASPREFIX_CS,
          HASSUFFIX,
          HASSUFFIX_CS,
          CONTAINS,
          CONTAINS_CS,
          SEARCH_TERM ->
          true;
      default -> false;
    };
  }

  private @Nullable SqlExpr compare(BinaryOperator operator, SqlExpr text, String pattern) {
    return switch (operator) {
      case EQUAL -> Sql.equal(text, Sql.text(pattern));
      case SEARCH_TERM -> matches(text, pattern);
      default -> StringOperators.bind(operator, text, Sql.text(pattern));
    };
  }
}
