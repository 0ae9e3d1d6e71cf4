package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.LONG;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Conversions;
import io.vedette.kql.functions.SketchFunctions;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.ColumnDeclaration;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.RowSchema;
import io.vedette.kql.syntax.SubqueryOperator;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
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
          "narrow",
          "rows_near",
          "schema_merge",
          "dcount_intersect",
          "sequence_detect",
          "funnel_sequence",
          "funnel_sequence_completion",
          "basket",
          "autocluster",
          "diffpatterns",
          "diffpatterns_text",
          "preview");

  /** Plugins that ask a service outside of the engine. */
  private static final Set<String> SERVICES =
      Set.of(
          "python",
          "r",
          "ai_chat_completion",
          "ai_chat_completion_prompt",
          "ai_embeddings",
          "ai_embed_text",
          "azure_digital_twins_query_request",
          "cosmosdb_sql_request",
          "csharp",
          "dax_request",
          "execute_query",
          "execute_show_command",
          "http_request",
          "http_request_post",
          "infer_storage_schema",
          "infer_storage_schema_with_suggestions",
          "mysql_request",
          "postgresql_request",
          "sql_request");

  private static final String SCHEMA_MERGE =
      """
      let Merged = T
      | summarize Names = make_set(ColumnType), Data = take_any(DataType), Least = min(ColumnOrdinal), Most = max(ColumnOrdinal) by ColumnName
      | extend ColumnType = case(
          Preserve and Least != Most, "ERROR(columns are out of order)",
          array_length(Names) == 1, tostring(Names[0]),
          array_length(set_difference(Names, dynamic(["int", "long"]))) == 0, "long",
          array_length(set_difference(Names, dynamic(["int", "long", "real"]))) == 0, "real",
          "ERROR(column types do not agree)");
      Merged
      | sort by Most asc, Least asc, ColumnName asc
      | extend ColumnOrdinal = iff(ColumnType startswith "ERROR", -1, row_number() - 1)
      | extend DataType = case(
          ColumnType startswith "ERROR", strcat("ERROR(unknown CSL type:", ColumnType, ")"),
          array_length(Names) == 1, Data,
          ColumnType == "long", "System.Int64",
          "System.Double")
      | project ColumnName, ColumnOrdinal, DataType, ColumnType
      """;

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
      case "rows_near" -> rowsNear(call, table, scope);
      case "schema_merge" -> schemaMerge(call, table, scope);
      case "dcount_intersect" -> dcountIntersect(call, table, scope);
      case "sequence_detect" -> new SequenceDetect(tables, scope, table, call).bind();
      case "funnel_sequence" ->
          new FunnelPlugins(tables, scope, table, call).transitions().getFirst().table();
      case "funnel_sequence_completion" ->
          new FunnelPlugins(tables, scope, table, call).completion();
      case "preview" -> {
        tables.session.diagnostics.error(
            "VK034",
            call.span(),
            "'preview' gives two tables, so that nothing can be done with them here.",
            "Let it be the last operator of the query.");
        yield BoundTable.failed();
      }
      case "basket" -> new PatternPlugins(tables, scope, table, call).basket();
      case "autocluster" -> new PatternPlugins(tables, scope, table, call).autocluster();
      case "diffpatterns" -> new PatternPlugins(tables, scope, table, call).diffpatterns();
      case "diffpatterns_text" -> new PatternPlugins(tables, scope, table, call).diffpatternsText();
      default -> {
        if (ActivityPlugins.knows(call.function().text())) {
          yield new ActivityPlugins(tables, scope, table, call).bind();
        }
        if (SERVICES.contains(call.function().text())) {
          yield noService(call);
        }
        tables.session.diagnostics.error(
            "KS124",
            call.function().span(),
            "The plug-in function '" + call.function().text() + "' is not defined here.",
            hint(call.function().text()));
        yield BoundTable.failed();
      }
    };
  }

  /** The names of all plugins that are here, sorted. */
  static List<String> known() {
    List<String> known = new ArrayList<>(KNOWN);
    known.addAll(ActivityPlugins.names());
    known.sort(Comparator.naturalOrder());
    return known;
  }

  private BoundTable noService(Expr.Call call) {
    tables.session.diagnostics.error(
        "VK041",
        call.function().span(),
        "The plugin '" + call.function().text() + "' needs a service that is not here.",
        "Vedette runs on one machine and asks no service from a query.");
    return BoundTable.failed();
  }

  /** The rows that are at most so many before or after one for which a condition holds. */
  private BoundTable rowsNear(Expr.Call call, BoundTable table, Scope scope) {
    List<Long> distances = new ArrayList<>();
    for (int i = 1; i < call.arguments().size(); i++) {
      Expr value = call.arguments().get(i).value();
      Object distance = tables.constants(scope).bind(value).literal();
      if (!(distance instanceof Number n) || n.longValue() < 0) {
        tables.session.diagnostics.error(
            "KS107", value.span(), "A number of rows that is not less than 0 expected.", null);
        return BoundTable.failed();
      }
      distances.add(n.longValue());
    }
    if (distances.isEmpty() || distances.size() > 2) {
      tables.session.diagnostics.error(
          "KS119",
          call.function().span(),
          "The function 'rows_near' expects 2 or 3 arguments.",
          null);
      return BoundTable.failed();
    }
    Rows rows = new Rows(table);
    SqlExpr condition = tables.over(rows, scope).filter(call.arguments().getFirst().value());
    SqlExpr found = rows.compute("found", Sql.coalesce(condition, Sql.FALSE));
    String frame =
        "ROWS BETWEEN "
            + distances.getLast()
            + " PRECEDING AND "
            + distances.getFirst()
            + " FOLLOWING";
    SqlExpr near =
        rows.compute(
            "near",
            new SqlExpr.Window(Sql.call("bool_or", found), List.of(), rows.table().order(), frame));
    return RowOperators.filtered(rows.table(), near);
  }

  /** Beside each row: how many values its first, first two and so on sketches have in common. */
  private BoundTable dcountIntersect(Expr.Call call, BoundTable table, Scope scope) {
    Rows rows = new Rows(table);
    ExpressionBinder binder = tables.over(rows, scope);
    List<Argument> sketches = new ArrayList<>();
    for (io.vedette.kql.syntax.Argument argument : call.arguments()) {
      sketches.add(binder.bind(argument.value()));
    }
    if (sketches.size() < 2 || sketches.size() > 16) {
      tables.session.diagnostics.error(
          "KS119",
          call.function().span(),
          "The function 'dcount_intersect' expects 2 to 16 arguments.",
          null);
      return BoundTable.failed();
    }
    List<TableColumn> shown = new ArrayList<>(table.columns());
    Names names = new Names();
    shown.forEach(c -> names.take(c.name()));
    for (int i = 0; i < sketches.size(); i++) {
      String name = names.fresh("s" + i);
      SqlExpr count = SketchFunctions.inAll(sketches.subList(0, i + 1));
      shown.add(new TableColumn(name, LONG, rows.compute(name, count)));
    }
    return rows.table().showing(shown);
  }

  private BoundTable schemaMerge(Expr.Call call, BoundTable table, Scope scope) {
    for (String name : List.of("ColumnName", "ColumnOrdinal", "DataType", "ColumnType")) {
      if (table.column(name) == null) {
        tables.session.diagnostics.error(
            "VK042",
            call.function().span(),
            "schema_merge() needs the columns that getschema gives.",
            null);
        return BoundTable.failed();
      }
    }
    Scope inside = new Scope(null);
    inside.declare("T", TableBinder.share("T", table.ordered(List.of()), false));
    Argument preserve =
        call.arguments().isEmpty()
            ? new Argument(ScalarType.BOOL, Sql.TRUE, null, call.span())
            : tables.constants(scope).bind(call.arguments().getFirst().value());
    inside.declare("Preserve", new Binding.Scalar(preserve));
    return QueryTexts.bind(tables, inside, SCHEMA_MERGE, call);
  }

  private static String hint(String name) {
    String near = Suggestions.didYouMean(name, known());
    return near == null ? "Plugins are " + String.join(", ", known()) + "." : near;
  }

  /** What a plugin gives that has fewer arguments than it needs, with an error. */
  static BoundTable tooFew(TableBinder tables, Expr.Call call, int least) {
    tables.session.diagnostics.error(
        "KS119",
        call.function().span(),
        "The function '%s' expects at least %d arguments.".formatted(call.function().text(), least),
        null);
    return BoundTable.failed();
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
            Suggestions.ofColumn(ref.name().text(), table.columnNames()));
      }
    } else {
      tables.session.diagnostics.error(
          "KS109", expr.span(), "Column name expected.", "Compute it with extend first.");
    }
    return null;
  }

  /** The column of times, or of numbers, that an argument names; null, with an error, else. */
  static @Nullable TableColumn timeColumn(TableBinder tables, BoundTable table, Expr expr) {
    TableColumn column = column(tables, table, expr);
    if (column == null) {
      return null;
    }
    return switch (column.type()) {
      case DATETIME, TIMESPAN, INT, LONG, REAL, DECIMAL -> column;
      case BOOL, STRING, GUID, DYNAMIC -> {
        tables.session.diagnostics.error(
            "KS107", expr.span(), "A column of times or numbers expected.", null);
        yield null;
      }
    };
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
