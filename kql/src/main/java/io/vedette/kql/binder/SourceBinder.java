package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.DATETIME;
import static io.vedette.kql.types.ScalarType.DECIMAL;
import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.STRING;
import static io.vedette.kql.types.ScalarType.TIMESPAN;

import io.vedette.kql.Span;
import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Conversions;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.SortKey;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.ColumnDeclaration;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.NamedExpr;
import io.vedette.kql.syntax.Tabular;
import io.vedette.kql.types.Column;
import io.vedette.kql.types.Promotion;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TableSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where rows come from: named tables, functions, and the operators that stand first. */
final class SourceBinder {
  private final TableBinder tables;
  private final DatabaseNames databases;

  SourceBinder(TableBinder tables) {
    this.tables = tables;
    this.databases = new DatabaseNames(tables);
  }

  /** One row without columns, for operators that stand first. */
  BoundTable nothing() {
    return BoundTable.of(new Plan.Values(List.of(), List.of(), List.of(List.of())), List.of());
  }

  // ---------------------------------------------------------------- names

  BoundTable named(String name, Span span, Scope scope) {
    if (tables.session.hides(name, scope)) {
      return hidden(name, span);
    }
    return switch (scope.find(name)) {
      case Binding.Table table -> TableBinder.read(table);
      case Binding.Function function ->
          FunctionCalls.tabular(tables, scope, function, List.of(), null, span);
      case Binding.Failed f -> BoundTable.failed();
      case Binding.Pattern p -> notATable(new Expr.Missing(span));
      case Binding.Entities e -> notATable(new Expr.Missing(span));
      case Binding.Scalar(Argument value) -> {
        tables.session.diagnostics.error(
            "KS111",
            span,
            "'" + name + "' is a scalar, but a table is expected here.",
            "Use print " + name + " to show it.");
        yield BoundTable.failed();
      }
      case null -> saved(name, span, scope);
    };
  }

  private BoundTable hidden(String name, Span span) {
    tables.session.diagnostics.error(
        "KS204",
        span,
        "The name '" + name + "' does not refer to any known table, tabular variable or function.",
        "The statement 'restrict access' does not name it.");
    return BoundTable.failed();
  }

  /** A table or function of the workspace. */
  private BoundTable saved(String name, Span span, Scope scope) {
    TableSchema table = stored(name);
    if (table != null) {
      return scan(table);
    }
    Binding.Function function = tables.functions.workspaceFunction(name, span);
    if (function != null) {
      return FunctionCalls.tabular(tables, scope, function, List.of(), null, span);
    }
    List<String> candidates = new ArrayList<>(tables.session.schema.tableNames());
    candidates.addAll(tables.session.schema.functionNames());
    candidates.addAll(scope.names());
    tables.session.diagnostics.error(
        "KS204",
        span,
        "The name '" + name + "' does not refer to any known table, tabular variable or function.",
        Suggestions.ofTable(name, candidates));
    return BoundTable.failed();
  }

  private @Nullable TableSchema stored(String name) {
    return tables.session.schema.table(name);
  }

  /** The rows of a stored table. */
  BoundTable scan(TableSchema table) {
    return scan(table, true);
  }

  private static BoundTable scan(TableSchema table, boolean events) {
    List<Plan.StoredColumn> read = new ArrayList<>();
    List<TableColumn> columns = new ArrayList<>();
    for (Column column : table.columns()) {
      String constant = table.constants().get(column.name());
      if (constant != null) {
        columns.add(new TableColumn(column.name(), column.type(), Sql.text(constant)));
      } else if (!table.exists() || !table.stored().contains(column.name())) {
        columns.add(new TableColumn(column.name(), column.type(), absent(column.type())));
      } else {
        SqlColumn stored = new SqlColumn(column.name());
        read.add(new Plan.StoredColumn(stored, column.name()));
        columns.add(new TableColumn(column.name(), column.type(), visible(column.type(), stored)));
      }
    }
    SqlExpr ingestionTime = null;
    if (table.exists()) {
      SqlColumn hidden = new SqlColumn(TableSchema.INGESTION_TIME);
      read.add(new Plan.StoredColumn(hidden, TableSchema.INGESTION_TIME));
      ingestionTime = new SqlExpr.Ticks(Sql.column(hidden));
    }
    return BoundTable.of(new Plan.Scan(table, read, events), columns).ingested(ingestionTime);
  }

