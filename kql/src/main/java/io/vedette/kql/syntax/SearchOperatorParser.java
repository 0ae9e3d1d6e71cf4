package io.vedette.kql.syntax;

import io.vedette.kql.syntax.SearchOperator.FindColumn;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the {@link SearchOperator}s. */
final class SearchOperatorParser {
  private final Grammar grammar;
  private final Cursor cursor;

  SearchOperatorParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  Map<String, Function<Token, Operator>> operators() {
    return Map.of("search", this::search, "find", this::find);
  }

  private Operator search(Token first) {
    Options options = grammar.options.of("kind", "datascope");
    List<Expr> tables = tables();
    Expr predicate = grammar.expressions.expression();
    return new SearchOperator.Search(options, tables, predicate, cursor.since(first));
  }

  private Operator find(Token first) {
    Options options =
        grammar.options.of("withsource", "with_source", "datascope", "kind", "isfuzzy");
    List<Expr> tables = tables();
    if (!cursor.acceptWord("where") && !tables.isEmpty()) {
      throw cursor.expected("'where' and a condition after the tables of 'find'", null);
    }
    Expr predicate = grammar.expressions.expression();
    boolean smart = true;
    List<FindColumn> project = List.of();
    List<Expr> away = List.of();
    while (cursor.atWord("project")) {
      cursor.take();
      if (cursor.at("-")) {
        cursor.take();
        if (cursor.acceptWord("away")) {
          away = awayColumns();
        } else {
          cursor.expectWord("smart", "or 'away' after 'project-'");
        }
      } else {
        smart = false;
        project = columns();
      }
    }
    return new SearchOperator.Find(
        options, tables, predicate, smart, project, away, cursor.since(first));
  }

  private List<Expr> tables() {
    List<Expr> tables = new ArrayList<>();
    if (cursor.atWord("in") && cursor.peek(1).is("(")) {
      cursor.take();
      Token open = cursor.take();
      do {
        tables.add(grammar.expressions.entity());
      } while (cursor.accept(","));
      cursor.expectClosing(")", open);
    }
    return tables;
  }

  private List<FindColumn> columns() {
    List<FindColumn> columns = new ArrayList<>();
    do {
      Token first = cursor.peek();
      Expr column = grammar.expressions.postfix();
      ScalarType type = cursor.accept(":") ? cursor.type() : null;
      columns.add(new FindColumn(column, type, cursor.since(first)));
    } while (cursor.accept(","));
    return columns;
  }

  private List<Expr> awayColumns() {
    List<Expr> columns = new ArrayList<>();
    do {
      columns.add(grammar.expressions.entity());
    } while (cursor.accept(","));
    return columns;
  }
}
