package io.vedette.kql.syntax;

import io.vedette.kql.syntax.SubqueryOperator.Branch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the {@link SubqueryOperator}s. */
final class SubqueryOperatorParser {
  private final Grammar grammar;
  private final Cursor cursor;

  SubqueryOperatorParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  Map<String, Function<Token, Operator>> operators() {
    return Map.ofEntries(
        Map.entry("invoke", this::invoke),
        Map.entry("evaluate", this::evaluate),
        Map.entry("partition", this::partition),
        Map.entry("fork", this::fork),
        Map.entry("facet", this::facet),
        Map.entry("macro-expand", this::macroExpand));
  }

  private Operator invoke(Token first) {
    Expr.Call call = call("the call of a function after 'invoke'");
    return new SubqueryOperator.Invoke(call, cursor.since(first));
  }

  private Expr.Call call(String what) {
    Token start = cursor.peek();
    Expr expression = grammar.expressions.postfix();
    if (expression instanceof Expr.Call call) {
      return call;
    }
    throw cursor.error(
        SyntaxCodes.EXPECTED_TOKEN,
        cursor.since(start),
        "expected %s".formatted(what),
        "write its arguments in parentheses, or () when there are none");
  }

  private Operator evaluate(Token first) {
    Options options = grammar.options.of();
    Expr.Call call = call("the call of a plugin after 'evaluate'");
    RowSchema schema = cursor.accept(":") ? grammar.declarations.rowSchema() : null;
    return new SubqueryOperator.Evaluate(options, call, schema, cursor.since(first));
  }

  private Operator partition(Token first) {
    Options options = grammar.options.of();
    cursor.expectWord("by", "after 'partition'");
    Expr by = grammar.expressions.column();
    if (cursor.at("{")) {
      Token open = cursor.take();
      cursor.enter();
      Expr query = grammar.pipes.pipe();
      cursor.leave();
      cursor.expectClosing("}", open);
      return new SubqueryOperator.Partition(options, by, true, query, cursor.since(first));
    }
    Expr subquery = grammar.pipes.subquery("and a subquery after the key of 'partition'");
    return new SubqueryOperator.Partition(options, by, false, subquery, cursor.since(first));
  }

  private Operator fork(Token first) {
    List<Branch> branches = new ArrayList<>();
    do {
      Token start = cursor.peek();
      Name name = null;
      if (grammar.expressions.nameAndEqualsAhead()) {
        name = cursor.name("a name");
        cursor.take();
      }
      Expr subquery = grammar.pipes.subquery("before a subquery of 'fork'");
      branches.add(new Branch(name, subquery, cursor.since(start)));
    } while (cursor.at("(") || grammar.expressions.nameAndEqualsAhead());
    return new SubqueryOperator.Fork(branches, cursor.since(first));
  }

  private Operator facet(Token first) {
    cursor.expectWord("by", "after 'facet'");
    List<Expr> by = new ArrayList<>();
    do {
      by.add(grammar.expressions.postfix());
    } while (cursor.accept(","));
    Expr with = null;
    if (cursor.acceptWord("with")) {
      with =
          cursor.at("(")
              ? grammar.pipes.subquery("after 'with'")
              : grammar.pipes.singleContextual();
    }
    return new SubqueryOperator.Facet(by, with, cursor.since(first));
  }

  private Operator macroExpand(Token first) {
    Options options = grammar.options.of("kind", "isfuzzy");
    Expr group;
    Name scope;
    int after = cursor.afterName(0);
    if (after > 0 && cursor.peek(after).isWord("in")) {
      scope = cursor.name("the name of the member");
      cursor.take();
      group = grammar.expressions.column();
    } else {
      group = grammar.expressions.postfix();
      scope = cursor.acceptWord("as") ? cursor.name("the name of the member") : null;
    }
    Token open = cursor.expect("(", "before the query of 'macro-expand'");
    cursor.enter();
    FunctionBody body = grammar.declarations.statements(open, ")");
    cursor.leave();
    return new SubqueryOperator.MacroExpand(options, group, scope, body, cursor.since(first));
  }
}