  /** What a column without values shows. */
  static SqlExpr absent(ScalarType type) {
    return type == STRING ? Sql.EMPTY : Sql.nullOf(type.expressionType());
  }

  private static SqlExpr visible(ScalarType type, SqlColumn stored) {
    SqlExpr raw = Sql.column(stored);
    return switch (type) {
      case DATETIME -> new SqlExpr.Ticks(raw);
      case STRING -> new SqlExpr.Text(raw);
      case BOOL, INT, LONG, REAL, DECIMAL, TIMESPAN, GUID, DYNAMIC -> raw;
    };
  }

  // ---------------------------------------------------------------- calls

  BoundTable call(Expr.Call call, Scope scope) {
    String name = call.function().text();
    if (call.qualifier() != null) {
      if (!(call.qualifier() instanceof Expr.Call database)
          || !DatabaseNames.isDatabase(database)) {
        return tables.unsupported(name + "() of that", call);
      }
      return databases.isOwn(database, scope) ? member(name, call, scope) : BoundTable.failed();
    }
    if (DatabaseNames.isDatabase(call)) {
      return databases.isOwn(call, scope) ? notATable(call) : BoundTable.failed();
    }
    if (tables.session.hides(name, scope) && !OF_TABLES.contains(name)) {
      return hidden(name, call.function().span());
    }
    if (scope.find(name) instanceof Binding.Function function) {
      return FunctionCalls.tabular(tables, scope, function, call.arguments(), null, call.span());
    }
    Binding.Pattern pattern = PatternCalls.pattern(scope, call);
    if (pattern != null) {
      return PatternCalls.bind(tables, scope, pattern, call, null);
    }
    if (scope.find(name) instanceof Binding.Table table && call.arguments().isEmpty()) {
      return TableBinder.read(table);
    }
    if (scope.find(name) instanceof Binding.Failed) {
      return BoundTable.failed();
    }
    return switch (name) {
      case "materialize" -> materialize(call, scope);
      case "table" -> table(call, scope);
      case "_GetWatchlist" -> watchlist(call, scope);
      case "external_table", "materialized_view", "stored_query_result", "graph" ->
          noSuch(name, call);
      default -> member(name, call, scope);
    };
  }

  /** Functions whose arguments name tables, or that are not about names. */
  private static final Set<String> OF_TABLES = Set.of("materialize", "table", "_GetWatchlist");

  /** Kinds of entities that a workspace has not, since commands make them. */
  private BoundTable noSuch(String kind, Expr.Call call) {
    tables.session.diagnostics.error(
        "VK030",
        call.span(),
        "'" + kind + "' is not supported: a workspace has none.",
        kind.equals("graph") ? "Make a graph of tables with make-graph." : "Name a table.");
    return BoundTable.failed();
  }

  private BoundTable member(String name, Expr.Call call, Scope scope) {
    if (name.equals("table")) {
      return table(call, scope);
    }
    Binding.Function function = tables.functions.workspaceFunction(name, call.span());
    if (function == null) {
      TableSchema table = stored(name);
      if (table != null && call.arguments().isEmpty()) {
        return scan(table);
      }
      tables.session.diagnostics.error(
          "KS211",
          call.function().span(),
          "The name '" + name + "' does not refer to any known function.",
          Suggestions.didYouMean(name, functionNames(scope)));
      return BoundTable.failed();
    }
    return FunctionCalls.tabular(tables, scope, function, call.arguments(), null, call.span());
  }

