package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.CompiledQuery.Visualization;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.Literal;
import io.vedette.kql.syntax.OutputOperator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Operators that name, describe or show the rows. */
final class OutputOperators {
  private final TableBinder tables;

  OutputOperators(TableBinder tables) {
    this.tables = tables;
  }

  BoundTable bind(OutputOperator operator, BoundTable table, Scope scope) {
    return switch (operator) {
      case OutputOperator.As o -> {
        Binding.Table named = TableBinder.share(o.name().text(), table, false);
        scope.declare(o.name().text(), named);
        yield TableBinder.read(named);
      }
      case OutputOperator.Consume o ->
          BoundTable.of(new Plan.Values(List.of(), List.of(), List.of()), List.of());
      case OutputOperator.GetSchema o -> schema(table);
      case OutputOperator.AssertSchema o -> assertSchema(o, table);
      case OutputOperator.ExecuteAndCache o -> table;
      case OutputOperator.Render o -> table.visualized(visualization(o));
    };
  }

  /** The rows, when their columns are the declared ones in names, types and order. */
  private BoundTable assertSchema(OutputOperator.AssertSchema operator, BoundTable table) {
    List<String> wanted =
        operator.schema().columns().stream()
            .map(c -> c.name().text() + ":" + c.type().kustoName())
            .toList();
    List<String> found =
        table.columns().stream().map(c -> c.name() + ":" + c.type().kustoName()).toList();
    boolean holds =
        switch (operator.schema().star()) {
          case NONE -> found.equals(wanted);
          case FIRST ->
              found.size() >= wanted.size()
                  && found.subList(found.size() - wanted.size(), found.size()).equals(wanted);
          case LAST ->
              found.size() >= wanted.size() && found.subList(0, wanted.size()).equals(wanted);
        };
    if (!holds && !table.open()) {
      tables.session.diagnostics.error(
          "VK036",
          operator.span(),
          "The rows have other columns than assert-schema says.",
          "They have (" + String.join(", ", found) + ").");
      return BoundTable.failed();
    }
    return table;
  }

  /** Source: Kusto documentation, "render operator", and what else its language service takes. */
  private static final List<String> CHARTS =
      List.of(
          "anomalychart",
          "areachart",
          "barchart",
          "card",
          "columnchart",
          "graph",
          "ladderchart",
          "linechart",
          "list",
          "piechart",
          "pivotchart",
          "plotly",
          "sankey",
          "scatterchart",
          "stackedareachart",
          "table",
          "timechart",
          "timeline",
          "timepivot",
          "treemap",
          "3Dchart");

  private Visualization visualization(OutputOperator.Render render) {
    if (render.kind() != null && !CHARTS.contains(render.kind().text())) {
      String near = Suggestions.didYouMean(render.kind().text(), CHARTS);
      tables.session.diagnostics.error(
          "KS140",
          render.kind().span(),
          "The visualization '" + render.kind().text() + "' is none that Kusto has.",
          near == null ? "Kinds are " + String.join(", ", CHARTS) + "." : near);
    }
    Map<String, String> properties = new LinkedHashMap<>();
    for (OutputOperator.Property property : render.properties()) {
      properties.put(
          property.name().text(),
          property.values().stream()
              .map(OutputOperators::text)
              .reduce((a, b) -> a + "," + b)
              .orElse(""));
    }
    return new Visualization(render.kind() == null ? "table" : render.kind().text(), properties);
  }

  private static String text(Expr value) {
    return switch (value) {
      case Expr.NameRef ref -> ref.name().text();
      case Literal literal -> String.valueOf(Literals.bind(literal).literal());
      default -> "";
    };
  }

  private static BoundTable schema(BoundTable table) {
    List<SqlColumn> columns =
        List.of(
            new SqlColumn("ColumnName"),
            new SqlColumn("ColumnOrdinal"),
            new SqlColumn("DataType"),
            new SqlColumn("ColumnType"));
    List<List<SqlExpr>> rows = new ArrayList<>();
    List<TableColumn> shown = table.shown();
    for (int i = 0; i < shown.size(); i++) {
      TableColumn column = shown.get(i);
      rows.add(
          List.of(
              Sql.text(column.name()),
              Sql.number((long) i),
              Sql.text(column.type().dotNetName()),
              Sql.text(column.type().kustoName())));
    }
    Plan plan = new Plan.Values(columns, List.of("VARCHAR", "BIGINT", "VARCHAR", "VARCHAR"), rows);
    return BoundTable.of(
        plan,
        List.of(
            new TableColumn("ColumnName", STRING, Sql.column(columns.get(0))),
            new TableColumn("ColumnOrdinal", LONG, Sql.column(columns.get(1))),
            new TableColumn("DataType", STRING, Sql.column(columns.get(2))),
            new TableColumn("ColumnType", STRING, Sql.column(columns.get(3)))));
  }
}
