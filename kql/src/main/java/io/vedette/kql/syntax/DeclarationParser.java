package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import io.vedette.kql.syntax.RowSchema.Star;
import io.vedette.kql.syntax.Token.Kind;
import io.vedette.kql.types.ScalarType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads declared names with their types: schemas of rows, parameters, functions. */
final class DeclarationParser {
  private final Grammar grammar;
  private final Cursor cursor;

  DeclarationParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** {@code (name:type, ...)}, with a star where any columns may stand. */
  RowSchema rowSchema() {
    Token open = cursor.expect("(", "before the columns");
    List<ColumnDeclaration> columns = new ArrayList<>();
    Star star = Star.NONE;
    while (!cursor.at(")")) {
      Token token = cursor.peek();
      if (cursor.accept("*")) {
        if (star != Star.NONE) {
          throw cursor.error(
              SyntaxCodes.INCOMPLETE_OPERATOR, token.span(), "a second '*' stands here", null);
        }
        star = columns.isEmpty() ? Star.FIRST : Star.LAST;
      } else if (star == Star.LAST) {
        throw cursor.expected("')' after '*'", null);
      } else {
        columns.add(column(false));
      }
      if (!cursor.accept(",")) {
        break;
      }
    }
    cursor.expectClosing(")", open);
    return new RowSchema(columns, star, cursor.since(open));
  }

  /** {@code name:type}, and when asked for {@code name:type = default}. */
  ColumnDeclaration column(boolean withDefault) {
    Token first = cursor.peek();
    Name name = declaredName("the name of a column");
    cursor.expect(":", "and a type after the column '%s'".formatted(name.text()));
    ScalarType type = cursor.type();
    Expr value = withDefault && cursor.accept("=") ? grammar.expressions.expression() : null;
    return new ColumnDeclaration(name, type, value, cursor.since(first));
  }

  /** A name, or a name in quotes as schemas take it. */
  private Name declaredName(String what) {
    Token token = cursor.peek();
    if (token.kind() == Kind.STRING) {
      return new Name(cursor.string(cursor.take()), token.span());
    }
    return cursor.name(what);
  }

  /** {@code typeof(...)}, of which the word is taken. */
  Expr typeOf(Token word) {
    Token second = cursor.peek(1);
    if (second.kind() == Kind.WORD && cursor.peek(2).is(")")) {
      cursor.take();
      ScalarType type = cursor.type();
      cursor.take();
      return new Expr.TypeOf(type, cursor.since(word));
    }
    RowSchema schema = rowSchema();
    return new Expr.TypeOfRow(schema, cursor.since(word));
  }

  /** {@code typeof(type)}. */
  ScalarType scalarTypeOf() {
    if (!cursor.acceptWord("typeof")) {
      throw cursor.expected("'typeof' before the type", "write it as to typeof(string)");
    }
    Token open = cursor.expect("(", "after 'typeof'");
    ScalarType type = cursor.type();
    cursor.expectClosing(")", open);
    return type;
  }

  /** {@code (name:type = default, T:(*))}. */
  List<Parameter> parameters() {
    Token open = cursor.expect("(", "before the parameters");
    List<Parameter> parameters = new ArrayList<>();
    while (!cursor.at(")")) {
      parameters.add(parameter());
      if (!cursor.accept(",")) {
        break;
      }
    }
    cursor.expectClosing(")", open);
    return parameters;
  }

  /** {@code name:type = default}. */
  Parameter parameter() {
    Token first = cursor.peek();
    Name name = cursor.name("the name of a parameter");
    cursor.expect(":", "and a type after the parameter '%s'".formatted(name.text()));
    if (cursor.at("(")) {
      RowSchema schema = rowSchema();
      if (cursor.at(":") && cursor.peek(1).isWord("table")) {
        cursor.take();
        cursor.take();
      }
      return new Parameter(name, new Parameter.Tabular(schema), null, cursor.since(first));
    }
    ScalarType type = cursor.type();
    Expr value = cursor.accept("=") ? grammar.expressions.expression() : null;
    return new Parameter(name, new Parameter.Scalar(type), value, cursor.since(first));
  }

  /** Whether the parameters of a function stand here, and not an expression in parentheses. */
  boolean parametersAhead() {
    if (!cursor.at("(")) {
      return false;
    }
    if (cursor.peek(1).is(")")) {
      return cursor.peek(2).is("{");
    }
    int after = cursor.afterName(1);
    return after > 0 && cursor.peek(after).is(":");
  }

  /** Parameters and body. */
  FunctionDeclaration function(boolean view) {
    Token first = cursor.peek();
    List<Parameter> parameters = parameters();
    FunctionBody body = body();
    return new FunctionDeclaration(view, parameters, body, cursor.since(first));
  }

  /** {@code { statements; result }}. */
  FunctionBody body() {
    Token open = cursor.expect("{", "before the body of the function");
    cursor.enter();
    int outer = grammar.expressions.beginNested();
    FunctionBody body = statements(open, "}");
    grammar.expressions.endNested(outer);
    cursor.leave();
    return body;
  }

  /** Statements up to a closing bracket, the last of which is the result. */
  FunctionBody statements(Token open, String close) {
    List<Statement> statements = new ArrayList<>();
    while (!cursor.at(close) && !cursor.atEnd()) {
      if (cursor.accept(";")) {
        continue;
      }
      statements.add(grammar.statements.recovering());
      if (!cursor.accept(";")) {
        break;
      }
    }
    Span place = grammar.here();
    cursor.expectClosing(close, open);
    if (!statements.isEmpty() && statements.getLast() instanceof Statement.Query query) {
      statements.removeLast();
      refuseQueries(statements);
      return new FunctionBody(statements, query.expression(), cursor.since(open));
    }
    cursor
        .problems()
        .error(
            SyntaxCodes.EXPECTED_EXPRESSION,
            place,
            "the body that is opened at %s ends without an expression"
                .formatted(cursor.problems().place(open.start())),
            "end it with the expression or query that it returns");
    return new FunctionBody(statements, new Expr.Missing(place), cursor.since(open));
  }

  private void refuseQueries(List<Statement> statements) {
    for (Statement statement : statements) {
      if (statement instanceof Statement.Query query) {
        cursor
            .problems()
            .error(
                SyntaxCodes.UNEXPECTED_REST,
                query.span(),
                "a query stands before the end of a body, which returns only its last one",
                "name it with let");
      }
    }
  }

  /** A name that holds {@code *} such as {@code T*}, without blanks; or null. */
  @Nullable Name wildcardOrNull() {
    int count = 0;
    boolean star = false;
    while (true) {
      Token token = cursor.peek(count);
      boolean part =
          token.is("*")
              || token.kind() == Kind.WORD
              || (count > 0 && (token.kind() == Kind.LONG || token.kind() == Kind.TIMESPAN));
      if (!part || (count > 0 && !cursor.peek(count - 1).touches(token))) {
        break;
      }
      star |= token.is("*");
      count++;
    }
    if (!star) {
      return null;
    }
    Token first = cursor.peek();
    StringBuilder pattern = new StringBuilder();
    for (int i = 0; i < count; i++) {
      pattern.append(cursor.take().text());
    }
    return new Name(pattern.toString(), cursor.since(first));
  }
}