  private List<String> functionNames(Scope scope) {
    List<String> names = new ArrayList<>(tables.session.schema.functionNames());
    names.addAll(scope.names());
    names.addAll(tables.session.schema.tableNames());
    return names;
  }

  private BoundTable materialize(Expr.Call call, Scope scope) {
    if (call.arguments().size() != 1) {
      tables.session.diagnostics.error(
          "KS119",
          call.function().span(),
          "The function 'materialize' expects 1 argument, not " + call.arguments().size() + ".",
          "Write materialize(T), where T is a table or a query.");
      return BoundTable.failed();
    }
    return tables.bind(call.arguments().getFirst().value(), scope);
  }

  private BoundTable table(Expr.Call call, Scope scope) {
    Argument name =
        call.arguments().isEmpty()
            ? null
            : tables.constants(scope).bind(call.arguments().getFirst().value());
    if (name != null && ExpressionBinder.isFailed(tables.session, name)) {
      return BoundTable.failed();
    }
    if (name == null || name.text() == null) {
      tables.session.diagnostics.error(
          "KS129",
          call.span(),
          "The name of the table must be a constant string.",
          "Write it in quotes, such as table(\"SecurityEvent\").");
      return BoundTable.failed();
    }
    String text = Objects.requireNonNull(name.text());
    return scope.find(text) instanceof Binding.Table table
        ? TableBinder.read(table)
        : saved(text, name.span(), scope);
  }

  private BoundTable watchlist(Expr.Call call, Scope scope) {
    Argument alias =
        call.arguments().isEmpty()
            ? null
            : tables.constants(scope).bind(call.arguments().getFirst().value());
    if (alias != null && ExpressionBinder.isFailed(tables.session, alias)) {
      return BoundTable.failed();
    }
    if (alias == null || alias.text() == null) {
      Binding.Function function = tables.functions.workspaceFunction("_GetWatchlist", call.span());
      if (alias != null && function != null) {
        return FunctionCalls.tabular(tables, scope, function, call.arguments(), null, call.span());
      }
      tables.session.diagnostics.error(
          "KS129",
          call.span(),
          "The alias of the watchlist must be a constant string.",
          "Write it in quotes, such as _GetWatchlist(\"HighValueAssets\").");
      return BoundTable.failed();
    }
    String name = Objects.requireNonNull(alias.text());
    TableSchema table = tables.session.schema.watchlist(name);
    if (table != null) {
      return scan(table, false);
    }
    List<Column> assumed = tables.session.schema.assumedWatchlistColumns();
    String message = "There is no watchlist with the alias '" + name + "'.";
    String hint = "Create it, or check the spelling of the alias.";
    if (assumed.isEmpty()) {
      tables.session.diagnostics.error("VK032", alias.span(), message, hint);
      return BoundTable.failed();
    }
    tables.session.diagnostics.warning("VK032", alias.span(), message + " It is empty here.", hint);
    return scan(TableSchema.empty(name, assumed), false);
  }

  /** {@code workspace("x").T}. */
  BoundTable path(Expr.Path path, Scope scope) {
    Expr.Call database = MacroExpand.database(scope, path.target());
    if (database != null) {
      return databases.isOwn(database, scope)
          ? saved(path.member().text(), path.span(), scope)
          : BoundTable.failed();
    }
    Binding.Pattern pattern = PatternCalls.pattern(scope, path.target());
    if (pattern != null && path.target() instanceof Expr.Call call) {
      return PatternCalls.bind(tables, scope, pattern, call, path.member().text());
    }
    return notATable(path);
  }

  private BoundTable notATable(Expr expr) {
    tables.session.diagnostics.error("KS111", expr.span(), "A table is expected here.", null);
    return BoundTable.failed();
  }

  /** Whether a pattern such as {@code workspace("x").Sec*} is of this workspace, or reports. */
  boolean isOwn(Expr.Call database, Scope scope) {
    return databases.isOwn(database, scope);
  }

  // ---------------------------------------------------------------- rows in the text

