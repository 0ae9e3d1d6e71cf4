package io.vedette.kql.syntax;

import io.vedette.kql.Span;

/** The parsers of one text, which call each other. */
final class Grammar {
  final Cursor cursor;
  final LiteralParser literals;
  final ExpressionParser expressions;
  final DeclarationParser declarations;
  final OptionsParser options;
  final SourceParser sources;
  final PipeParser pipes;
  final StatementParser statements;

  Grammar(String text) {
    Problems problems = new Problems(text);
    cursor = new Cursor(text, Lexer.tokens(text, problems), problems);
    literals = new LiteralParser(cursor);
    expressions = new ExpressionParser(this);
    declarations = new DeclarationParser(this);
    options = new OptionsParser(this);
    sources = new SourceParser(this);
    pipes = new PipeParser(this);
    statements = new StatementParser(this);
  }

  /** Where something is missing: an empty span at the place. */
  Span here() {
    int start = cursor.peek().start();
    return new Span(start, start);
  }
}
