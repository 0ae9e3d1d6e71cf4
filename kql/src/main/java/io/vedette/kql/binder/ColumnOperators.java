package io.vedette.kql.binder;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.ColumnOperator;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.Name;
import io.vedette.kql.syntax.NamedExpr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code extend} and the {@code project} family: most of them only change what is shown of a plan.
 */
final class ColumnOperators {
  private final TableBinder tables;

  ColumnOperators(TableBinder tables) {
    this.tables = tables;
  }

  BoundTable bind(ColumnOperator operator, BoundTable table, Scope scope) {
    return switch (operator) {
      case ColumnOperator.Extend o -> extend(o.columns(), table, scope);
      case ColumnOperator.Project o -> project(o.columns(), table, scope);
      case ColumnOperator.ProjectAway o -> {
        Set<String> away = matching(o.columns(), table);
        yield table.showing(
            table.columns().stream().filter(c -> !away.contains(c.name())).toList());
      }
      case ColumnOperator.ProjectKeep o -> {
        Set<String> kept = matching(o.columns(), table);
        yield table.showing(table.columns().stream().filter(c -> kept.contains(c.name())).toList());
      }
      case ColumnOperator.ProjectRename o -> rename(o.columns(), table);
      case ColumnOperator.ProjectReorder o -> ColumnOrder.reorder(tables, o, table);
      case ColumnOperator.ProjectByNames o -> byNames(o, table, scope);
    };
  }

  /** What stands for a value after it was computed into a column, or without computing it. */
  static TableColumn visible(String name, Argument value, SqlColumn column) {
    return new TableColumn(name, value.type(), Sql.column(column));
  }

  /** Whether the value is nothing worth computing into a column. */
  static boolean isCheap(SqlExpr value) {
    return switch (value) {
      case SqlExpr.ColumnRef c -> true;
      case SqlExpr.Literal l -> true;
      case SqlExpr.Ticks(SqlExpr inner) -> inner instanceof SqlExpr.ColumnRef;
      case SqlExpr.Text(SqlExpr inner) -> inner instanceof SqlExpr.ColumnRef;
      default -> false;
    };
  }

  /** Adds values to a plan, those that need it as computed columns. */
  static final class Additions {
    private final List<Computed> computed = new ArrayList<>();

    TableColumn add(String name, Argument value) {
      if (isCheap(value.sql())) {
        return new TableColumn(name, value.type(), value.sql());
      }
      SqlColumn column = new SqlColumn(name);
      computed.add(new Computed(column, value.sql()));
      return visible(name, value, column);
    }

    Plan over(Plan plan) {
      return computed.isEmpty() ? plan : new Plan.Compute(plan, computed);
    }
  }

  BoundTable extend(List<NamedExpr> items, BoundTable table, Scope scope) {
    Rows rows = new Rows(table);
    ExpressionBinder binder = tables.over(rows, scope);
    Map<String, TableColumn> shown = new LinkedHashMap<>();
    table.columns().forEach(c -> shown.put(c.name(), c));
    Names declared = new Names();
    Names all = new Names();
    table.columns().forEach(c -> all.take(c.name()));
    Additions additions = new Additions();
    for (NamedExpr item : items) {
      for (NamedValue value : TupleValues.bind(binder, item)) {
        String name = value.name();
        if (value.written() != null) {
          name = declared.declare(value.written(), tables.session);
        } else if (name == null) {
          name = all.numbered(tables.session);
        }
        all.take(name);
        shown.put(name, additions.add(name, value.value()));
      }
    }
    BoundTable bound = rows.table();
    return bound.over(additions.over(bound.plan())).showing(List.copyOf(shown.values()));
  }

  /**
   * A value and the name it is written under, or else the name it would have by itself, or null.
   */
  record NamedValue(@Nullable Name written, @Nullable String name, Argument value) {}

  BoundTable project(List<NamedExpr> items, BoundTable table, Scope scope) {
    return project(items, new Rows(table), scope);
  }

