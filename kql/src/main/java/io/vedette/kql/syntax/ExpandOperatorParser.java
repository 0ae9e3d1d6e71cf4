package io.vedette.kql.syntax;

import io.vedette.kql.syntax.ExpandOperator.ExpandItem;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the {@link ExpandOperator}s. */
final class ExpandOperatorParser {
  private final Grammar grammar;
  private final Cursor cursor;

  ExpandOperatorParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  Map<String, Function<Token, Operator>> operators() {
    return Map.of(
        "mv-expand", this::mvExpand,
        "mvexpand", this::mvExpand,
        "mv-apply", this::mvApply,
        "mvapply", this::mvApply);
  }

  private Operator mvExpand(Token first) {
    Options options = options();
    List<ExpandItem> items = items();
    Expr limit = limit();
    return new ExpandOperator.MvExpand(options, items, limit, cursor.since(first));
  }

  private Operator mvApply(Token first) {
    Options options = options();
    List<ExpandItem> items = items();
    Expr limit = limit();
    Expr contextId = cursor.acceptWord("id") ? grammar.expressions.expression() : null;
    cursor.expectWord("on", "and a subquery in parentheses");
    Expr subquery = grammar.pipes.subquery("after 'on'");
    return new ExpandOperator.MvApply(
        options, items, limit, contextId, subquery, cursor.since(first));
  }

  /** {@code kind=} is a setting only before {@code bag} or {@code array}, else a column's name. */
  private Options options() {
    boolean kind =
        cursor.atWord("kind") && (cursor.peek(2).isWord("bag") || cursor.peek(2).isWord("array"));
    return kind
        ? grammar.options.of("kind", "bagexpansion", "with_itemindex")
        : grammar.options.of("bagexpansion", "with_itemindex");
  }

  private List<ExpandItem> items() {
    List<ExpandItem> items = new ArrayList<>();
    do {
      Token first = cursor.peek();
      NamedExpr value = grammar.expressions.named();
      ScalarType type = cursor.acceptWord("to") ? grammar.declarations.scalarTypeOf() : null;
      items.add(new ExpandItem(value, type, cursor.since(first)));
    } while (cursor.accept(","));
    return items;
  }

  private @Nullable Expr limit() {
    return cursor.acceptWord("limit") ? grammar.expressions.expression() : null;
  }
}
