package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import io.vedette.kql.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads expressions. From loose to tight the operators bind: {@code or}; {@code and}; equality,
 * lists and ranges; comparison; sum; product; string operators; sign; path, element and call.
 *
 * <p>Source: Kusto documentation, "Scalar operators", and the published grammar of KQL.
 */
final class ExpressionParser {
  /** How high a tree of expressions may grow: what walks over it may be recursive. */
  static final int HIGHEST = 500;

  private static final int EQUALITY = 2;
  private static final int RELATION = 3;
  private static final int SUM = 4;
  private static final int PRODUCT = 5;
  private static final int STRING = 6;

  private final Grammar grammar;
  private final Cursor cursor;

  /** The height of the expression that was read last. */
  private int height;

  /** The greatest height of those read since the enclosing construct began. */
  private int highest;

  ExpressionParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  /** A scalar expression, without a pipe. */
  Expr expression() {
    cursor.enter();
    Expr expression = chain("or");
    cursor.leave();
    highest = Math.max(highest, height);
    return expression;
  }

  /** A name of a column or table with paths, elements and calls, but without operators. */
  Expr postfix() {
    cursor.enter();
    Expr expression = postfix(false);
    cursor.leave();
    highest = Math.max(highest, height);
    return expression;
  }

  /** A column with paths and elements, but no call: parentheses after it are not its own. */
  Expr column() {
    Name name = cursor.name("a column");
    Expr column = new Expr.NameRef(name, name.span());
    while (cursor.at(".")) {
      cursor.take();
      Name member = cursor.name("the name of a member after '.'");
      column = new Expr.Path(column, member, cursor.since(name.span()));
    }
    return column;
  }

  /** As {@link #postfix()}, where names may hold {@code *}. */
  Expr entity() {
    cursor.enter();
    Expr expression = postfix(true);
    cursor.leave();
    highest = Math.max(highest, height);
    return expression;
  }

  /** {@code value}, {@code name = value} or {@code (name, name) = value}. */
  NamedExpr named() {
    Token first = cursor.peek();
    List<Name> names = List.of();
    boolean compound = false;
    if (first.is("(") && compoundAhead()) {
      names = compoundNames();
      compound = true;
    } else if (nameAndEqualsAhead()) {
      names = List.of(cursor.name("a name"));
      cursor.take();
    }
    Expr value = expression();
    return new NamedExpr(names, compound, value, cursor.since(first));
  }

  /** One or more of {@link #named()}, split by commas. */
  List<NamedExpr> namedList() {
    List<NamedExpr> list = new ArrayList<>();
    do {
      list.add(named());
    } while (cursor.accept(","));
    return list;
  }

  /** One or more expressions, split by commas. */
  List<Expr> expressionList() {
    List<Expr> list = new ArrayList<>();
    do {
      list.add(expression());
    } while (cursor.accept(","));
    return list;
  }

  boolean nameAndEqualsAhead() {
    int after = cursor.afterName(0);
    return after > 0 && cursor.peek(after).is("=");
  }

  private boolean compoundAhead() {
    int ahead = 1;
    while (true) {
      ahead = cursor.afterName(ahead);
      if (ahead < 0) {
        return false;
      }
      if (cursor.peek(ahead).is(")")) {
        return cursor.peek(ahead + 1).is("=");
      }
      if (!cursor.peek(ahead).is(",")) {
        return false;
      }
      ahead++;
    }
  }

  private List<Name> compoundNames() {
    List<Name> names = new ArrayList<>();
    cursor.take();
    do {
      names.add(cursor.name("a name"));
    } while (cursor.accept(","));
    cursor.take();
    cursor.take();
    return names;
  }

  /**
   * Reads the inside of a construct and makes its height that of what it holds and one more. The
   * construct itself is then the expression that was read last.
   */
  int beginNested() {
    int outer = highest;
    highest = 0;
    return outer;
  }

  void endNested(int outer) {
    height = highest + 1;
    highest = Math.max(outer, height);
    check(cursor.last().span());
  }

  private void check(Span span) {
    if (height > HIGHEST) {
      throw cursor.tooDeep(span);
    }
  }

  /** A chain of {@code or}s over chains of {@code and}s, as balanced trees. */
  private Expr chain(String word) {
    BinaryOperator operator = word.equals("or") ? BinaryOperator.OR : BinaryOperator.AND;
    Expr first = word.equals("or") ? chain("and") : binary(EQUALITY);
    if (!cursor.atWord(word)) {
      return first;
    }
    List<Expr> operands = new ArrayList<>(List.of(first));
    List<Span> places = new ArrayList<>();
    int greatest = height;
    while (cursor.atWord(word)) {
      places.add(cursor.take().span());
      operands.add(word.equals("or") ? chain("and") : binary(EQUALITY));
      greatest = Math.max(greatest, height);
    }
    height = greatest + 1 + (32 - Integer.numberOfLeadingZeros(operands.size()));
    check(first.span());
    return balanced(operator, operands, places, 0, operands.size());
  }

