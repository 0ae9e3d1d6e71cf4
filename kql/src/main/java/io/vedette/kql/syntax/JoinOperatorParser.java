package io.vedette.kql.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the {@link JoinOperator}s. */
final class JoinOperatorParser {
  private final Grammar grammar;
  private final Cursor cursor;

  JoinOperatorParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  Map<String, Function<Token, Operator>> operators() {
    return Map.of("join", this::join, "lookup", this::lookup, "union", this::union);
  }

  private Operator join(Token first) {
    Options options = grammar.options.of("kind");
    Expr right = right("join");
    List<Expr> on = on("join");
    return new JoinOperator.Join(options, right, on, cursor.since(first));
  }

  private Operator lookup(Token first) {
    Options options = grammar.options.of("kind");
    Expr right = right("lookup");
    List<Expr> on = on("lookup");
    return new JoinOperator.Lookup(options, right, on, cursor.since(first));
  }

  private Expr right(String operator) {
    if (cursor.atWord("on")) {
      throw cursor.expectedExpression("the table on the right side of '%s'".formatted(operator));
    }
    return grammar.expressions.postfix();
  }

  private List<Expr> on(String operator) {
    cursor.expectWord("on", "and the keys of '%s'".formatted(operator));
    return grammar.expressions.expressionList();
  }

  private Operator union(Token first) {
    Options options = grammar.options.of("kind", "withsource", "with_source", "isfuzzy");
    List<Expr> tables = new ArrayList<>();
    do {
      tables.add(grammar.expressions.entity());
    } while (cursor.accept(","));
    return new JoinOperator.Union(options, tables, cursor.since(first));
  }
}