  BoundTable print(Tabular.Print print, Scope scope) {
    Rows rows = new Rows(nothing());
    ExpressionBinder binder = tables.over(rows, scope);
    List<Computed> computed = new ArrayList<>();
    List<TableColumn> columns = new ArrayList<>();
    Names names = new Names();
    int position = -1;
    for (NamedExpr item : print.columns()) {
      position++;
      List<ColumnOperators.NamedValue> values = TupleValues.bind(binder, item);
      for (ColumnOperators.NamedValue value : values) {
        String name;
        if (value.written() != null) {
          name = names.declare(value.written(), tables.session);
        } else if (values.size() > 1 && value.name() != null) {
          name = names.fresh(value.name());
        } else {
          name = names.fresh("print_" + position);
        }
        SqlColumn column = new SqlColumn(name);
        computed.add(new Computed(column, value.value().sql()));
        columns.add(ColumnOperators.visible(name, value.value(), column));
      }
    }
    return BoundTable.of(new Plan.Compute(rows.table().plan(), computed), columns);
  }

  /** A scalar that stands as a query: one row of one column. */
  BoundTable scalarResult(Argument value) {
    SqlColumn column = new SqlColumn("value");
    Plan plan = new Plan.Compute(nothing().plan(), List.of(new Computed(column, value.sql())));
    String name = value.name() == null ? "print_0" : value.name();
    return BoundTable.of(plan, List.of(ColumnOperators.visible(name, value, column)));
  }

  BoundTable range(Tabular.Range range, Scope scope) {
    ExpressionBinder binder = tables.constants(scope);
    Argument from = binder.bind(range.from());
    Argument to = binder.bind(range.to());
    Argument step = binder.bind(range.step());
    ScalarType type =
        from.type() == DATETIME || from.type() == TIMESPAN
            ? from.type()
            : Promotion.isNumber(from.type())
                    && Promotion.isNumber(to.type())
                    && Promotion.isNumber(step.type())
                ? Promotion.widest(
                    LONG, Promotion.widest(from.type(), Promotion.widest(to.type(), step.type())))
                : LONG;
    ScalarType stepType = type == DATETIME ? TIMESPAN : type;
    if (!isRange(from, to, step, type, stepType)) {
      return BoundTable.failed();
    }
    SqlExpr first = Conversions.widen(from.type(), type, from.sql());
    SqlExpr last = Conversions.widen(to.type(), type, to.sql());
    SqlExpr by = Conversions.widen(step.type(), stepType, step.sql());
    SqlColumn column = new SqlColumn(range.column().text());
    TableColumn shown = new TableColumn(range.column().text(), type, Sql.column(column));
    return BoundTable.of(steps(type, column, first, last, by), List.of(shown))
        .ordered(List.of(new SortKey(Sql.column(column), isNegative(step), true)));
  }

  /** Both ends are included; a step of zero or away from the end gives nothing. */
  private Plan steps(ScalarType type, SqlColumn column, SqlExpr first, SqlExpr last, SqlExpr step) {
    if (type == ScalarType.REAL || type == DECIMAL) {
      SqlExpr steps =
          Sql.template(
              "floor((CAST({1} AS DOUBLE) - CAST({0} AS DOUBLE)) / nullif(CAST({2} AS DOUBLE), 0)"
                  + " + 1e-9)",
              first, last, step);
      SqlExpr count =
          Sql.template(
              "CASE WHEN isnan({0}) THEN NULL WHEN {0} > 1e15 THEN 1000000000000000"
                  + " WHEN {0} >= 0 THEN CAST({0} AS BIGINT) END",
              steps);
      SqlColumn place = new SqlColumn("place");
      Plan places = new Plan.Series(place, Sql.number(0L), bound(count), Sql.number(1L));
      String sum = type == DECIMAL ? "TRY({0} + {1} * {2})" : "({0} + {1} * {2})";
      SqlExpr value = Sql.template(sum, first, Sql.column(place), step);
      return new Plan.Compute(places, List.of(new Computed(column, value)));
    }
    boolean moves = step instanceof SqlExpr.Literal(Object by, String _) && !isZero(by);
    SqlExpr apart = moves ? step : bound(Sql.template("nullif({0}, 0)", step));
    return new Plan.Series(column, bound(first), bound(last), apart);
  }