  private static Expr balanced(
      BinaryOperator operator, List<Expr> operands, List<Span> places, int from, int to) {
    if (to - from == 1) {
      return operands.get(from);
    }
    int middle = (from + to + 1) >>> 1;
    Expr left = balanced(operator, operands, places, from, middle);
    Expr right = balanced(operator, operands, places, middle, to);
    return new Expr.Binary(
        left, operator, right, places.get(middle - 1), left.span().to(right.span()));
  }

  private Expr binary(int level) {
    if (level > STRING) {
      return unary();
    }
    Expr left = binary(level + 1);
    while (true) {
      int heightOfLeft = height;
      Token token = cursor.peek();
      Expr whole = level == EQUALITY ? special(left, token) : null;
      if (whole == null) {
        BinaryOperator operator = operatorAt(token, level);
        if (operator == null) {
          return left;
        }
        Span place = takeOperator(operator);
        Expr right = binary(level + 1);
        whole = new Expr.Binary(left, operator, right, place, left.span().to(right.span()));
      }
      height = Math.max(heightOfLeft, height) + 1;
      check(token.span());
      if (level == EQUALITY || level == RELATION) {
        refuseChain(level);
        return whole;
      }
      left = whole;
    }
  }

  private void refuseChain(int level) {
    Token token = cursor.peek();
    if (operatorAt(token, level) != null) {
      throw cursor.error(
          SyntaxCodes.UNEXPECTED_REST,
          token.span(),
          "found a second comparison %s in one expression".formatted(token.described()),
          "put one of them in parentheses, or join them with and");
    }
  }

  private Span takeOperator(BinaryOperator operator) {
    Token token = cursor.take();
    if (operator == BinaryOperator.MATCHES_REGEX) {
      cursor.expectWord("regex", "after 'matches'");
      return cursor.since(token);
    }
    return token.span();
  }

  private @Nullable BinaryOperator operatorAt(Token token, int level) {
    if (token.kind() == Kind.PUNCTUATION) {
      boolean here =
          switch (token.text()) {
            case "==", "!=", "<>" -> level == EQUALITY;
            case "<", "<=", ">", ">=" -> level == RELATION;
            case "+", "-" -> level == SUM;
            case "*", "/", "%" -> level == PRODUCT;
            case "=~", "!~", ":" -> level == STRING;
            default -> false;
          };
      return here ? OperatorWords.binary(token.text()) : null;
    }
    if (level != STRING
        || (token.kind() != Kind.WORD && token.kind() != Kind.WORD_OPERATOR)
        || token.text().equals("and")
        || token.text().equals("or")) {
      return null;
    }
    return token.text().equals("matches")
        ? BinaryOperator.MATCHES_REGEX
        : OperatorWords.binary(token.text());
  }

  /** {@code in (...)} and {@code between (...)}, or null. */
  private @Nullable Expr special(Expr left, Token token) {
    if (token.kind() != Kind.WORD && token.kind() != Kind.WORD_OPERATOR) {
      return null;
    }
    ListOperator list = OperatorWords.list(token.text());
    if (list != null) {
      cursor.take();
      return inList(left, list, token);
    }
    if (token.text().equals("between") || token.text().equals("!between")) {
      cursor.take();
      return between(left, token);
    }
    return null;
  }

  private Expr inList(Expr left, ListOperator operator, Token place) {
    if (!cursor.at("(")) {
      throw cursor.expected(
          "'(' after '%s'".formatted(place.text()), "put the values in parentheses");
    }
    int outer = beginNested();
    Token open = cursor.take();
    List<Expr> items = new ArrayList<>();
    while (!cursor.at(")") || items.isEmpty()) {
      items.add(grammar.pipes.pipe());
      if (!cursor.accept(",")) {
        break;
      }
    }
    cursor.expectClosing(")", open);
    endNested(outer);
    return new Expr.InList(left, operator, items, place.span(), cursor.since(left.span()));
  }

  private Expr between(Expr left, Token place) {
    if (!cursor.at("(")) {
      throw cursor.expected(
          "'(' after '%s'".formatted(place.text()), "write it as between (1 .. 5)");
    }
    int outer = beginNested();
    Token open = cursor.take();
    Expr low = expression();
    if (!cursor.at("..")) {
      throw cursor.expected(
          "'..' between the bounds of '%s'".formatted(place.text()),
          "write it as between (1 .. 5)");
    }
    cursor.take();
    Expr high = expression();
    cursor.expectClosing(")", open);
    endNested(outer);
    return new Expr.Between(
        left, place.text().startsWith("!"), low, high, place.span(), cursor.since(left.span()));
  }

