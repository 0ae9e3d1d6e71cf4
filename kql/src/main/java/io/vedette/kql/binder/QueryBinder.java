package io.vedette.kql.binder;

import io.vedette.kql.CompileOptions;
import io.vedette.kql.CompiledQuery.Visualization;
import io.vedette.kql.Diagnostic;
import io.vedette.kql.Schema;
import io.vedette.kql.Span;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Output;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.Script;
import io.vedette.kql.syntax.Statement;
import io.vedette.kql.syntax.Tabular;
import io.vedette.kql.types.Column;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Binds whole query texts. */
public final class QueryBinder {
  private QueryBinder() {}

  /** What a text gives: its result tables, and what is wrong or doubtful. */
  public record Bound(List<Result> results, List<Diagnostic> diagnostics) {
    public Bound {
      results = List.copyOf(results);
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** One result table. */
  public record Result(
      String name, Output output, List<Column> columns, @Nullable Visualization visualization) {
    public Result {
      columns = List.copyOf(columns);
    }
  }

  /** The names of all plugins that {@code evaluate} knows, sorted. */
  public static List<String> plugins() {
    return Plugins.known();
  }

  /** Binds the statements of a text in their order. */
  public static Bound bind(Script script, Schema schema, CompileOptions options) {
    Session session = new Session(schema, options);
    TableBinder tables = new TableBinder(session);
    Scope scope = new Scope(null);
    List<Result> results = new ArrayList<>();
    for (Statement statement : script.statements()) {
      Expr query = StatementBinder.declare(tables, scope, statement);
      if (query != null) {
        results(tables, scope, query, results);
      }
    }
    if (results.isEmpty() && !session.diagnostics.hasErrors()) {
      session.diagnostics.error(
          "VK004",
          new Span(script.span().end(), script.span().end()),
          "The text only declares names: there is nothing to show.",
          "Add a query after the last ';'.");
    }
    return new Bound(results, session.diagnostics.all());
  }

  private static void results(TableBinder tables, Scope scope, Expr query, List<Result> results) {
    if (query instanceof Tabular.Pipe pipe && SeveralResults.isMeant(query)) {
      SeveralResults.bind(tables, scope, pipe)
          .forEach(r -> results.add(result(r.table(), name(r.name(), results))));
      return;
    }
    BoundTable table;
    if (Tabularity.isTabular(tables, scope, query) || query instanceof Expr.NameRef) {
      table = tables.bind(query, scope);
    } else {
      table = tables.sources().scalarResult(tables.constants(scope).bind(query));
    }
    if (table.graph() != null) {
      tables.session.diagnostics.error(
          "VK037",
          query.span(),
          "A graph is no result.",
          "Make a table of it with graph-match, graph-shortest-paths or graph-to-table.");
      return;
    }
    results.add(result(table, name("", results)));
  }

  private static String name(String wanted, List<Result> results) {
    if (!wanted.isEmpty() && results.stream().noneMatch(r -> r.name().equals(wanted))) {
      return wanted;
    }
    return results.isEmpty() ? "PrimaryResult" : "Result" + (results.size() + 1);
  }

  private static Result result(BoundTable table, String name) {
    List<Computed> shown = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (TableColumn column : table.shown()) {
      shown.add(new Computed(new SqlColumn(column.name()), output(column)));
      columns.add(new Column(column.name(), column.type()));
    }
    return new Result(
        name, new Output(table.plan(), shown, table.order()), columns, table.visualization());
  }

  /** The value in the type that results have. */
  private static SqlExpr output(TableColumn column) {
    ScalarType type = column.type();
    boolean isThat =
        column.value() instanceof SqlExpr.Ticks
            || column.value() instanceof SqlExpr.Text
            || column.value() instanceof SqlExpr.Literal
            || type == ScalarType.STRING
            || type == ScalarType.DECIMAL;
    return isThat ? column.value() : Sql.cast(column.value(), type.expressionType());
  }
}
