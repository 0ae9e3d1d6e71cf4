package io.vedette.kql.binder;

import static io.vedette.kql.types.ScalarType.DYNAMIC;
import static io.vedette.kql.types.ScalarType.STRING;

import io.vedette.kql.Span;
import io.vedette.kql.functions.Conversions;
import io.vedette.kql.plan.Computed;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlColumn;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.SearchOperator;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code search} and {@code find}: one predicate over the columns of many tables. Source: Kusto
 * documentation, "search operator", "find operator".
 */
final class SearchOperators {
  private final TableBinder tables;

  SearchOperators(TableBinder tables) {
    this.tables = tables;
  }

  BoundTable bind(SearchOperator operator, @Nullable BoundTable table, Scope scope) {
    return switch (operator) {
      case SearchOperator.Search o -> search(o, table, scope);
      case SearchOperator.Find o -> find(o, scope);
    };
  }

  private BoundTable search(SearchOperator.Search search, @Nullable BoundTable table, Scope scope) {
    boolean caseSensitive = "case_sensitive".equals(search.options().text("kind"));
    List<UnionBinder.Part> found =
        filtered(
            possible(
                parts(search.tables(), table, scope, search.span()), search.predicate(), scope),
            search.predicate(),
            scope,
            caseSensitive);
    return found.isEmpty() ? BoundTable.failed() : tables.unions().combine(found, false, "$table");
  }

  /** The tables that have the columns which the predicate asks for; all when none has. */
  private List<UnionBinder.Part> possible(
      List<UnionBinder.Part> parts, Expr predicate, Scope scope) {
    List<UnionBinder.Part> possible =
        parts.stream()
            .filter(
                p ->
                    !new SearchPredicate(tables, scope, new Rows(p.table()), false)
                        .isImpossible(predicate))
            .toList();
    return possible.isEmpty() ? parts : possible;
  }

  /** The rows of each part for which the predicate holds; parts without rows stay as they are. */
  private List<UnionBinder.Part> filtered(
      List<UnionBinder.Part> parts, Expr predicate, Scope scope, boolean caseSensitive) {
    boolean allAbsent = parts.stream().allMatch(UnionBinder.Part::absent);
    List<UnionBinder.Part> found = new ArrayList<>();
    for (UnionBinder.Part part : parts) {
      if (part.absent() && !(allAbsent && found.isEmpty())) {
        found.add(part);
        continue;
      }
      Rows rows = new Rows(part.table());
      SqlExpr condition = new SearchPredicate(tables, scope, rows, caseSensitive).bind(predicate);
      found.add(part.with(RowOperators.filtered(rows.table(), condition)));
    }
    return found;
  }

  private List<UnionBinder.Part> parts(
      List<Expr> written, @Nullable BoundTable table, Scope scope, Span span) {
    if (table != null) {
      return List.of(new UnionBinder.Part(sourceName(table.plan()), table));
    }
    List<Expr> from = written.isEmpty() ? List.of(new Expr.Star(span)) : written;
    List<UnionBinder.Part> parts = new ArrayList<>();
    from.forEach(e -> parts.addAll(tables.unions().resolve(e, false, parts.size(), scope)));
    return parts;
  }

  /** The stored table at the left end of a plan. */
  private static String sourceName(Plan plan) {
    return switch (plan) {
      case Plan.Scan s -> s.table().name();
      case Plan.Shared s -> sourceName(s.table().plan());
      default -> plan.inputs().isEmpty() ? "" : sourceName(plan.inputs().getFirst());
    };
  }

  // ---------------------------------------------------------------- find

  private BoundTable find(SearchOperator.Find find, Scope scope) {
    String source = find.options().text("withsource");
    List<UnionBinder.Part> found =
        filtered(
            possible(parts(find.tables(), null, scope, find.span()), find.predicate(), scope),
            find.predicate(),
            scope,
            false);
    if (found.isEmpty()) {
      return BoundTable.failed();
    }
    List<UnionBinder.Part> shown =
        find.smart() && find.project().isEmpty()
            ? smart(found, find.predicate())
            : projected(find, found);
    BoundTable all = tables.unions().combine(shown, false, source == null ? "source_" : source);
    return away(find, all);
  }

