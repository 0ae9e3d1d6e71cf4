package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.BOOL;
import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.Span;
import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Conversions;
import io.vedette.kql.plan.Columns;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.BinaryOperator;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.Literal;
import io.vedette.kql.syntax.Tabular;
import io.vedette.kql.types.ScalarType;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binds scalar expressions over the rows of one operator, or over no rows. */
final class ExpressionBinder {
  /** Where the expression stands. */
  enum Place {
    /** Over single rows. */
    ROW,
    /** Over groups of rows: columns only inside aggregates. */
    GROUP,
    /** Inside the body of a scalar function: the rows are there, their names are not. */
    BODY
  }

  final TableBinder tables;
  final Session session;
  final Scope scope;
  final @Nullable Rows rows;
  final Place place;

  /** Where aggregates are computed, in expressions over groups. */
  final @Nullable Grouping grouping;

  private final CallBinder calls = new CallBinder(this);
  private final NameBinder names = new NameBinder(this);

  ExpressionBinder(TableBinder tables, Scope scope, @Nullable Rows rows, Place place) {
    this(tables, scope, rows, place, null);
  }

  /** A binder over groups, whose aggregates are computed as the grouping says. */
  ExpressionBinder(TableBinder tables, Scope scope, @Nullable Rows rows, Grouping grouping) {
    this(tables, scope, rows, Place.GROUP, grouping);
  }

  private ExpressionBinder(
      TableBinder tables,
      Scope scope,
      @Nullable Rows rows,
      Place place,
      @Nullable Grouping grouping) {
    this.grouping = grouping;
    this.tables = tables;
    this.session = tables.session;
    this.scope = scope;
    this.rows = rows;
    this.place = place;
  }

  /** A binder over the same rows in another place. */
  ExpressionBinder in(Place newPlace) {
    return new ExpressionBinder(tables, scope, rows, newPlace, grouping);
  }

  /** A binder over the same rows with other names. */
  ExpressionBinder with(Scope newScope, Place newPlace) {
    return new ExpressionBinder(tables, newScope, rows, newPlace, grouping);
  }

  /** Binds an expression; errors are reported and give a null to go on with. */
  Argument bind(Expr expr) {
    return bind(expr, false);
  }

  /** Binds the condition of a filter, where null may stand for false. */
  SqlExpr filter(Expr expr) {
    Argument bound = bind(expr, true);
    return condition(bound);
  }

  /** The value as a truth value. */
  SqlExpr condition(Argument bound) {
    return switch (bound.type()) {
      case BOOL -> bound.sql();
      case DYNAMIC -> Conversions.convert(DYNAMIC, BOOL, bound.sql());
      case INT, LONG -> Sql.template("({0} <> 0)", bound.sql());
      case REAL, DECIMAL, STRING, DATETIME, TIMESPAN, GUID -> {
        error(
            "KS107",
            bound.span(),
            "A value of type bool expected, not " + bound.type().kustoName() + ".",
            "Write a comparison, such as x == 1.");
        yield Sql.FALSE;
      }
    };
  }

  Argument bind(Expr expr, boolean filtering) {
    if (!session.spend(expr.span())) {
      return failed(expr.span());
    }
    return switch (expr) {
      case Literal literal -> Literals.bind(literal);
      case Expr.NameRef e -> names.bind(e);
      case Expr.Path e -> DynamicAccess.path(this, names, e);
      case Expr.Element e -> DynamicAccess.element(this, e);
      case Expr.Call e -> calls.bind(e, filtering);
      case Expr.Negate e -> negate(e);
      case Expr.Binary e -> binary(e, filtering);
      case Expr.InList e -> ListOperators.bind(this, e, filtering);
      case Expr.Between e -> between(e);
      case Expr.TypeOf e -> new Argument(STRING, Sql.text(e.type().kustoName()), null, e.span());
      case Expr.Missing e -> failed(e.span());
      case Expr.Wildcard e -> notHere("A name pattern", e.span());
      case Expr.Star e -> {
        error(
            "KS191",
            e.span(),
            "The * syntax is not allowed here.",
            "Name columns; count() counts rows, and where * has \"text\" looks into all columns.");
        yield failed(e.span());
      }
      case Expr.TypeOfRow e -> notHere("A list of columns", e.span());
      case Expr.EntityGroup e -> notHere("An entity group", e.span());
      case Tabular e -> {
        error(
            "KS116",
            e.span(),
            "A table is not allowed in this context.",
            "Use toscalar() for one value of it.");
        yield failed(e.span());
      }
    };
  }

  /** The same values, those that would become long when repeated being computed beforehand. */
  List<Argument> light(List<Argument> values) {
    Rows beside = rows;
    if (beside == null || beside.right() != null || place == Place.GROUP) {
      return values;
    }
    return values.stream().map(value -> isHeavy(value) ? computed(beside, value) : value).toList();
  }

