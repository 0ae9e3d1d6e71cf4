package io.vedette.kql.syntax;

import io.vedette.kql.syntax.ColumnOperator.NameOrder;
import io.vedette.kql.syntax.ColumnOperator.ReorderItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the {@link ColumnOperator}s. */
final class ColumnOperatorParser {
  private final Grammar grammar;
  private final Cursor cursor;

  ColumnOperatorParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  Map<String, Function<Token, Operator>> operators() {
    return Map.ofEntries(
        Map.entry("extend", this::extend),
        Map.entry("project", this::project),
        Map.entry("project-away", this::projectAway),
        Map.entry("project-keep", this::projectKeep),
        Map.entry("project-rename", this::projectRename),
        Map.entry("project-reorder", this::projectReorder),
        Map.entry("project-by-names", this::projectByNames));
  }

  private Operator extend(Token first) {
    return new ColumnOperator.Extend(grammar.expressions.namedList(), cursor.since(first));
  }

  private Operator project(Token first) {
    List<NamedExpr> columns =
        RowOperatorParser.endOfOperator(cursor) ? List.of() : grammar.expressions.namedList();
    return new ColumnOperator.Project(columns, cursor.since(first));
  }

  private Operator projectAway(Token first) {
    return new ColumnOperator.ProjectAway(patterns(), cursor.since(first));
  }

  private Operator projectKeep(Token first) {
    return new ColumnOperator.ProjectKeep(patterns(), cursor.since(first));
  }

  /** Columns by name or by a pattern with {@code *}. */
  private List<Expr> patterns() {
    List<Expr> columns = new ArrayList<>();
    do {
      columns.add(grammar.expressions.entity());
    } while (cursor.accept(","));
    return columns;
  }

  private Operator projectRename(Token first) {
    return new ColumnOperator.ProjectRename(grammar.expressions.namedList(), cursor.since(first));
  }

  private Operator projectReorder(Token first) {
    List<ReorderItem> items = new ArrayList<>();
    do {
      Token start = cursor.peek();
      Expr column = grammar.expressions.entity();
      NameOrder order = order();
      items.add(new ReorderItem(column, order, cursor.since(start)));
    } while (cursor.accept(","));
    return new ColumnOperator.ProjectReorder(items, cursor.since(first));
  }

  private @Nullable NameOrder order() {
    if (cursor.acceptWord("asc")) {
      return NameOrder.ASC;
    }
    if (cursor.acceptWord("desc")) {
      return NameOrder.DESC;
    }
    if (cursor.atWord("granny") && cursor.peek(1).is("-")) {
      cursor.take();
      cursor.take();
      if (cursor.acceptWord("asc")) {
        return NameOrder.GRANNY_ASC;
      }
      cursor.expectWord("desc", "or 'asc' after 'granny-'");
      return NameOrder.GRANNY_DESC;
    }
    return null;
  }

  private Operator projectByNames(Token first) {
    return new ColumnOperator.ProjectByNames(
        grammar.expressions.expressionList(), cursor.since(first));
  }
}
