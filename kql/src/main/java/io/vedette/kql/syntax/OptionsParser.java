package io.vedette.kql.syntax;

import io.vedette.kql.syntax.Options.Option;
import io.vedette.kql.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads the settings of operators. */
final class OptionsParser {
  private final Cursor cursor;
  private final Grammar grammar;

  OptionsParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /**
   * The settings that stand here: {@code hint.*} and {@code __*} always, others only by the names
   * that the operator knows, since {@code kind = 1} may as well be a column.
   */
  Options of(String... names) {
    return of(Set.of(names));
  }

  private Options of(Set<String> names) {
    if (cursor.peek().kind() != Kind.WORD) {
      return Options.NONE;
    }
    List<Option> options = new ArrayList<>();
    while (true) {
      Token word = cursor.peek();
      if (word.kind() != Kind.WORD) {
        break;
      }
      boolean hint =
          word.text().equals("hint")
              && cursor.peek(1).is(".")
              && cursor.peek(2).kind() == Kind.WORD
              && cursor.peek(3).is("=");
      boolean known = cursor.peek(1).is("=") && names.contains(word.text());
      boolean internal = cursor.peek(1).is("=") && word.text().startsWith("__");
      if (!hint && !known && !internal) {
        break;
      }
      options.add(option());
    }
    return options.isEmpty() ? Options.NONE : new Options(options);
  }

  /** Leaves out settings of one name that have no meaning for us. */
  void skip() {
    option();
  }

  /** {@code name = value}. */
  Option option() {
    Token first = cursor.peek();
    Name name = cursor.name("the name of a setting");
    while (cursor.accept(".")) {
      Name part = cursor.name("the name of a setting after '.'");
      name = new Name(name.text() + "." + part.text(), name.span().to(part.span()));
    }
    cursor.expect("=", "after '%s'".formatted(name.text()));
    Expr value = value();
    return new Option(name, value, cursor.since(first));
  }

  private Expr value() {
    Token token = cursor.peek();
    if (token.is("-")) {
      cursor.take();
      Expr negative = grammar.literals.negativeOrNull(token);
      if (negative == null) {
        throw cursor.expectedExpression("a number after '-'");
      }
      return negative;
    }
    Expr literal = grammar.literals.literalOrNull();
    if (literal != null) {
      return literal;
    }
    Name name = cursor.name("a word or a literal");
    return new Expr.NameRef(name, name.span());
  }

  /** {@code (name = value, ...)}, where a comma may stand at the end. */
  Options inParentheses() {
    Token open = cursor.expect("(", "before the settings");
    List<Option> options = new ArrayList<>();
    while (!cursor.at(")")) {
      options.add(option());
      if (!cursor.accept(",")) {
        break;
      }
    }
    cursor.expectClosing(")", open);
    return new Options(options);
  }
}
