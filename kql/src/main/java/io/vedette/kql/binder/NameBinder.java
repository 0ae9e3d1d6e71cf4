package io.vedette.kql.binder;

import io.vedette.kql.Span;
import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.FunctionLibrary;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds what bare names stand for in scalar expressions: columns first, then what let declared. */
final class NameBinder {
  private final ExpressionBinder binder;

  NameBinder(ExpressionBinder binder) {
    this.binder = binder;
  }

  Argument bind(Expr.NameRef e) {
    return bind(e.name().text(), e.span());
  }

  Argument bind(String name, Span span) {
    Rows rows = binder.rows;
    if (rows != null && binder.place != ExpressionBinder.Place.BODY) {
      TableColumn column = rows.table().column(name);
      if (column == null && rows.right() != null) {
        column = rows.right().column(name);
      }
      if (column != null) {
        if (binder.place == ExpressionBinder.Place.GROUP) {
          binder.error(
              "KS236",
              span,
              "The name '" + name + "' is not an aggregate or scalar function.",
              "Put the column into an aggregate such as take_any(), or after 'by'.");
        }
        return new Argument(column.type(), column.value(), name, span);
      }
    }
    Binding binding = binder.scope.find(name);
    switch (binding) {
      case Binding.Scalar(Argument value) -> {
        if (value.type() == ScalarType.DYNAMIC) {
          return binder.over(
              List.of(value),
              v -> new Argument(ScalarType.DYNAMIC, v.getFirst().sql(), name, span));
        }
        return new Argument(value.type(), value.sql(), name, span);
      }
      case Binding.Failed f -> {
        return ExpressionBinder.failed(span);
      }
      case Binding.Entities e -> {
        binder.error("KS200", span, "'" + name + "' is a group of entities, not a value.", null);
        return ExpressionBinder.failed(span);
      }
      case Binding.Pattern p -> {
        binder.error("KS200", span, "'" + name + "' is a pattern and must be called.", null);
        return ExpressionBinder.failed(span);
      }
      case Binding.Table t -> {
        return tableAsScalar(name, span);
      }
      case Binding.Function f -> {
        if (f.declaration().parameters().stream().allMatch(p -> p.defaultValue() != null)
            && !Tabularity.isTabular(binder.tables, f)) {
          return FunctionCalls.scalar(binder, f, List.of(), span);
        }
        binder.error(
            "KS117",
            span,
            "The function '" + name + "' requires an argument list.",
            "Call it: " + name + "(...).");
        return ExpressionBinder.failed(span);
      }
      case null -> {}
    }
    if (rows != null && rows.table().open()) {
      if (binder.session.diagnostics.hasErrors()) {
        return new Argument(
            ExpressionBinder.failed(span).type(), ExpressionBinder.failed(span).sql(), name, span);
      }
      binder.session.diagnostics.warning(
          "VK035", span, "No row has the column '" + name + "': it is null.", null);
      return new Argument(
          ExpressionBinder.failed(span).type(), ExpressionBinder.failed(span).sql(), name, span);
    }
    if (binder.session.schema.table(name) != null) {
      return tableAsScalar(name, span);
    }
    binder.error(
        "KS142",
        span,
        "The name '" + name + "' does not refer to any known column, table, variable or function.",
        hint(name));
    return new Argument(
        ExpressionBinder.failed(span).type(), ExpressionBinder.failed(span).sql(), name, span);
  }

  private Argument tableAsScalar(String name, Span span) {
    binder.error(
        "KS116",
        span,
        "The table '" + name + "' is not allowed in this context.",
        "Use toscalar() for one value of it.");
    return ExpressionBinder.failed(span);
  }

  /** The column behind {@code $left.name} or {@code $right.name}, or null when it is not that. */
  @Nullable Argument side(Expr.Path e) {
    Rows rows = binder.rows;
    if (rows == null || !(e.target() instanceof Expr.NameRef target)) {
      return null;
    }
    BoundTable table = rows.named(target.name().text());
    if (table == null) {
      return null;
    }
    String name = e.member().text();
    TableColumn column = table.column(name);
    if (column == null) {
      if (!table.open()) {
        binder.error(
            "KS142",
            e.member().span(),
            "The name '"
                + name
                + "' does not refer to any known column, table, variable or function.",
            Suggestions.ofColumn(name, table.columnNames()));
      }
      return ExpressionBinder.failed(e.span());
    }
    return new Argument(
        column.type(), column.value(), rows.nameOf(target.name().text(), name), e.span());
  }

  private @Nullable String hint(String name) {
    String familiar = FamiliarNames.value(name);
    if (familiar != null) {
      return familiar;
    }
    if (name.startsWith("$")) {
      return "Names such as $left stand in the conditions of a join.";
    }
    if (FunctionLibrary.scalar(name) != null) {
      return "It is a function: write " + name + "(...).";
    }
    if (binder.rows != null && !binder.rows.table().columns().isEmpty()) {
      return Suggestions.ofColumn(name, candidates());
    }
    String near = Suggestions.didYouMean(name, candidates());
    return near == null
        ? "No columns are known here: declare the name with let, or put a text in quotes."
        : near;
  }

  private List<String> candidates() {
    List<String> names = new ArrayList<>();
    if (binder.rows != null) {
      names.addAll(binder.rows.table().columnNames());
    } else {
      names.addAll(binder.session.schema.tableNames());
    }
    names.addAll(binder.scope.names());
    return names;
  }
}
