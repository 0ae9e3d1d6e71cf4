package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.functions.Conversions;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.ColumnDeclaration;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.RowSchema;
import io.vedette.kql.syntax.SubqueryOperator;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code evaluate}: hands the rows to a plugin. */
final class Plugins {
  private static final List<String> KNOWN =
      List.of(
          "bag_unpack",
          "pivot",
          "ipv4_lookup",
          "ipv6_lookup",
          "geo_polygon_lookup",
          "geo_line_lookup",
          "narrow");

  private final TableBinder tables;

  Plugins(TableBinder tables) {
    this.tables = tables;
  }

  BoundTable evaluate(SubqueryOperator.Evaluate evaluate, BoundTable table, Scope scope) {
    Expr.Call call = evaluate.call();
    return switch (call.function().text()) {
      case "bag_unpack" -> new BagUnpack(tables, scope, table).bind(call, evaluate.schema());
      case "pivot" -> new Pivot(tables, scope, table).bind(call, evaluate.schema());
      case "ipv4_lookup" -> new LookupPlugins(tables, scope, table, call).ipv4();
      case "ipv6_lookup" -> new LookupPlugins(tables, scope, table, call).ipv6();
      case "geo_polygon_lookup" -> new LookupPlugins(tables, scope, table, call).polygons();
      case "geo_line_lookup" -> new LookupPlugins(tables, scope, table, call).lines();
      case "narrow" -> narrow(table);
      default -> {
        tables.session.diagnostics.error(
            "VK030",
            call.function().span(),
            "The plugin '" + call.function().text() + "' is not supported.",
            Suggestions.didYouMean(call.function().text(), KNOWN));
        yield BoundTable.failed();
      }
    };
  }

  /** The column that an argument names; null, with an error, when it is none. */
  static @Nullable TableColumn column(TableBinder tables, BoundTable table, Expr expr) {
    if (expr instanceof Expr.NameRef ref) {
      TableColumn column = table.column(ref.name().text());
      if (column != null) {
        return column;
      }
      if (!table.open()) {
        tables.session.diagnostics.error(
            "KS142",
            ref.span(),
            "The name '" + ref.name().text() + "' does not refer to any known column.",
            Suggestions.didYouMean(ref.name().text(), table.columnNames()));
      }
    } else {
      tables.session.diagnostics.error("KS109", expr.span(), "Column name expected.", null);
    }
    return null;
  }

  /** The columns that the query says a plugin gives; those that are not there are null. */
  static BoundTable asDeclared(BoundTable table, RowSchema schema) {
    List<TableColumn> shown = new ArrayList<>();
    List<TableColumn> declared = new ArrayList<>();
    for (ColumnDeclaration d : schema.columns()) {
      TableColumn known = table.column(d.name().text());
      SqlExpr value =
          known == null
              ? SourceBinder.absent(d.type())
              : Conversions.convert(known.type(), d.type(), known.value());
      declared.add(new TableColumn(d.name().text(), d.type(), value));
    }
    List<TableColumn> others =
        schema.star() == RowSchema.Star.NONE
            ? List.of()
            : table.columns().stream()
                .filter(
                    c -> schema.columns().stream().noneMatch(d -> d.name().text().equals(c.name())))
                .toList();
    if (schema.star() == RowSchema.Star.FIRST) {
      shown.addAll(others);
    }
    List<Computed> computed = new ArrayList<>();
    for (TableColumn column : declared) {
      if (ColumnOperators.isCheap(column.value())) {
        shown.add(column);
      } else {
        SqlColumn value = new SqlColumn(column.name());
        computed.add(new Computed(value, column.value()));
        shown.add(column.valued(Sql.column(value)));
      }
    }
    if (schema.star() == RowSchema.Star.LAST) {
      shown.addAll(others);
    }
    Plan plan = computed.isEmpty() ? table.plan() : new Plan.Compute(table.plan(), computed);
    return table.over(plan).showing(shown);
  }

  /** One row for each cell. */
  private static BoundTable narrow(BoundTable table) {
    SqlColumn row = new SqlColumn("Row");
    SqlExpr number =
        Sql.template(
            "{0} - 1", new SqlExpr.Window(Sql.call("row_number"), List.of(), table.order(), null));
    Plan numbered = new Plan.Compute(table.plan(), List.of(new Computed(row, number)));
    List<SqlExpr> names = table.columns().stream().map(c -> Sql.text(c.name())).toList();
    List<SqlExpr> values =
        table.columns().stream().map(c -> Conversions.toText(c.type(), c.value())).toList();
    SqlColumn column = new SqlColumn("Column");
    SqlColumn value = new SqlColumn("Value");
    Plan plan =
        new Plan.Unnest(
            numbered,
            List.of(
                new Computed(column, new SqlExpr.ListOf(names)),
                new Computed(value, new SqlExpr.ListOf(values))));
    return BoundTable.of(
        plan,
        List.of(
            new TableColumn("Row", LONG, Sql.column(row)),
            new TableColumn("Column", STRING, Sql.column(column)),
            new TableColumn("Value", STRING, Sql.column(value))));
  }
}