  private static boolean isZero(@Nullable Object literal) {
    return !(literal instanceof Number number) || number.longValue() == 0;
  }

  /** A value for {@link Plan.Series}. */
  private SqlExpr bound(SqlExpr value) {
    if (value instanceof SqlExpr.Literal) {
      return value;
    }
    SqlColumn column = new SqlColumn("bound");
    return new SqlExpr.ScalarRelation(
        new Plan.Compute(nothing().plan(), List.of(new Computed(column, value))), column);
  }

  private boolean isRange(
      Argument from, Argument to, Argument step, ScalarType type, ScalarType stepType) {
    boolean numbers = Promotion.isNumber(type);
    if (!isOf(from, type, numbers) || !isOf(to, type, numbers)) {
      Argument wrong = isOf(from, type, numbers) ? to : from;
      tables.session.diagnostics.error(
          "KS141",
          wrong.span(),
          "The range goes from %s to %s: both ends must be numbers, datetimes or timespans."
              .formatted(from.type().kustoName(), to.type().kustoName()),
          Conversion.convert(wrong.type(), type));
      return false;
    }
    if (!isOf(step, stepType, numbers)) {
      tables.session.diagnostics.error(
          "KS178",
          step.span(),
          "The type '%s' is not an appropriate interval type for '%s'."
              .formatted(step.type().kustoName(), type.kustoName()),
          Conversion.convert(step.type(), stepType));
      return false;
    }
    return true;
  }

  private static boolean isOf(Argument value, ScalarType type, boolean numbers) {
    return value.type() == type
        || value.type() == ScalarType.DYNAMIC
        || (numbers && Promotion.isNumber(value.type()));
  }

  private static boolean isNegative(Argument step) {
    return step.literal() instanceof Number n && n.doubleValue() < 0;
  }

  BoundTable dataTable(Tabular.DataTable table, Scope scope) {
    ExpressionBinder binder = tables.constants(scope);
    List<ColumnDeclaration> declared = table.schema().columns();
    if (declared.isEmpty()) {
      return nothing();
    }
    if (table.values().size() % declared.size() != 0) {
      tables.session.diagnostics.error(
          "KS173",
          table.span(),
          "Incorrect number of data values: %d for rows of %d."
              .formatted(table.values().size(), declared.size()),
          "Give each row a value for every column; null is written as dynamic(null) or long(null).");
      return BoundTable.failed();
    }
    List<List<SqlExpr>> rows = new ArrayList<>();
    List<SqlExpr> row = new ArrayList<>();
    for (Expr value : table.values()) {
      ScalarType type = declared.get(row.size()).type();
      Argument bound = binder.bind(value);
      SqlExpr converted = Conversions.widen(bound.type(), type, bound.sql());
      row.add(type == STRING ? Sql.coalesce(converted, Sql.EMPTY) : converted);
      if (row.size() == declared.size()) {
        rows.add(row);
        row = new ArrayList<>();
      }
    }
    return constant(declared, rows);
  }

  static BoundTable constant(List<ColumnDeclaration> declared, List<List<SqlExpr>> rows) {
    List<SqlColumn> sqlColumns = new ArrayList<>();
    List<String> types = new ArrayList<>();
    List<TableColumn> columns = new ArrayList<>();
    for (ColumnDeclaration d : declared) {
      SqlColumn column = new SqlColumn(d.name().text());
      sqlColumns.add(column);
      types.add(d.type().expressionType());
      columns.add(new TableColumn(d.name().text(), d.type(), Sql.column(column)));
    }
    return BoundTable.of(new Plan.Values(sqlColumns, types, rows), columns);
  }
}
