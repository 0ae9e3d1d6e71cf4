package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import io.vedette.kql.syntax.Statement.PatternCase;
import io.vedette.kql.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads statements. */
final class StatementParser {
  private static final Set<String> SQL = Set.of("select", "insert", "update", "delete", "create");

  private final Grammar grammar;
  private final Cursor cursor;

  StatementParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** The whole text. */
  Script script(Span all) {
    List<Statement> statements = new ArrayList<>();
    refuseCommand();
    while (!cursor.atEnd()) {
      if (cursor.accept(";")) {
        continue;
      }
      statements.add(recovering());
      endOfStatement();
    }
    boolean query = statements.stream().anyMatch(s -> s instanceof Statement.Query);
    if (!query && !cursor.problems().any()) {
      noQuery(statements.isEmpty());
    }
    return new Script(statements, all);
  }

  /** Kusto's own parser takes a text that only declares names: it has no result. */
  private void noQuery(boolean empty) {
    if (empty) {
      cursor
          .problems()
          .error(
              SyntaxCodes.NO_QUERY,
              grammar.here(),
              "the text holds no query",
              "start with the name of a table");
    } else {
      cursor
          .problems()
          .warning(
              SyntaxCodes.NO_QUERY,
              grammar.here(),
              "the text only declares names and has no result",
              "add a table or a name from the let statements after the last ';'");
    }
  }

  private void refuseCommand() {
    if (cursor.at(".") && cursor.peek(1).kind() == Kind.WORD) {
      Span span = cursor.peek().span().to(cursor.peek(1).span());
      cursor
          .problems()
          .error(
              SyntaxCodes.MANAGEMENT_COMMAND,
              span,
              "'.%s' starts a management command, and only queries are taken here"
                  .formatted(cursor.peek(1).text()),
              "start with the name of a table");
      while (!cursor.atEnd()) {
        cursor.take();
      }
    }
  }

  /** Reports what stands after the end of a part that is read alone. */
  void expectEnd() {
    while (!cursor.atEnd()) {
      endOfStatement();
      cursor.accept(";");
      if (!cursor.atEnd() && !cursor.problems().any()) {
        cursor.expected("the end", null);
      }
    }
  }

  private void endOfStatement() {
    if (cursor.atEnd() || cursor.at(";")) {
      return;
    }
    Token token = cursor.peek();
    boolean closing = token.is(")") || token.is("]") || token.is("}");
    if (closing) {
      cursor.error(
          SyntaxCodes.UNBALANCED,
          token.span(),
          "the '%s' closes nothing".formatted(token.text()),
          "remove it");
    } else {
      unexpectedRest();
    }
    while (!cursor.atEnd() && !cursor.at(";")) {
      cursor.take();
    }
  }

  /** Reports a piece that fits nowhere after what was read. */
  SyntaxError unexpectedRest() {
    Token token = cursor.peek();
    return cursor.error(
        SyntaxCodes.UNEXPECTED_REST,
        token.span(),
        "found %s, expected '|', ';' or the end".formatted(token.described()),
        restHint(token));
  }

  private @Nullable String restHint(Token token) {
    String hint = token.is("=>") ? null : cursor.hintFor(token);
    if (hint != null) {
      return hint;
    }
    String lower = token.text().toLowerCase(Locale.ROOT);
    if (token.kind() == Kind.WORD && PipeParser.isOperator(lower)) {
      return "put a '|' before '%s'".formatted(lower);
    }
    if (token.kind() == Kind.WORD && (lower.equals("let") || lower.equals("set"))) {
      return "end the statement before it with ';'";
    }
    String leading = cursor.peekFirst().text().toLowerCase(Locale.ROOT);
    if (SQL.contains(leading)) {
      return "this is no SQL: a query starts with the name of a table";
    }
    String statement = FamiliarSyntax.statement(cursor.last().text());
    if (statement != null) {
      return statement;
    }
    if (cursor.position() == 1 && PipeParser.isOperator(leading)) {
      return "start with the name of a table: T | %s ...".formatted(leading);
    }
    if (cursor.operator().isEmpty() && (token.is("{") || token.is("=>"))) {
      return "each parameter of a function needs its type: let f = (a:long) { a + 1 };";
    }
    if (cursor.last().kind() == Kind.STRING && cursor.last().touches(token)) {
      return "a quote inside a string needs a backslash before it";
    }
    if (token.is("=>")) {
      return cursor.hintFor(token);
    }
    if (cursor.text().substring(cursor.last().end(), token.start()).indexOf('\n') >= 0) {
      return "end the statement before it with ';', or go on with '|'";
    }
    if (FamiliarSyntax.isSource(lower)) {
      return "end the statement before it with ';'";
    }
    boolean value = token.kind() == Kind.WORD || token.kind() == Kind.LONG;
    return value ? "put a ',' or an operator before it, or remove it" : null;
  }

  /** A statement; when it cannot be read, goes on to where the next one begins. */
  Statement recovering() {
    int start = cursor.position();
    int depth = cursor.depth();
    Span span = grammar.here();
    cursor.operator("");
    try {
      return statement();
    } catch (SyntaxError error) {
      cursor.depth(depth);
      cursor.recover(start);
      while (cursor.at("|")) {
        cursor.take();
        cursor.recover(cursor.position());
      }
      Span lost = cursor.since(span);
      Name declared = declared(start);
      if (declared != null) {
        return new Statement.Let(declared, new Expr.Missing(lost), lost);
      }
      return new Statement.Query(new Expr.Missing(lost), lost);
    }
  }

