package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.LONG;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Conversions;
import io.vedette.kql.plan.Columns;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.SortKey;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.ExpandOperator;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.NamedExpr;
import io.vedette.kql.syntax.Options;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code mv-expand} and {@code mv-apply}. Null makes one row, an empty array none. Source: Kusto
 * documentation, "mv-expand operator", "mv-apply operator".
 */
final class ExpandOperators {
  private final TableBinder tables;

  ExpandOperators(TableBinder tables) {
    this.tables = tables;
  }

  BoundTable bind(ExpandOperator operator, BoundTable table, Scope scope) {
    return switch (operator) {
      case ExpandOperator.MvExpand o -> expand(o, table, scope);
      case ExpandOperator.MvApply o -> apply(o, table, scope);
    };
  }

  /** The lists of one operator, bound over its rows. */
  private record Lists(
      BoundTable table,
      List<Computed> unnested,
      List<TableColumn> shown,
      @Nullable SqlColumn index) {}

  private BoundTable expand(ExpandOperator.MvExpand expand, BoundTable table, Scope scope) {
    Lists lists =
        lists(
            expand.items(),
            expand.options(),
            expand.limit(),
            table,
            scope,
            !table.order().isEmpty());
    Plan plan = new Plan.Unnest(lists.table().plan(), lists.unnested());
    BoundTable expanded = computed(lists, plan);
    Map<String, TableColumn> shown = new LinkedHashMap<>();
    table.columns().forEach(c -> shown.put(c.name(), c));
    expanded.columns().forEach(c -> shown.put(c.name(), c));
    List<SortKey> order = new ArrayList<>(lists.table().order());
    if (lists.index() != null && !order.isEmpty()) {
      order.add(SortKey.ascending(Sql.column(lists.index())));
    }
    return lists.table().over(expanded.plan()).showing(List.copyOf(shown.values())).ordered(order);
  }

  private BoundTable apply(ExpandOperator.MvApply apply, BoundTable table, Scope scope) {
    Lists lists = lists(apply.items(), apply.options(), apply.limit(), table, scope, true);
    Plan elements = new Plan.Unnest(tables.sources().nothing().plan(), lists.unnested());
    BoundTable expanded = computed(lists, elements);
    // An aggregate of nothing but columns of the outer rows would be one of the outer query.
    Map<String, TableColumn> visible = new LinkedHashMap<>();
    List<Computed> copies = new ArrayList<>();
    Map<TableColumn, TableColumn> outer = new HashMap<>();
    for (TableColumn column : lists.table().columns()) {
      TableColumn copy = copy(column, copies);
      visible.put(column.name(), copy);
      outer.put(copy, column);
    }
    expanded.columns().forEach(c -> visible.put(c.name(), c));
    List<SortKey> order =
        lists.index() == null ? List.of() : List.of(SortKey.ascending(Sql.column(lists.index())));
    BoundTable context =
        BoundTable.of(new Plan.Compute(expanded.plan(), copies), List.copyOf(visible.values()))
            .ordered(order);
    BoundTable applied = tables.bindOver(context, apply.subquery(), scope);
    List<TableColumn> given =
        applied.columns().stream().map(c -> outer.getOrDefault(c, c)).toList();
    return joined(lists.table(), expandedColumns(apply.items()), applied.showing(given));
  }

  private static TableColumn copy(TableColumn column, List<Computed> copies) {
    SqlColumn copy = new SqlColumn(column.name());
    if (column.value() instanceof SqlExpr.Ticks(SqlExpr stored)) {
      copies.add(new Computed(copy, stored));
      return column.valued(new SqlExpr.Ticks(Sql.column(copy)));
    }
    copies.add(new Computed(copy, column.value()));
    return column.valued(Sql.column(copy));
  }

  /**
   * The columns of the outer rows, in their places what the subquery gives under their names, then
   * the rest of what it gives. A column that is expanded itself leaves its place.
   */
  private static BoundTable joined(BoundTable outer, Set<String> expanded, BoundTable applied) {
    Map<String, TableColumn> shown = new LinkedHashMap<>();
    for (TableColumn column : outer.columns()) {
      if (!expanded.contains(column.name())) {
        shown.put(column.name(), column);
      }
    }
    for (TableColumn column : applied.columns()) {
      if (!column.equals(outer.column(column.name()))) {
        shown.put(column.name(), column);
      }
    }
    return outer
        .over(new Plan.Lateral(outer.plan(), applied.plan()))
        .showing(List.copyOf(shown.values()))
        .ordered(outer.order());
  }

