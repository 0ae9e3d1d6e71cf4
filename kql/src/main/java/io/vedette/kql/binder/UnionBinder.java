package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.Span;
import io.vedette.kql.functions.Conversions;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.JoinOperator;
import io.vedette.kql.syntax.Options;
import io.vedette.kql.types.ScalarType;
import io.vedette.kql.types.TableSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code union}. Source: Kusto documentation, "union operator". */
final class UnionBinder {
  private final TableBinder tables;

  UnionBinder(TableBinder tables) {
    this.tables = tables;
  }

  /**
   * One table of a union.
   *
   * @param source what {@code withsource} calls it
   * @param absent whether it was found by a pattern and holds nothing: only its columns count
   */
  record Part(String source, BoundTable table, boolean absent) {
    Part(String source, BoundTable table) {
      this(source, table, false);
    }

    /** The same part with its table changed. */
    Part with(BoundTable changed) {
      return new Part(source, changed, absent);
    }
  }

  BoundTable bind(JoinOperator.Union union, @Nullable BoundTable input, Scope scope) {
    boolean fuzzy = "true".equalsIgnoreCase(union.options().text("isfuzzy"));
    Options.Option kind = union.options().find("kind");
    boolean inner = "inner".equals(union.options().text("kind"));
    if (kind != null && !inner && !"outer".equals(union.options().text("kind"))) {
      tables.session.diagnostics.error(
          "KS140",
          kind.value().span(),
          "The union kind '" + union.options().text("kind") + "' is none that Kusto has.",
          "Kinds are inner, outer.");
    }
    String source = union.options().text("withsource");
    if (source == null) {
      source = union.options().text("with_source");
    }
    List<Part> parts = new ArrayList<>();
    if (input != null) {
      parts.add(new Part("union_arg0", input));
    }
    for (Expr expr : union.tables()) {
      parts.addAll(resolve(expr, fuzzy, parts.size(), scope));
    }
    if (parts.isEmpty()) {
      if (!tables.session.diagnostics.hasErrors()) {
        tables.session.diagnostics.error(
            "KS204",
            union.span(),
            "None of the tables of the union is known.",
            "Check the names and patterns: they are case-sensitive.");
      }
      return BoundTable.failed();
    }
    return combine(parts, inner, source);
  }

  /** All tables that the expressions stand for, put together. */
  BoundTable all(List<Expr> exprs, Scope scope, Span span) {
    List<Part> parts = new ArrayList<>();
    exprs.forEach(e -> parts.addAll(resolve(e, false, parts.size(), scope)));
    if (parts.isEmpty()) {
      tables.session.diagnostics.error(
          "KS204",
          span,
          "No table has such a name.",
          "Check the pattern: names are case-sensitive.");
      return BoundTable.failed();
    }
    return combine(parts, false, null);
  }

  /** The tables that an item of a union stands for; of a fuzzy one those that can be resolved. */
  List<Part> resolve(Expr expr, boolean fuzzy, int index, Scope scope) {
    if (expr instanceof Expr.Wildcard w) {
      return wildcard(w.pattern(), scope);
    }
    if (expr instanceof Expr.Star) {
      return wildcard("*", scope);
    }
    if (expr instanceof Expr.Path path
        && path.member().text().indexOf('*') >= 0
        && path.target() instanceof Expr.Call database
        && DatabaseNames.isDatabase(database)) {
      return tables.sources().isOwn(database, scope)
          ? wildcard(path.member().text(), scope)
          : List.of();
    }
    int before = tables.session.diagnostics.mark();
    BoundTable table = tables.bind(expr, scope);
    if (fuzzy && tables.session.diagnostics.forgetUnresolved(before)) {
      return List.of();
    }
    String source = expr instanceof Expr.NameRef ref ? ref.name().text() : "union_arg" + index;
    return List.of(new Part(source, table));
  }

  private List<Part> wildcard(String pattern, Scope scope) {
    List<Part> parts = new ArrayList<>();
    for (String name : tables.session.schema.tableNames().stream().sorted().toList()) {
      if (Wildcards.matches(pattern, name) && !tables.session.hides(name, scope)) {
        TableSchema table = Objects.requireNonNull(tables.session.schema.table(name), name);
        parts.add(new Part(name, tables.sources().scan(table), !table.exists()));
      }
    }
    scope
        .visible()
        .forEach(
            (name, binding) -> {
              if (binding instanceof Binding.Function f
                  && f.declaration().view()
                  && Wildcards.matches(pattern, name)
                  && !tables.session.hides(name, scope)) {
                parts.add(
                    new Part(
                        name,
                        FunctionCalls.tabular(
                            tables, scope, f, List.of(), null, f.declaration().span())));
              }
            });
    return parts;
  }

  // ---------------------------------------------------------------- columns