  /** The name that a let statement at the position declares, so that others may refer to it. */
  private @Nullable Name declared(int start) {
    int end = cursor.position();
    cursor.reset(start);
    Name name = cursor.acceptWord("let") ? cursor.nameOrNull() : null;
    cursor.reset(end);
    return name;
  }

  private Statement statement() {
    Token first = cursor.peek();
    Token second = cursor.peek(1);
    if (first.kind() == Kind.WORD) {
      boolean name = second.kind() == Kind.WORD || second.is("[");
      switch (first.text()) {
        case "let" -> {
          if (name || second.is("=")) {
            return let(cursor.take());
          }
        }
        case "set" -> {
          if (second.kind() == Kind.WORD) {
            return set(cursor.take());
          }
        }
        case "declare" -> {
          if (second.isWord("query_parameters")) {
            return queryParameters(cursor.take());
          }
          if (second.isWord("pattern")) {
            return pattern(cursor.take());
          }
        }
        case "alias" -> {
          if (second.isWord("database")) {
            return alias(cursor.take());
          }
        }
        case "restrict" -> {
          if (second.isWord("access")) {
            return restrict(cursor.take());
          }
        }
        default -> {
          // a query
        }
      }
    }
    Expr expression = grammar.pipes.pipe();
    return new Statement.Query(expression, cursor.since(first));
  }

  private Statement let(Token first) {
    Name name = cursor.name("a name after 'let'");
    if (!cursor.at("=")) {
      throw cursor.expected(
          "'=' after 'let %s'".formatted(name.text()),
          cursor.at("(")
              ? "write let %s = (a:long) { a + 1 };".formatted(name.text())
              : cursor.hintOr(cursor.peek(), "write let %s = 5;".formatted(name.text())));
    }
    cursor.take();
    if (cursor.atWord("view") && cursor.peek(1).is("(")) {
      cursor.take();
      FunctionDeclaration view = grammar.declarations.function(true);
      return new Statement.LetFunction(name, view, cursor.since(first));
    }
    if (grammar.declarations.parametersAhead()) {
      FunctionDeclaration function = grammar.declarations.function(false);
      return new Statement.LetFunction(name, function, cursor.since(first));
    }
    Expr value = grammar.pipes.pipe();
    return new Statement.Let(name, value, cursor.since(first));
  }

  private Statement set(Token first) {
    Name option = cursor.name("the name of an option after 'set'");
    Expr value = cursor.accept("=") ? grammar.expressions.expression() : null;
    return new Statement.SetOption(option, value, cursor.since(first));
  }

  private Statement queryParameters(Token first) {
    cursor.take();
    List<Parameter> parameters = grammar.declarations.parameters();
    return new Statement.DeclareQueryParameters(parameters, cursor.since(first));
  }

  private Statement alias(Token first) {
    cursor.take();
    Name name = cursor.name("the name of the alias");
    cursor.expect("=", "after the name of the alias");
    Expr value = grammar.expressions.postfix();
    return new Statement.AliasDatabase(name, value, cursor.since(first));
  }

  private Statement restrict(Token first) {
    cursor.take();
    cursor.expectWord("to", "after 'restrict access'");
    Token open = cursor.expect("(", "after 'restrict access to'");
    List<Expr> entities = new ArrayList<>();
    do {
      entities.add(grammar.expressions.entity());
    } while (cursor.accept(","));
    cursor.expectClosing(")", open);
    return new Statement.RestrictAccess(entities, cursor.since(first));
  }

  private Statement pattern(Token first) {
    cursor.take();
    Name name = cursor.name("the name of the pattern");
    if (!cursor.accept("=")) {
      return new Statement.DeclarePattern(name, List.of(), null, List.of(), cursor.since(first));
    }
    List<Parameter> parameters = grammar.declarations.parameters();
    Parameter path = null;
    if (cursor.at("[")) {
      Token open = cursor.take();
      path = grammar.declarations.parameter();
      cursor.expectClosing("]", open);
    }
    Token open = cursor.expect("{", "before the cases of the pattern");
    List<PatternCase> cases = new ArrayList<>();
    while (cursor.at("(")) {
      cases.add(patternCase());
      cursor.accept(";");
    }
    cursor.expectClosing("}", open);
    return new Statement.DeclarePattern(name, parameters, path, cases, cursor.since(first));
  }

  private PatternCase patternCase() {
    Token open = cursor.take();
    List<Expr> arguments = grammar.expressions.expressionList();
    cursor.expectClosing(")", open);
    Expr path = null;
    if (cursor.accept(".")) {
      Token bracket = cursor.expect("[", "after '.'");
      path = grammar.expressions.expression();
      cursor.expectClosing("]", bracket);
    }
    cursor.expect("=", "and the body of the case");
    FunctionBody body = grammar.declarations.body();
    return new PatternCase(arguments, path, body, cursor.since(open));
  }
}
