package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.Span;
import io.vedette.kql.functions.Argument;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.BinaryOperator;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.JoinOperator;
import io.vedette.kql.syntax.Options;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * {@code join} and {@code lookup}. Source: Kusto documentation, "join operator", "lookup operator".
 */
final class JoinOperators {
  private final TableBinder tables;

  JoinOperators(TableBinder tables) {
    this.tables = tables;
  }

  private enum Kind {
    INNERUNIQUE(Plan.Join.Kind.INNER),
    INNER(Plan.Join.Kind.INNER),
    LEFTOUTER(Plan.Join.Kind.LEFT),
    RIGHTOUTER(Plan.Join.Kind.RIGHT),
    FULLOUTER(Plan.Join.Kind.FULL),
    LEFTSEMI(Plan.Join.Kind.SEMI),
    LEFTANTI(Plan.Join.Kind.ANTI),
    RIGHTSEMI(Plan.Join.Kind.SEMI),
    RIGHTANTI(Plan.Join.Kind.ANTI);

    private final Plan.Join.Kind plan;

    Kind(Plan.Join.Kind plan) {
      this.plan = plan;
    }
  }

  private @Nullable Kind kind(Options options, Kind absent) {
    String text = options.text("kind");
    if (text == null) {
      return absent;
    }
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "innerunique" -> Kind.INNERUNIQUE;
      case "inner" -> Kind.INNER;
      case "leftouter" -> Kind.LEFTOUTER;
      case "rightouter" -> Kind.RIGHTOUTER;
      case "fullouter" -> Kind.FULLOUTER;
      case "leftsemi" -> Kind.LEFTSEMI;
      case "leftanti", "anti", "leftantisemi" -> Kind.LEFTANTI;
      case "rightsemi" -> Kind.RIGHTSEMI;
      case "rightanti", "rightantisemi" -> Kind.RIGHTANTI;
      default -> null;
    };
  }

  BoundTable join(JoinOperator.Join join, BoundTable left, Scope scope) {
    Kind kind = kind(join.options(), Kind.INNERUNIQUE);
    BoundTable right = tables.bind(join.right(), scope);
    if (kind == null) {
      return unknownKind(join.options(), join.span(), KINDS);
    }
    List<Pair> pairs = pairs(join.on(), left, right, scope);
    BoundTable first = kind == Kind.INNERUNIQUE ? firstPerKey(left, pairs) : left;
    return switch (kind) {
      case LEFTSEMI, LEFTANTI ->
          left.over(new Plan.Join(kind.plan, left.plan(), right.plan(), condition(pairs, false)));
      case RIGHTSEMI, RIGHTANTI ->
          right
              .over(new Plan.Join(kind.plan, right.plan(), left.plan(), condition(pairs, true)))
              .ordered(List.of());
      case INNERUNIQUE, INNER, LEFTOUTER, RIGHTOUTER, FULLOUTER ->
          combined(kind, first, right, pairs, List.of());
    };
  }

  BoundTable lookup(JoinOperator.Lookup lookup, BoundTable left, Scope scope) {
    Kind kind = kind(lookup.options(), Kind.LEFTOUTER);
    BoundTable right = tables.bind(lookup.right(), scope);
    if (kind != Kind.LEFTOUTER && kind != Kind.INNER) {
      return unknownKind(lookup.options(), lookup.span(), List.of("leftouter", "inner"));
    }
    List<Pair> pairs = pairs(lookup.on(), left, right, scope);
    return combined(kind, left, right, pairs, pairs.stream().map(p -> p.right().name()).toList());
  }

  private static final List<String> KINDS =
      List.of(
          "innerunique",
          "inner",
          "leftouter",
          "rightouter",
          "fullouter",
          "leftsemi",
          "leftanti",
          "rightsemi",
          "rightanti");

  private BoundTable unknownKind(Options options, Span span, List<String> kinds) {
    Options.Option option = options.find("kind");
    String name = options.text("kind");
    String near = name == null ? null : Suggestions.didYouMean(name, kinds);
    tables.session.diagnostics.error(
        "KS140",
        option == null ? span : option.value().span(),
        "The join kind '" + name + "' is none of those that are taken here.",
        (near == null ? "" : near + " ") + "Kinds are " + String.join(", ", kinds) + ".");
    return BoundTable.failed();
  }

  /** Two columns that must be equal. */
  private record Pair(Argument left, Argument right) {}

  private List<Pair> pairs(List<Expr> on, BoundTable left, BoundTable right, Scope scope) {
    List<Pair> pairs = new ArrayList<>();
    ExpressionBinder binder = tables.over(new Rows(left, right), scope);
    for (Expr expr : on) {
      pair(expr, left, right, binder, pairs);
    }
    return pairs;
  }

  private void pair(
      Expr expr, BoundTable left, BoundTable right, ExpressionBinder binder, List<Pair> into) {
    switch (expr) {
      case Expr.NameRef ref -> {
        Argument a = column(left, ref);
        Argument b = column(right, ref);
        if ((a == null && !left.open()) || (b == null && !right.open())) {
          notOnBothSides(ref, left, right, a == null, b == null);
        }
        if (a != null && b != null) {
          add(a, b, ref.span(), into);
        }
      }
      case Expr.Binary(Expr l, BinaryOperator operator, Expr r, Span ignored, Span span)
          when operator == BinaryOperator.AND -> {
        pair(l, left, right, binder, into);
        pair(r, left, right, binder, into);
      }
      case Expr.Binary(Expr l, BinaryOperator operator, Expr r, Span ignored, Span span)
          when operator == BinaryOperator.EQUAL -> {
        boolean swapped = isSide(l, "$right") && isSide(r, "$left");
        if (!swapped && !(isSide(l, "$left") && isSide(r, "$right"))) {
          badCondition(span);
          return;
        }
        Argument a = binder.bind(swapped ? r : l);
        Argument b = binder.bind(swapped ? l : r);
        add(a, b, span, into);
      }
      default -> badCondition(expr.span());
    }
  }

  private static boolean isSide(Expr expr, String side) {
    return expr instanceof Expr.Path path
        && path.target() instanceof Expr.NameRef ref
        && ref.name().text().equals(side);
  }

  private void badCondition(Span span) {
    tables.session.diagnostics.error(
        "KS182",
        span,
        "The join condition must be either the name of a column common to both tables or in the form"
            + " $left.<column> == $right.<column>.",
        "Write $left.a == $right.b, and several conditions with commas between them.");
  }

  private @Nullable Argument column(BoundTable table, Expr.NameRef ref) {
    TableColumn column = table.column(ref.name().text());
    if (column != null) {
      return new Argument(column.type(), column.value(), column.name(), ref.span());
    }
    return null;
  }

  private void notOnBothSides(
      Expr.NameRef ref, BoundTable left, BoundTable right, boolean noLeft, boolean noRight) {
    String name = ref.name().text();
    List<String> common = new ArrayList<>(left.columnNames());
    common.retainAll(right.columnNames());
    String near = Suggestions.didYouMean(name, common);
    String lacking =
        noLeft && noRight ? "Neither side has" : noLeft ? "The left lacks" : "The right lacks";
    tables.session.diagnostics.error(
        "KS145",
        ref.span(),
        "The column '" + name + "' must exist on both sides of the join.",
        lacking
            + " it. "
            + (near == null ? "Write $left.a == $right.b for different names." : near));
  }

  private void add(Argument left, Argument right, Span span, List<Pair> into) {
    if (left.type() != right.type() && Comparisons.commonType(left, right, false) == null) {
      tables.session.diagnostics.error(
          "KS227",
          span,
          "The columns '%s' (%s) and '%s' (%s) must have the same type on both sides of the join."
              .formatted(
                  left.name(), left.type().kustoName(), right.name(), right.type().kustoName()),
          Conversion.ofKeys(left.type(), right.type()));
      return;
    }
    into.add(new Pair(left, right));
  }

  private static SqlExpr condition(List<Pair> pairs, boolean swapped) {
    return pairs.stream()
        .map(
            p -> {
              ScalarType common = Comparisons.commonType(p.left(), p.right(), false);
              ScalarType type = common == null ? p.left().type() : common;
              SqlExpr a = Comparisons.operand(p.left(), type);
              SqlExpr b = Comparisons.operand(p.right(), type);
              return StoredTimes.compare(swapped ? Sql.equal(b, a) : Sql.equal(a, b));
            })
        .reduce(Sql::and)
        .orElse(Sql.TRUE);
  }

  /** Keeps the first of the left rows that agree in the keys; any one is as good to Kusto. */
  private static BoundTable firstPerKey(BoundTable left, List<Pair> pairs) {
    List<SqlExpr> keys = pairs.stream().map(p -> p.left().sql()).toList();
    SqlColumn rank = new SqlColumn("rank");
    SqlExpr number = new SqlExpr.Window(Sql.call("row_number"), keys, left.order(), null);
    Plan ranked = new Plan.Compute(left.plan(), List.of(new Computed(rank, number)));
    return left.over(new Plan.Filter(ranked, Sql.equal(Sql.column(rank), Sql.number(1L))));
  }

  private BoundTable combined(
      Kind kind,
      BoundTable left,
      BoundTable right,
      List<Pair> pairs,
      List<@Nullable String> hidden) {
    boolean leftMissing = kind == Kind.RIGHTOUTER || kind == Kind.FULLOUTER;
    boolean rightMissing = kind == Kind.LEFTOUTER || kind == Kind.FULLOUTER;
    BoundTable a = leftMissing ? missingOk(left) : left;
    BoundTable b = rightMissing ? missingOk(right) : right;
    Plan plan = new Plan.Join(kind.plan, a.plan(), b.plan(), condition(pairs, false));
    List<TableColumn> columns = new ArrayList<>();
    a.columns().forEach(c -> columns.add(leftMissing ? nullAsEmpty(c) : c));
    List<TableColumn> added = b.columns().stream().filter(c -> !hidden.contains(c.name())).toList();
    Names.after(a.columnNames(), added)
        .forEach(c -> columns.add(rightMissing ? nullAsEmpty(c) : c));
    BoundTable joined =
        BoundTable.of(plan, columns).ingested(leftMissing ? null : left.ingestionTime());
    return left.open() || right.open() ? joined.opened() : joined;
  }

  /**
   * Constants among the columns become real ones, so that they are null in rows without a partner.
   */
  private static BoundTable missingOk(BoundTable table) {
    List<Computed> computed = new ArrayList<>();
    List<TableColumn> columns = new ArrayList<>();
    for (TableColumn column : table.columns()) {
      boolean constant =
          column.value() instanceof SqlExpr.Literal literal
              && literal.value() != null
              && !literal.equals(Sql.EMPTY);
      if (constant) {
        SqlColumn real = new SqlColumn(column.name());
        computed.add(new Computed(real, column.value()));
        columns.add(column.valued(Sql.column(real)));
      } else {
        columns.add(column);
      }
    }
    return computed.isEmpty()
        ? table
        : table.over(new Plan.Compute(table.plan(), computed)).showing(columns);
  }

  private static TableColumn nullAsEmpty(TableColumn column) {
    return column.type() == STRING && column.value() instanceof SqlExpr.ColumnRef
        ? column.valued(new SqlExpr.Text(column.value()))
        : column;
  }
}