  /** The rows of all parts under one list of columns. */
  BoundTable combine(List<Part> parts, boolean inner, @Nullable String source) {
    if (parts.size() == 1 && source == null) {
      return parts.getFirst().table();
    }
    Map<String, List<ScalarType>> seen = new LinkedHashMap<>();
    for (Part part : parts) {
      for (TableColumn column : part.table().columns()) {
        seen.computeIfAbsent(column.name(), n -> new ArrayList<>()).add(column.type());
      }
    }
    Map<String, Set<ScalarType>> types = new LinkedHashMap<>();
    seen.forEach((name, all) -> types.put(name, distinctTypes(all)));
    List<Part> present = present(parts);
    Set<String> shown = new HashSet<>();
    present.forEach(p -> shown.addAll(p.table().columnNames()));
    List<Map<String, TableColumn>> columns = present.stream().map(UnionBinder::byName).toList();
    boolean allAbsent = parts.stream().allMatch(Part::absent);
    Merge merge = new Merge(present);
    if (source != null) {
      merge.add(source, STRING, present.stream().map(p -> Sql.text(p.source())).toList(), false);
    }
    Names names = new Names();
    for (Map.Entry<String, Set<ScalarType>> e : types.entrySet()) {
      String name = e.getKey();
      if (inner && seen.getOrDefault(name, List.of()).size() < parts.size()) {
        continue;
      }
      boolean only = e.getValue().size() == 1;
      for (ScalarType type : e.getValue()) {
        merge.add(
            names.fresh(only ? name : name + "_" + type.kustoName()),
            type,
            columns.stream().map(c -> value(c.get(name), type, only)).toList(),
            !allAbsent && !shown.contains(name));
      }
    }
    boolean open = parts.stream().anyMatch(p -> p.table().open());
    BoundTable union = merge.table();
    return open ? union.opened() : union;
  }

  /**
   * The types under which a column is shown. As in Microsoft's binder, a column is split only when
   * the first two tables that have it disagree; else later values are brought to their type.
   */
  private static Set<ScalarType> distinctTypes(List<ScalarType> all) {
    boolean agreed = all.size() > 1 && all.get(0) == all.get(1);
    return new LinkedHashSet<>(agreed ? all.subList(0, 1) : all);
  }

  /** The parts that may have rows, at least one. */
  private static List<Part> present(List<Part> parts) {
    List<Part> present = parts.stream().filter(p -> !p.absent()).toList();
    return present.isEmpty() ? parts.subList(0, 1) : present;
  }

  private static Map<String, TableColumn> byName(Part part) {
    Map<String, TableColumn> columns = new HashMap<>();
    part.table().columns().forEach(c -> columns.putIfAbsent(c.name(), c));
    return columns;
  }

  private static SqlExpr value(@Nullable TableColumn column, ScalarType type, boolean only) {
    if (column == null || (column.type() != type && !only)) {
      return SourceBinder.absent(type);
    }
    return column.type() == type
        ? column.value()
        : Conversions.convert(column.type(), type, column.value());
  }

  /** The union's columns while they are found: stored forms stay stored where all parts agree. */
  private static final class Merge {
    private final List<Part> parts;
    private final List<TableColumn> shown = new ArrayList<>();
    private final List<SqlColumn> columns = new ArrayList<>();
    private final List<String> sqlTypes = new ArrayList<>();
    private final List<List<SqlExpr>> values = new ArrayList<>();

    Merge(List<Part> parts) {
      this.parts = parts;
      parts.forEach(p -> values.add(new ArrayList<>()));
    }

    void add(String name, ScalarType type, List<SqlExpr> partValues, boolean latent) {
      if (latent) {
        shown.add(new TableColumn(name, type, partValues.getFirst()).hidden());
        return;
      }
      SqlExpr first = partValues.getFirst();
      if (first instanceof SqlExpr.Literal && partValues.stream().allMatch(first::equals)) {
        shown.add(new TableColumn(name, type, first));
        return;
      }
      shown.add(new TableColumn(name, type, merged(name, type, partValues)));
    }

    private SqlExpr merged(String name, ScalarType type, List<SqlExpr> partValues) {
      SqlColumn column = new SqlColumn(name);
      columns.add(column);
      boolean stored =
          partValues.stream().anyMatch(v -> v instanceof SqlExpr.Ticks)
              && partValues.stream().allMatch(v -> v instanceof SqlExpr.Ticks || isNull(v));
      boolean nullable = partValues.stream().anyMatch(v -> v instanceof SqlExpr.Text);
      sqlTypes.add(stored ? "TIMESTAMP" : type.expressionType());
      for (int i = 0; i < partValues.size(); i++) {
        SqlExpr value = partValues.get(i);
        values
            .get(i)
            .add(
                switch (value) {
                  case SqlExpr.Ticks(SqlExpr inner) when stored -> inner;
                  case SqlExpr.Text(SqlExpr inner) when nullable -> inner;
                  case SqlExpr.Literal l when stored -> Sql.nullOf("TIMESTAMP");
                  case SqlExpr.Literal l when nullable && l.equals(Sql.EMPTY) ->
                      Sql.nullOf("VARCHAR");
                  default -> value;
                });
      }
      SqlExpr merged = Sql.column(column);
      return stored ? new SqlExpr.Ticks(merged) : nullable ? new SqlExpr.Text(merged) : merged;
    }

    private static boolean isNull(SqlExpr value) {
      return value instanceof SqlExpr.Literal literal && literal.value() == null;
    }

    BoundTable table() {
      SqlExpr ingestionTime = null;
      if (parts.stream().anyMatch(p -> p.table().ingestionTime() != null)) {
        ingestionTime =
            merged(
                "_IngestionTime",
                ScalarType.DATETIME,
                parts.stream()
                    .map(
                        p ->
                            p.table().ingestionTime() == null
                                ? Sql.nullOf("BIGINT")
                                : Objects.requireNonNull(p.table().ingestionTime()))
                    .toList());
      }
      List<Plan.Branch> branches = new ArrayList<>();
      for (int i = 0; i < parts.size(); i++) {
        branches.add(new Plan.Branch(parts.get(i).table().plan(), values.get(i)));
      }
      return BoundTable.of(new Plan.Union(branches, columns, sqlTypes), shown)
          .ingested(ingestionTime);
    }
  }
}