  private Expr unary() {
    Token token = cursor.peek();
    if (token.is("-")) {
      cursor.take();
      Expr literal = grammar.literals.negativeOrNull(token);
      if (literal != null) {
        height = 1;
        return path(literal, false);
      }
      Expr operand = postfix(false);
      height++;
      check(token.span());
      return new Expr.Negate(operand, token.span().to(operand.span()));
    }
    if (token.is("+")) {
      cursor.take();
    }
    return postfix(false);
  }

  private Expr postfix(boolean wildcards) {
    return path(primary(wildcards), wildcards);
  }

  private Expr path(Expr start, boolean wildcards) {
    Expr target = start;
    while (true) {
      if (cursor.at("[")) {
        target = element(target);
      } else if (cursor.at(".") && cursor.peek(1).is("[") && cursor.afterName(1) < 0) {
        cursor.take();
        target = element(target);
      } else if (cursor.at(".")) {
        target = member(target, wildcards);
      } else {
        return target;
      }
      check(target.span());
    }
  }

  private Expr element(Expr target) {
    int heightOfTarget = height;
    int outer = beginNested();
    Token open = cursor.take();
    Expr index = expression();
    cursor.expectClosing("]", open);
    endNested(outer);
    height = Math.max(heightOfTarget + 1, height);
    return new Expr.Element(target, index, cursor.since(target.span()));
  }

  private Expr member(Expr target, boolean wildcards) {
    cursor.take();
    Name pattern = wildcards ? grammar.declarations.wildcardOrNull() : null;
    if (pattern != null) {
      height++;
      return new Expr.Path(target, pattern, cursor.since(target.span()));
    }
    Name member = cursor.name("the name of a member after '.'");
    if (cursor.at("(")) {
      return call(target, member, cursor.since(target.span()));
    }
    height++;
    return new Expr.Path(target, member, cursor.since(target.span()));
  }

  private Expr primary(boolean wildcards) {
    height = 1;
    Expr literal = grammar.literals.literalOrNull();
    if (literal != null) {
      return literal;
    }
    Token token = cursor.peek();
    if (wildcards) {
      Name pattern = grammar.declarations.wildcardOrNull();
      if (pattern != null) {
        return pattern.text().equals("*")
            ? new Expr.Star(pattern.span())
            : new Expr.Wildcard(pattern.text(), pattern.span());
      }
    }
    if (token.is("(")) {
      return parenthesised();
    }
    if (token.is("*")) {
      cursor.take();
      return new Expr.Star(token.span());
    }
    if (token.kind() == Kind.WORD) {
      return word(token);
    }
    Name name = cursor.nameOrNull();
    if (name == null) {
      throw cursor.expectedExpression("an expression");
    }
    return new Expr.NameRef(name, name.span());
  }

  private Expr word(Token token) {
    Expr source = grammar.sources.inExpression();
    if (source != null) {
      return source;
    }
    if (OperatorWords.infix(token.text()) || token.text().equals("by")) {
      throw cursor.expectedExpression("an expression");
    }
    Name name = new Name(token.text(), cursor.take().span());
    if (token.text().equals("typeof") && cursor.at("(")) {
      return grammar.declarations.typeOf(token);
    }
    if (cursor.at("(")) {
      return call(null, name, name.span());
    }
    if ((token.text().equals("toscalar") || token.text().equals("totable"))
        && cursor.atWord("kind")) {
      grammar.options.skip();
      return call(null, name, name.span());
    }
    return new Expr.NameRef(name, name.span());
  }

  private Expr parenthesised() {
    int outer = beginNested();
    Token open = cursor.take();
    Expr inner = grammar.pipes.pipe();
    cursor.expectClosing(")", open);
    endNested(outer);
    return inner;
  }

  private Expr call(@Nullable Expr qualifier, Name function, Span start) {
    int heightOfQualifier = qualifier == null ? 0 : height;
    int outer = beginNested();
    Token open = cursor.expect("(", "after '%s'".formatted(function.text()));
    List<Argument> arguments = new ArrayList<>();
    if (!cursor.at(")")) {
      do {
        arguments.add(argument());
      } while (cursor.accept(","));
    }
    cursor.expectClosing(")", open);
    endNested(outer);
    height = Math.max(height, heightOfQualifier + 1);
    return new Expr.Call(qualifier, function, arguments, cursor.since(start));
  }

  private Argument argument() {
    Token first = cursor.peek();
    Name name = null;
    if (nameAndEqualsAhead()) {
      name = cursor.name("a name");
      cursor.take();
    }
    Expr value = grammar.pipes.pipe();
    return new Argument(name, value, cursor.since(first));
  }
}