  BoundTable project(List<NamedExpr> items, Rows rows, Scope scope) {
    BoundTable table = rows.table();
    ExpressionBinder binder = tables.over(rows, scope);
    Names names = new Names();
    List<TableColumn> shown = new ArrayList<>();
    Additions additions = new Additions();
    for (NamedExpr item : items) {
      if (item.value() instanceof Expr.Star) {
        for (TableColumn column : table.columns()) {
          shown.add(column.named(names.fresh(column.name())));
        }
        continue;
      }
      for (NamedValue value : TupleValues.bind(binder, item)) {
        String name;
        if (value.written() != null) {
          name = names.declare(value.written(), tables.session);
        } else if (value.name() == null) {
          name = names.numbered(tables.session);
        } else if (item.value() instanceof Expr.NameRef ref) {
          name = names.declare(ref.name(), tables.session);
        } else {
          name = names.fresh(value.name());
        }
        shown.add(additions.add(name, value.value()));
      }
    }
    BoundTable bound = rows.table();
    return bound.over(additions.over(bound.plan())).showing(shown);
  }

  private BoundTable rename(List<NamedExpr> items, BoundTable table) {
    Map<String, Name> renamed = new LinkedHashMap<>();
    for (NamedExpr item : items) {
      if (item.names().size() == 1 && item.value() instanceof Expr.NameRef old) {
        if (table.column(old.name().text()) == null && !table.open()) {
          unknown(old.name(), table);
        } else {
          renamed.put(old.name().text(), item.names().getFirst());
        }
      } else {
        tables.session.diagnostics.error(
            "KS110",
            item.span(),
            "Column rename assignment expected.",
            "Write NewName = OldName; project and extend take expressions.");
      }
    }
    Names names = new Names();
    table.columns().forEach(c -> names.claim(c.name()));
    List<TableColumn> shown = new ArrayList<>();
    for (TableColumn column : table.columns()) {
      Name name = renamed.get(column.name());
      shown.add(name == null ? column : column.named(names.declare(name, tables.session)));
    }
    return table.showing(shown);
  }

  private void unknown(Name name, BoundTable table) {
    tables.session.diagnostics.error(
        "KS142",
        name.span(),
        "The name '" + name.text() + "' does not refer to any known column.",
        Suggestions.ofColumn(name.text(), table.columnNames()));
  }

  /** The names of the columns that names and patterns stand for; unknown names are errors. */
  Set<String> matching(List<Expr> items, BoundTable table) {
    Set<String> names = new LinkedHashSet<>();
    for (Expr item : items) {
      switch (item) {
        case Expr.NameRef ref -> {
          if (table.column(ref.name().text()) == null && !table.open()) {
            unknown(ref.name(), table);
          }
          names.add(ref.name().text());
        }
        case Expr.Wildcard w -> matching(w.pattern(), table, names);
        case Expr.Star s -> names.addAll(table.columnNames());
        default ->
            tables.session.diagnostics.error(
                "KS109",
                item.span(),
                "Column name expected.",
                "Only names and patterns such as a* stand here; project takes expressions.");
      }
    }
    return names;
  }

  private static void matching(String pattern, BoundTable table, Set<String> into) {
    for (String name : table.columnNames()) {
      if (Wildcards.matches(pattern, name)) {
        into.add(name);
      }
    }
  }

  private BoundTable byNames(
      ColumnOperator.ProjectByNames operator, BoundTable table, Scope scope) {
    Set<String> names = new LinkedHashSet<>();
    for (Expr item : operator.names()) {
      if (item instanceof Expr.Wildcard w) {
        matching(w.pattern(), table, names);
        continue;
      }
      Argument value = tables.constants(scope).bind(item);
      List<String> patterns =
          value.text() == null
              ? null
              : value.type() == io.vedette.kql.types.ScalarType.DYNAMIC
                  ? JsonText.strings(value.text())
                  : List.of(value.text());
      if (patterns == null) {
        tables.session.diagnostics.error(
            "KS129",
            item.span(),
            "The names of the columns must be constants.",
            "Write them in quotes.");
        continue;
      }
      patterns.forEach(p -> matching(p, table, names));
    }
    List<TableColumn> shown = new ArrayList<>();
    for (String name : names) {
      TableColumn column = table.column(name);
      if (column != null) {
        shown.add(column);
      }
    }
    return table.showing(shown);
  }
}