  private BoundTable away(SearchOperator.Find find, BoundTable table) {
    if (find.projectAway().isEmpty()) {
      return table;
    }
    var names = new ColumnOperators(tables).matching(find.projectAway(), table.opened());
    return table.showing(table.columns().stream().filter(c -> !names.contains(c.name())).toList());
  }

  /**
   * The columns that all have and those that the predicate names, as columns; the others of each
   * table in a bag, if any table has others.
   */
  private static List<UnionBinder.Part> smart(List<UnionBinder.Part> parts, Expr predicate) {
    Map<String, ScalarType> types = new LinkedHashMap<>();
    Map<String, Integer> counts = new HashMap<>();
    for (UnionBinder.Part part : parts) {
      for (TableColumn column : part.table().columns()) {
        types.merge(column.name(), column.type(), (one, other) -> one == other ? one : DYNAMIC);
        counts.merge(column.name(), 1, Integer::sum);
      }
    }
    Set<String> kept = new LinkedHashSet<>(types.keySet());
    kept.removeIf(name -> counts.getOrDefault(name, 0) < parts.size());
    SearchPredicate.names(predicate).filter(types::containsKey).forEach(kept::add);
    boolean whole = kept.containsAll(types.keySet());
    return parts.stream()
        .map(
            part -> {
              List<TableColumn> shown =
                  kept.stream().map(n -> typed(part, n, types.getOrDefault(n, DYNAMIC))).toList();
              List<TableColumn> others =
                  part.table().columns().stream().filter(c -> !kept.contains(c.name())).toList();
              return whole ? part.with(part.table().showing(shown)) : packed(part, shown, others);
            })
        .toList();
  }

  /** A table's column in the type that it has in the result; nothing where it has none. */
  private static TableColumn typed(UnionBinder.Part part, String name, ScalarType type) {
    TableColumn column = part.table().column(name);
    return column == null
        ? new TableColumn(name, type, SourceBinder.absent(type))
        : column.type() == type
            ? column
            : new TableColumn(name, type, Conversions.toDynamic(column.type(), column.value()));
  }

  private static UnionBinder.Part packed(
      UnionBinder.Part part, List<TableColumn> kept, List<TableColumn> packed) {
    SqlColumn bag = new SqlColumn("pack_");
    Plan plan =
        new Plan.Compute(
            part.table().plan(), List.of(new Computed(bag, ScopeFunctions.pack(packed, true))));
    List<TableColumn> columns = new ArrayList<>(kept);
    columns.add(new TableColumn("pack_", DYNAMIC, Sql.column(bag)));
    return part.with(part.table().over(plan).showing(columns));
  }

  private List<UnionBinder.Part> projected(SearchOperator.Find find, List<UnionBinder.Part> parts) {
    Map<String, ScalarType> names = new LinkedHashMap<>();
    boolean pack = false;
    for (SearchOperator.FindColumn column : find.project()) {
      switch (column.column()) {
        case Expr.NameRef ref -> names.put(ref.name().text(), typeOf(ref, column.type(), parts));
        case Expr.Call call when call.function().text().equals("pack") -> pack = true;
        default ->
            tables.session.diagnostics.error("KS109", column.span(), "Column name expected.", null);
      }
    }
    List<UnionBinder.Part> shown = new ArrayList<>();
    for (UnionBinder.Part part : parts) {
      List<TableColumn> kept = new ArrayList<>();
      names.forEach(
          (name, type) -> {
            TableColumn known = part.table().column(name);
            kept.add(
                known != null && known.type() == type
                    ? known
                    : new TableColumn(name, type, SourceBinder.absent(type)));
          });
      List<TableColumn> rest =
          part.table().columns().stream().filter(c -> !names.containsKey(c.name())).toList();
      shown.add(pack ? packed(part, kept, rest) : part.with(part.table().showing(kept)));
    }
    return shown;
  }

  private static ScalarType typeOf(
      Expr.NameRef ref, @Nullable ScalarType written, List<UnionBinder.Part> parts) {
    if (written != null) {
      return written;
    }
    for (UnionBinder.Part part : parts) {
      TableColumn column = part.table().column(ref.name().text());
      if (column != null) {
        return column.type();
      }
    }
    return STRING;
  }
}
