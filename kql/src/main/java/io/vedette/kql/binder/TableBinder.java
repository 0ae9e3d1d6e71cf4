package io.vedette.kql.binder;

import io.vedette.kql.plan.Columns;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.plan.SharedTable;
import io.vedette.kql.sql.SortKey;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.AggregateOperator;
import io.vedette.kql.syntax.ColumnOperator;
import io.vedette.kql.syntax.ExpandOperator;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.GraphOperator;
import io.vedette.kql.syntax.JoinOperator;
import io.vedette.kql.syntax.Literal;
import io.vedette.kql.syntax.Operator;
import io.vedette.kql.syntax.OutputOperator;
import io.vedette.kql.syntax.ParseOperator;
import io.vedette.kql.syntax.RowOperator;
import io.vedette.kql.syntax.SearchOperator;
import io.vedette.kql.syntax.SubqueryOperator;
import io.vedette.kql.syntax.Tabular;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Binds tabular expressions: hands each operator to the class of its family. */
final class TableBinder {
  /** Stands for any table where only its being one matters. */
  static final Binding.Table SOME_TABLE = share("table", BoundTable.failed(), false);

  final Session session;
  final WorkspaceFunctions functions = new WorkspaceFunctions(this);
  private final SourceBinder sources = new SourceBinder(this);
  private final ColumnOperators columnOperators = new ColumnOperators(this);
  private final RowOperators rowOperators = new RowOperators(this);
  private final AggregateOperators aggregateOperators = new AggregateOperators(this);
  private final JoinOperators joinOperators = new JoinOperators(this);
  private final UnionBinder unions = new UnionBinder(this);
  private final ExpandOperators expandOperators = new ExpandOperators(this);
  private final ParseOperators parseOperators = new ParseOperators(this);
  private final OutputOperators outputOperators = new OutputOperators(this);
  private final SubqueryOperators subqueryOperators = new SubqueryOperators(this);
  private final SearchOperators searchOperators = new SearchOperators(this);
  private final GraphOperators graphOperators = new GraphOperators(this);

  /** The rows that subqueries start from, the innermost last. */
  private final List<BoundTable> contexts = new ArrayList<>();

  TableBinder(Session session) {
    this.session = session;
  }

  /** Binds an expression that must be a table; errors are reported and give an empty one. */
  BoundTable bind(Expr expr, Scope scope) {
    if (!session.spend(expr.span())) {
      return BoundTable.failed();
    }
    return switch (expr) {
      case Tabular.Pipe e -> {
        BoundTable table = bind(e.source(), scope);
        for (Operator operator : e.operators()) {
          table = operator(operator, table, scope);
        }
        yield table;
      }
      case Tabular.Leading e -> operator(e.operator(), null, scope);
      case Tabular.ContextRows e -> contexts.isEmpty() ? BoundTable.failed() : contexts.getLast();
      case Tabular.Print e -> sources.print(e, scope);
      case Tabular.Range e -> sources.range(e, scope);
      case Tabular.DataTable e -> sources.dataTable(e, scope);
      case Tabular.ExternalData e -> ExternalFiles.bind(this, e, scope);
      case Tabular.InlineExternalTable e -> ExternalFiles.bind(this, e);
      case Expr.NameRef e -> sources.named(e.name().text(), e.span(), scope);
      case Expr.Call e -> sources.call(e, scope);
      case Expr.Path e -> sources.path(e, scope);
      case Expr.Wildcard e -> unions.all(List.of(e), scope, e.span());
      case Expr.Star e -> unions.all(List.of(e), scope, e.span());
      case Expr.Missing e -> BoundTable.failed();
      case Expr.Scalar e -> noTable(e);
      case Literal e -> noTable(e);
    };
  }

  private BoundTable noTable(Expr e) {
    session.diagnostics.error(
        "KS111", e.span(), "A table is expected here.", "Use print to show a value.");
    return BoundTable.failed();
  }

  BoundTable unsupported(String what, io.vedette.kql.syntax.Node node) {
    session.diagnostics.error("VK030", node.span(), "'" + what + "' is not supported.", null);
    return BoundTable.failed();
  }