  /** A constant stays one, where one is asked for, unless it is longer than anybody writes. */
  private static boolean isHeavy(Argument value) {
    long weight = Weight.of(value.sql());
    return weight > (Columns.isConstant(value.sql()) ? Weight.UNBEARABLE : Weight.HEAVY)
        && !Columns.hasLambdaName(value.sql());
  }

  private static Argument computed(Rows rows, Argument value) {
    String name = value.name() == null ? "part" : value.name();
    return new Argument(value.type(), rows.compute(name, value.sql()), value.name(), value.span());
  }

  private Argument notHere(String what, Span span) {
    error("KS116", span, what + " is not allowed in this context.", null);
    return failed(span);
  }

  private Argument negate(Expr.Negate e) {
    Argument operand = bind(e.operand());
    Argument negated = Arithmetic.negate(operand, e.span());
    if (negated == null) {
      error(
          "KS106",
          e.span(),
          "The operator '-' is not defined for the operand type "
              + operand.type().kustoName()
              + ".",
          Conversion.convert(operand.type(), ScalarType.LONG));
      return failed(e.span());
    }
    return negated;
  }

  private Argument binary(Expr.Binary e, boolean filtering) {
    if (e.left() instanceof Expr.Star && rows != null) {
      SqlExpr any = new SearchPredicate(tables, scope, rows, false).anyColumn(e);
      return new Argument(BOOL, any, null, e.span());
    }
    return switch (e.operator()) {
      case OR, AND -> logical(e, filtering);
      case ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO -> {
        Argument left = bind(e.left());
        Argument right = bind(e.right());
        yield over(
            List.of(left, right),
            sides -> {
              if (isFailed(session, left) || isFailed(session, right)) {
                return failed(e.span());
              }
              List<Argument> light = light(sides);
              Argument value = Arithmetic.bind(e.operator(), light.get(0), light.get(1), e.span());
              return value == null ? undefined(e, left, right) : value;
            });
      }
      case EQUAL, NOT_EQUAL -> comparison(e, false, filtering);
      case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> comparison(e, true, filtering);
      default -> string(e);
    };
  }

  private Argument logical(Expr.Binary e, boolean filtering) {
    Argument left = bind(e.left(), filtering);
    Argument right = bind(e.right(), filtering);
    if (isNoTruth(left.type()) || isNoTruth(right.type())) {
      return undefined(e, left, right);
    }
    SqlExpr value =
        e.operator() == BinaryOperator.OR
            ? Sql.or(condition(left), condition(right))
            : Sql.and(condition(left), condition(right));
    return new Argument(BOOL, value, null, e.span());
  }

  private static boolean isNoTruth(ScalarType type) {
    return type != BOOL && type != DYNAMIC;
  }

  private Argument comparison(Expr.Binary e, boolean ordering, boolean filtering) {
    Argument left = bind(e.left());
    Argument right = bind(e.right());
    ScalarType type = Comparisons.commonType(left, right, ordering);
    if (type == null) {
      return undefined(e, left, right);
    }
    SqlExpr a = Comparisons.operand(left, type);
    SqlExpr b = Comparisons.operand(right, type);
    SqlExpr value =
        switch (e.operator()) {
          case LESS -> Comparisons.ordering(io.vedette.kql.sql.BinaryOperator.LESS, a, b);
          case LESS_OR_EQUAL ->
              Comparisons.ordering(io.vedette.kql.sql.BinaryOperator.LESS_OR_EQUAL, a, b);
          case GREATER -> Comparisons.ordering(io.vedette.kql.sql.BinaryOperator.GREATER, a, b);
          case GREATER_OR_EQUAL ->
              Comparisons.ordering(io.vedette.kql.sql.BinaryOperator.GREATER_OR_EQUAL, a, b);
          default ->
              Comparisons.equality(e.operator() == BinaryOperator.NOT_EQUAL, type, a, b, filtering);
        };
    return new Argument(BOOL, StoredTimes.compare(value), null, e.span());
  }

  private Argument string(Expr.Binary e) {
    Argument left = bind(e.left());
    Argument right = bind(e.right());
    SqlExpr value =
        isText(left) && isText(right)
            ? StringOperators.bind(e.operator(), text(left), text(right))
            : null;
    if (e.operator() == BinaryOperator.SEARCH_TERM) {
      value = StringOperators.bind(e.operator(), text(left), text(right));
    }
    if (value == null) {
      return undefined(e, left, right);
    }
    if (e.operator() == BinaryOperator.MATCHES_REGEX) {
      RegexCheck.check(session, right);
    }
    return new Argument(BOOL, value, null, e.span());
  }

