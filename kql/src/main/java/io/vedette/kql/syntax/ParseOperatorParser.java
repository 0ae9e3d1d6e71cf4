package io.vedette.kql.syntax;

import io.vedette.kql.syntax.ParseOperator.Part;
import io.vedette.kql.syntax.Token.Kind;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the {@link ParseOperator}s. */
final class ParseOperatorParser {
  private final Grammar grammar;
  private final Cursor cursor;

  ParseOperatorParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  Map<String, Function<Token, Operator>> operators() {
    return Map.of(
        "parse", first -> parse(first, false),
        "parse-where", first -> parse(first, true),
        "parse-kv", this::parseKv);
  }

  private Operator parse(Token first, boolean filtering) {
    Options options = grammar.options.of("kind", "flags");
    Expr source = grammar.expressions.expression();
    cursor.expectWord("with", "and a pattern after the text to parse");
    List<Part> pattern = new ArrayList<>();
    while (!RowOperatorParser.endOfOperator(cursor)) {
      pattern.add(part());
    }
    if (pattern.isEmpty()) {
      throw cursor.expected("a pattern such as * \"text\" column *", null);
    }
    return new ParseOperator.Parse(filtering, options, source, pattern, cursor.since(first));
  }

  private Part part() {
    Token token = cursor.peek();
    if (cursor.accept("*")) {
      return new ParseOperator.AnyText(token.span());
    }
    if (token.kind() == Kind.STRING) {
      Literal.StringValue text = grammar.literals.string();
      return new ParseOperator.Text(text, text.span());
    }
    Name name = cursor.name("a string, a column or '*' in the pattern");
    ScalarType type = cursor.accept(":") ? cursor.type() : null;
    return new ParseOperator.Capture(name, type, cursor.since(token));
  }

  private Operator parseKv(Token first) {
    Expr source = grammar.expressions.expression();
    cursor.expectWord("as", "and the columns after the text of 'parse-kv'");
    RowSchema columns = grammar.declarations.rowSchema();
    Options with = cursor.acceptWord("with") ? grammar.options.inParentheses() : Options.NONE;
    return new ParseOperator.ParseKv(source, columns, with, cursor.since(first));
  }
}