  /** The columns that are expanded under their own names. */
  private static Set<String> expandedColumns(List<ExpandOperator.ExpandItem> items) {
    return items.stream()
        .map(ExpandOperator.ExpandItem::value)
        .filter(item -> item.names().isEmpty())
        .map(NamedExpr::value)
        .filter(Expr.NameRef.class::isInstance)
        .map(column -> ((Expr.NameRef) column).name().text())
        .collect(Collectors.toSet());
  }

  private Lists lists(
      List<ExpandOperator.ExpandItem> items,
      Options options,
      @Nullable Expr limit,
      BoundTable table,
      Scope scope,
      boolean numbered) {
    Rows rows = new Rows(table);
    ExpressionBinder binder = tables.over(rows, scope);
    String kind = options.text("kind");
    String legacyKind = options.text("bagexpansion");
    boolean bagAsArray = "array".equals(kind) || "array".equals(legacyKind);
    SqlExpr most = limit == null ? null : RowOperators.count(tables, limit, scope);
    Names numberedNames = new Names();
    table.columns().forEach(c -> numberedNames.take(c.name()));
    List<Computed> unnested = new ArrayList<>();
    List<TableColumn> shown = new ArrayList<>();
    List<SqlExpr> all = new ArrayList<>();
    for (ExpandOperator.ExpandItem item : items) {
      Argument value = binder.bind(item.value().value());
      String name =
          item.value().names().isEmpty()
              ? value.name() == null ? numberedNames.numbered(tables.session) : value.name()
              : item.value().names().getFirst().text();
      SqlExpr dynamic = Conversions.toDynamic(value.type(), value.sql());
      if (!ColumnOperators.isCheap(dynamic) && !Columns.isConstant(dynamic)) {
        dynamic = rows.compute(name, dynamic);
      }
      SqlExpr list = elements(dynamic, bagAsArray);
      if (most != null) {
        list = Sql.template("{0}[1:{1}]", list, most);
      }
      all.add(list);
      SqlColumn column = new SqlColumn(name);
      unnested.add(new Computed(column, list));
      ScalarType type = item.type() == null ? DYNAMIC : item.type();
      shown.add(new TableColumn(name, type, Sql.column(column)));
    }
    String indexName = options.text("with_itemindex");
    SqlColumn index = null;
    if (indexName != null || numbered) {
      index = new SqlColumn(indexName == null ? "index" : indexName);
      SqlExpr length =
          all.stream()
              .map(l -> Sql.call("len", l))
              .reduce((a, b) -> Sql.call("greatest", a, b))
              .orElse(Sql.number(0L));
      unnested.add(new Computed(index, Sql.template("range({0})", length)));
      if (indexName != null) {
        shown.add(new TableColumn(indexName, LONG, Sql.column(index)));
      }
    }
    return new Lists(rows.table(), unnested, shown, index);
  }

  /** The elements in the types asked for. */
  private static BoundTable computed(Lists lists, Plan plan) {
    List<Computed> values = new ArrayList<>();
    List<TableColumn> columns = new ArrayList<>();
    for (TableColumn column : lists.shown()) {
      if (lists.index() != null && column.value().equals(Sql.column(lists.index()))) {
        columns.add(column);
        continue;
      }
      SqlExpr element = Sql.call("nullif", column.value(), Sql.text("null"));
      SqlExpr typed = Conversions.convert(DYNAMIC, column.type(), element);
      SqlColumn value = new SqlColumn(column.name());
      values.add(new Computed(value, typed));
      columns.add(column.valued(Sql.column(value)));
    }
    return BoundTable.of(new Plan.Compute(plan, values), columns);
  }

  /** The elements of an array, the pairs of a bag, or the value itself, as a list of JSON texts. */
  private static SqlExpr elements(SqlExpr dynamic, boolean bagAsArray) {
    String value =
        "coalesce(CAST(TRY(json_extract({0}, concat('/', replace(replace(k, '~', '~0'), '/',"
            + " '~1')))) AS VARCHAR), 'null')";
    String pair =
        bagAsArray
            ? "concat('[', to_json(k), ',', " + value + ", ']')"
            : "concat('{', to_json(k), ':', " + value + ", '}')";
    String elements =
        "CASE WHEN starts_with({0}, '[') THEN CAST(TRY(json_extract({0}, '$[*]')) AS VARCHAR[])"
            + " WHEN starts_with({0}, '{') THEN list_transform(TRY(json_keys({0})), lambda k: "
            + pair
            + ") ELSE [{0}] END";
    // What is computed is named once: TRY takes nothing that may fail on purpose, as assert() does.
    return dynamic instanceof SqlExpr.ColumnRef || dynamic instanceof SqlExpr.Literal
        ? Sql.template(elements, dynamic)
        : Sql.template(
            "list_transform([{0}], lambda v: " + elements.replace("{0}", "v") + ")[1]", dynamic);
  }
}
