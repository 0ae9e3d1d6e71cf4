package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import io.vedette.kql.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads tables that are written out: {@code datatable}, {@code externaldata}, {@code print} ... */
final class SourceParser {
  private final Grammar grammar;
  private final Cursor cursor;

  SourceParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** A source that may stand anywhere in an expression, or null. */
  @Nullable Expr inExpression() {
    Token word = cursor.peek();
    boolean columns = cursor.peek(1).is("(");
    return switch (word.text()) {
      case "datatable" -> columns || optionAhead() ? dataTable() : null;
      case "externaldata", "external_data" -> columns ? externalData() : null;
      case "inline_external_table" -> columns ? inlineExternalTable() : null;
      case "entity_group" -> cursor.peek(1).is("[") ? entityGroup() : null;
      default -> null;
    };
  }

  private boolean optionAhead() {
    return cursor.peek(1).isWord("hint") && cursor.peek(2).is(".");
  }

  /** A source that stands only where a pipe begins, or null. */
  @Nullable Expr leading() {
    Token word = cursor.peek();
    if (word.kind() != Kind.WORD || !operandFollows()) {
      return null;
    }
    return switch (word.text()) {
      case "print" -> print();
      case "range" -> rangeAhead() ? range() : null;
      case "union", "search", "find", "evaluate" -> leadingOperator();
      case "macro" -> cursor.peek(1).is("-") ? leadingOperator() : null;
      default -> null;
    };
  }

  private Expr leadingOperator() {
    Operator operator = grammar.pipes.operator();
    return new Tabular.Leading(operator, operator.span());
  }

  /** Whether after the word at the place comes something that an operator takes, not a name. */
  private boolean operandFollows() {
    Token next = cursor.peek(1);
    return switch (next.kind()) {
      case WORD ->
          !OperatorWords.infix(next.text()) || next.text().equals("in") || cursor.peek(2).is("=");
      case LONG, REAL, TIMESPAN, STRING, GUID, TYPED -> true;
      case PUNCTUATION ->
          next.is("(")
              || next.is("*")
              || next.is("-")
              || next.is("+")
              || (next.is("[") && cursor.afterName(1) > 0);
      case WORD_OPERATOR, UNREADABLE, END -> false;
    };
  }

  private boolean rangeAhead() {
    int after = cursor.afterName(1);
    return after > 0 && cursor.peek(after).isWord("from");
  }

  private Expr print() {
    Token first = cursor.take();
    List<NamedExpr> columns = grammar.expressions.namedList();
    return new Tabular.Print(columns, cursor.since(first));
  }

  private Expr range() {
    Token first = cursor.take();
    Name column = cursor.name("the name of the column after 'range'");
    cursor.expectWord("from", "after the column of 'range'");
    Expr from = grammar.expressions.expression();
    cursor.expectWord("to", "after the start of 'range'");
    Expr to = grammar.expressions.expression();
    cursor.expectWord("step", "after the end of 'range'");
    Expr step = grammar.expressions.expression();
    return new Tabular.Range(column, from, to, step, cursor.since(first));
  }

  private Expr dataTable() {
    Token first = cursor.take();
    Options options = grammar.options.of();
    RowSchema schema = grammar.declarations.rowSchema();
    List<Expr> values = bracketed("the values of 'datatable'");
    return new Tabular.DataTable(options, schema, values, cursor.since(first));
  }

  /** {@code [a, b, ...]}, where a comma may stand at the end. */
  private List<Expr> bracketed(String what) {
    int outer = grammar.expressions.beginNested();
    Token open = cursor.expect("[", "before " + what);
    List<Expr> values = new ArrayList<>();
    while (!cursor.at("]")) {
      values.add(grammar.expressions.expression());
      if (!cursor.accept(",")) {
        break;
      }
    }
    cursor.expectClosing("]", open);
    grammar.expressions.endNested(outer);
    return values;
  }

  private Expr externalData() {
    Token first = cursor.take();
    RowSchema schema = grammar.declarations.rowSchema();
    List<Expr> uris = bracketed("the addresses of 'externaldata'");
    Options properties = cursor.acceptWord("with") ? grammar.options.inParentheses() : Options.NONE;
    return new Tabular.ExternalData(schema, uris, properties, cursor.since(first));
  }

  private Expr entityGroup() {
    Token first = cursor.take();
    List<Expr> entities = bracketed("the members of 'entity_group'");
    return new Expr.EntityGroup(entities, cursor.since(first));
  }

  private Expr inlineExternalTable() {
    Token first = cursor.take();
    RowSchema schema = grammar.declarations.rowSchema();
    Options options = grammar.options.of("kind", "dataformat");
    String partition = null;
    if (cursor.acceptWord("partition")) {
      cursor.expectWord("by", "after 'partition'");
      partition = rawParentheses();
    }
    String pathFormat = null;
    if (cursor.atWord("pathformat")) {
      cursor.take();
      cursor.expect("=", "after 'pathformat'");
      pathFormat = rawParentheses();
    }
    if (cursor.peek().isWord("dataformat")) {
      List<Options.Option> all = new ArrayList<>(options.all());
      all.add(grammar.options.option());
      options = new Options(all);
    }
    Token open = cursor.expect("(", "before the addresses");
    List<Expr> uris = grammar.expressions.expressionList();
    cursor.expectClosing(")", open);
    Options properties = cursor.acceptWord("with") ? grammar.options.inParentheses() : Options.NONE;
    return new Tabular.InlineExternalTable(
        schema, options, partition, pathFormat, uris, properties, cursor.since(first));
  }

  /** The text between parentheses that are not read further. */
  private String rawParentheses() {
    Token open = cursor.expect("(", "here");
    int depth = 1;
    Span inner = new Span(open.end(), open.end());
    while (!cursor.atEnd()) {
      Token token = cursor.peek();
      if (token.is("(")) {
        depth++;
      } else if (token.is(")") && --depth == 0) {
        inner = new Span(open.end(), token.start());
        break;
      }
      cursor.take();
    }
    cursor.expectClosing(")", open);
    return cursor.text().substring(inner.start(), inner.end());
  }
}