  /** Binds an operator; the table is null where the operator stands first. */
  private BoundTable operator(Operator operator, @Nullable BoundTable input, Scope scope) {
    BoundTable table = input == null ? sources.nothing() : input;
    if (table.graph() != null && !(operator instanceof GraphOperator)) {
      session.diagnostics.error(
          "VK037",
          operator.span(),
          "A graph is given to an operator for tables.",
          "Make a table of it with graph-match, graph-shortest-paths or graph-to-table.");
      return BoundTable.failed();
    }
    return switch (operator) {
      case ColumnOperator o -> columnOperators.bind(o, table, scope);
      case RowOperator o -> rowOperators.bind(o, table, scope);
      case AggregateOperator o -> aggregateOperators.bind(o, table, scope);
      case JoinOperator.Union o -> unions.bind(o, input, scope);
      case JoinOperator.Join o -> joinOperators.join(o, table, scope);
      case JoinOperator.Lookup o -> joinOperators.lookup(o, table, scope);
      case ExpandOperator o -> expandOperators.bind(o, table, scope);
      case ParseOperator o -> parseOperators.bind(o, table, scope);
      case OutputOperator o -> outputOperators.bind(o, table, scope);
      case SubqueryOperator o -> subqueryOperators.bind(o, table, scope);
      case SearchOperator o -> searchOperators.bind(o, input, scope);
      case GraphOperator o -> graphOperators.bind(o, table, scope);
      case Operator.Unreadable o -> BoundTable.failed();
    };
  }

  SourceBinder sources() {
    return sources;
  }

  UnionBinder unions() {
    return unions;
  }

  /** Binds a subquery that starts from the given rows. */
  BoundTable bindOver(BoundTable rows, Expr subquery, Scope scope) {
    contexts.add(rows);
    BoundTable table = bind(subquery, scope);
    contexts.removeLast();
    return table;
  }

  /** A binder of expressions over single rows. */
  ExpressionBinder over(Rows rows, Scope scope) {
    return new ExpressionBinder(this, scope, rows, ExpressionBinder.Place.ROW);
  }

  /** A binder of expressions over no rows. */
  ExpressionBinder constants(Scope scope) {
    return new ExpressionBinder(this, scope, null, ExpressionBinder.Place.ROW);
  }

  /** Makes a table one that can be read several times. */
  static Binding.Table share(String name, BoundTable table, boolean materialized) {
    return new Binding.Table(table, new SharedTable(name, materialized, table.plan()));
  }

  /** One reading of a shared table, under columns of its own. */
  static BoundTable read(Binding.Table binding) {
    BoundTable table = binding.table();
    Set<SqlColumn> used = new LinkedHashSet<>();
    table.columns().forEach(c -> Columns.collect(c.value(), used));
    table.order().forEach(k -> Columns.collect(k.expression(), used));
    if (table.ingestionTime() != null) {
      Columns.collect(table.ingestionTime(), used);
    }
    Map<SqlColumn, SqlColumn> renamed = new HashMap<>();
    List<Plan.SharedColumn> read = new ArrayList<>();
    for (SqlColumn column : used) {
      SqlColumn fresh = new SqlColumn(column.name());
      renamed.put(column, fresh);
      read.add(new Plan.SharedColumn(fresh, column));
    }
    UnaryOperator<SqlExpr> rename = e -> rename(e, renamed);
    return new BoundTable(
        new Plan.Shared(binding.shared(), read),
        table.columns().stream().map(c -> c.valued(rename.apply(c.value()))).toList(),
        table.order().stream()
            .map(k -> new SortKey(rename.apply(k.expression()), k.descending(), k.nullsFirst()))
            .toList(),
        table.ingestionTime() == null ? null : rename.apply(table.ingestionTime()),
        table.open(),
        null,
        table.graph());
  }

  private static SqlExpr rename(SqlExpr e, Map<SqlColumn, SqlColumn> renamed) {
    if (e instanceof SqlExpr.ColumnRef(SqlColumn column)) {
      SqlColumn fresh = renamed.get(column);
      return fresh == null ? e : Sql.column(fresh);
    }
    return e.mapChildren(child -> rename(child, renamed));
  }

  /** The only value of a table of one row, computed once however often it is used. */
  SqlExpr shareScalar(Plan one, SqlColumn column) {
    SqlColumn outer = new SqlColumn(column.name());
    Plan shared =
        new Plan.Shared(
            new SharedTable("toscalar", true, one), List.of(new Plan.SharedColumn(outer, column)));
    return new SqlExpr.ScalarRelation(shared, outer);
  }
}