  static boolean isText(Argument argument) {
    return argument.type() == STRING || argument.type() == DYNAMIC;
  }

  static SqlExpr text(Argument argument) {
    return Conversions.toText(argument.type(), argument.sql());
  }

  private Argument undefined(Expr.Binary e, Argument left, Argument right) {
    error(
        "KS106",
        e.operatorSpan(),
        "The operator '%s' is not defined for the operand types %s and %s."
            .formatted(e.operator().text(), left.type().kustoName(), right.type().kustoName()),
        Conversion.ofOperands(e.operator(), left, right));
    return failed(e.span());
  }

  private Argument between(Expr.Between e) {
    Argument left = bind(e.left());
    Argument low = bind(e.low());
    Argument high = bind(e.high());
    if (left.type() == ScalarType.DATETIME && high.type() == ScalarType.TIMESPAN) {
      Argument end = Arithmetic.bind(BinaryOperator.ADD, low, high, high.span());
      high = end == null ? high : end;
    }
    ScalarType lowType = Comparisons.commonType(left, low, true);
    ScalarType highType = Comparisons.commonType(left, high, true);
    if (lowType == null || highType == null) {
      String operator = e.negated() ? "!between" : "between";
      error(
          "KS106",
          e.operatorSpan(),
          "The operator '%s' is not defined for the operand types %s, %s and %s."
              .formatted(
                  operator,
                  left.type().kustoName(),
                  low.type().kustoName(),
                  high.type().kustoName()),
          betweenHint(left, low, high));
      return failed(e.span());
    }
    SqlExpr atLeast =
        Comparisons.ordering(
            io.vedette.kql.sql.BinaryOperator.GREATER_OR_EQUAL,
            Comparisons.operand(left, lowType),
            Comparisons.operand(low, lowType));
    SqlExpr atMost =
        Comparisons.ordering(
            io.vedette.kql.sql.BinaryOperator.LESS_OR_EQUAL,
            Comparisons.operand(left, highType),
            Comparisons.operand(high, highType));
    SqlExpr value = Sql.and(StoredTimes.compare(atLeast), StoredTimes.compare(atMost));
    return new Argument(BOOL, e.negated() ? Sql.not(value) : value, null, e.span());
  }

  private static @Nullable String betweenHint(Argument left, Argument low, Argument high) {
    BinaryOperator at = BinaryOperator.GREATER_OR_EQUAL;
    boolean first = Comparisons.commonType(left, low, true) == null;
    return Conversion.ofOperands(at, left, first ? low : high);
  }

  /**
   * Makes a value of others. Those that hold a subquery become columns first, since the engine does
   * not take subqueries in all places.
   */
  Argument over(List<Argument> values, Function<List<Argument>, Argument> f) {
    if (values.stream().noneMatch(v -> Columns.hasRelation(v.sql()))) {
      return f.apply(values);
    }
    if (rows != null && place != Place.GROUP) {
      return f.apply(columns(values, rows));
    }
    if (!values.stream().allMatch(v -> Columns.isConstant(v.sql()))) {
      return f.apply(values);
    }
    Rows one = new Rows(tables.sources().nothing());
    Argument value = f.apply(columns(values, one));
    SqlColumn column = new SqlColumn("value");
    Plan plan = new Plan.Compute(one.table().plan(), List.of(new Computed(column, value.sql())));
    SqlExpr scalar = tables.shareScalar(plan, column);
    return new Argument(value.type(), scalar, value.name(), value.span());
  }

  private static List<Argument> columns(List<Argument> values, Rows rows) {
    return values.stream()
        .map(
            v ->
                Columns.hasRelation(v.sql())
                    ? new Argument(v.type(), rows.compute("scalar", v.sql()), v.name(), v.span())
                    : v)
        .toList();
  }

  /** The columns of the rows, where their names are known. */
  List<Argument> columns() {
    return rows == null || place == Place.BODY
        ? List.of()
        : rows.table().columns().stream()
            .map(c -> new Argument(c.type(), c.value(), c.name(), new Span(0, 0)))
            .toList();
  }

  void error(String code, Span span, String message, @Nullable String hint) {
    session.diagnostics.error(code, span, message, hint);
  }

  /** Whether the value stands for one that could not be bound, so that nothing follows from it. */
  static boolean isFailed(Session session, Argument value) {
    return session.diagnostics.hasErrors()
        && value.type() == DYNAMIC
        && value.sql().equals(Sql.nullOf("VARCHAR"));
  }

  /** What stands for a value after an error: a dynamic null, which fits nearly everywhere. */
  static Argument failed(Span span) {
    return new Argument(DYNAMIC, Sql.nullOf("VARCHAR"), null, span);
  }
}
