package io.vedette.kql.syntax;

import io.vedette.kql.Diagnostic;
import io.vedette.kql.Span;
import java.util.List;
import java.util.Set;

/**
 * Reads KQL texts in time that grows with their length. Never throws for any text; what is wrong
 * comes back as diagnostics.
 */
public final class Parser {
  /** The most characters a text may have. */
  public static final int LONGEST = 1_048_576;

  private Parser() {}

  /** The names of all operators that may follow a pipe. */
  public static Set<String> operatorNames() {
    return PipeParser.names();
  }

  /** Reads a query text of one or several statements. */
  public static ParseResult<Script> parse(String text) {
    Span all = new Span(0, text.length());
    if (text.length() > LONGEST) {
      return new ParseResult<>(new Script(List.of(), all), List.of(tooLong(text)));
    }
    Grammar grammar = new Grammar(text);
    Script script = grammar.statements.script(all);
    return new ParseResult<>(script, grammar.cursor.problems().all());
  }

  /**
   * Reads a function that is saved in the workspace. Spans and places count from the start of the
   * parameters; the body follows them directly.
   *
   * @param parameters with their parentheses
   * @param body with its braces
   */
  public static ParseResult<FunctionDeclaration> parseFunction(String parameters, String body) {
    String text = parameters + body;
    Span all = new Span(0, text.length());
    if (text.length() > LONGEST) {
      return new ParseResult<>(emptyFunction(all), List.of(tooLong(text)));
    }
    Grammar grammar = new Grammar(text);
    try {
      FunctionDeclaration function = grammar.declarations.function(false);
      grammar.statements.expectEnd();
      return new ParseResult<>(function, grammar.cursor.problems().all());
    } catch (SyntaxError error) {
      return new ParseResult<>(emptyFunction(all), grammar.cursor.problems().all());
    }
  }

  /** Reads one expression, scalar or tabular, and nothing else. */
  public static ParseResult<Expr> parseExpression(String text) {
    Span all = new Span(0, text.length());
    if (text.length() > LONGEST) {
      return new ParseResult<>(new Expr.Missing(all), List.of(tooLong(text)));
    }
    Grammar grammar = new Grammar(text);
    try {
      Expr expression = grammar.pipes.pipe();
      grammar.statements.expectEnd();
      return new ParseResult<>(expression, grammar.cursor.problems().all());
    } catch (SyntaxError error) {
      return new ParseResult<>(new Expr.Missing(all), grammar.cursor.problems().all());
    }
  }

  private static FunctionDeclaration emptyFunction(Span all) {
    return new FunctionDeclaration(
        false, List.of(), new FunctionBody(List.of(), new Expr.Missing(all), all), all);
  }

  private static Diagnostic tooLong(String text) {
    return new Diagnostic(
        SyntaxCodes.TEXT_TOO_LONG,
        Diagnostic.Severity.ERROR,
        new Span(0, 0),
        "The text has %d characters, and at most %d are taken.".formatted(text.length(), LONGEST),
        "Keep long lists in a watchlist or a table.");
  }
}
