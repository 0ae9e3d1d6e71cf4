package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import io.vedette.kql.syntax.Token.Kind;
import io.vedette.kql.types.ScalarType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parser's place among the pieces of a text, with what all grammars ask of it. */
final class Cursor {
  /** How deep brackets, calls and subqueries may be nested. */
  static final int DEEPEST = 120;

  /** Operators whose columns may be named. */
  private static final Set<String> NAMING =
      Set.of("extend", "project", "summarize", "distinct", "project-rename");

  /** What is said of parameters of the operators that have some. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "join", "it takes kind=",
          "lookup", "it takes kind=",
          "union", "it takes kind=, withsource= and isfuzzy=");

  private final String text;
  private final List<Token> tokens;
  private final Problems problems;
  private int at;
  private int depth;

  /** The operator that is being read. */
  private String operator = "";

  Cursor(String text, List<Token> tokens, Problems problems) {
    this.text = text;
    this.tokens = tokens;
    this.problems = problems;
  }

  String text() {
    return text;
  }

  Problems problems() {
    return problems;
  }

  Token peek() {
    return tokens.get(at);
  }

  Token peek(int ahead) {
    return tokens.get(Math.min(at + ahead, tokens.size() - 1));
  }

  Token peekFirst() {
    return tokens.getFirst();
  }

  Token take() {
    Token token = tokens.get(at);
    if (token.kind() != Kind.END) {
      at++;
    }
    return token;
  }

  /** The piece before the place, or the first when there is none. */
  Token last() {
    return tokens.get(Math.max(0, at - 1));
  }

  int position() {
    return at;
  }

  void reset(int position) {
    at = position;
  }

  /** From the start of a piece to the end of the piece before the place. */
  Span since(Token first) {
    return new Span(first.start(), Math.max(first.start(), last().end()));
  }

  /** From the start of a node to the end of the piece before the place. */
  Span since(Span first) {
    return new Span(first.start(), Math.max(first.end(), last().end()));
  }

  boolean at(String punctuation) {
    return peek().is(punctuation);
  }

  boolean atWord(String word) {
    return peek().isWord(word);
  }

  boolean atEnd() {
    return peek().kind() == Kind.END;
  }

  boolean accept(String punctuation) {
    if (at(punctuation)) {
      take();
      return true;
    }
    return false;
  }

  boolean acceptWord(String word) {
    if (atWord(word)) {
      take();
      return true;
    }
    return false;
  }

  Token expect(String punctuation, String after) {
    if (at(punctuation)) {
      return take();
    }
    throw expected("'" + punctuation + "' " + after, null);
  }

  Token expectWord(String word, String after) {
    if (atWord(word)) {
      return take();
    }
    throw expected("'" + word + "' " + after, null);
  }

  /** The closing bracket of one that is open, which the message names when it is missing. */
  Token expectClosing(String bracket, Token open) {
    if (at(bracket)) {
      return take();
    }
    if (peek().kind() == Kind.END) {
      problems.error(
          SyntaxCodes.UNBALANCED,
          open.span(),
          "the '%s' at %s is never closed".formatted(open.text(), problems.place(open.start())),
          "add '%s'".formatted(bracket));
      throw new SyntaxError();
    }
    throw expected(
        "',' or '%s' that closes the '%s' at %s"
            .formatted(bracket, open.text(), problems.place(open.start())),
        null);
  }

  /** Reports that something else was expected at the place. */
  SyntaxError expected(String what, @Nullable String hint) {
    return error(
        SyntaxCodes.EXPECTED_TOKEN,
        peek().span(),
        "found %s, expected %s".formatted(peek().described(), what),
        hint == null ? hintFor(peek()) : hint);
  }

  SyntaxError expectedExpression(String what) {
    return error(
        SyntaxCodes.EXPECTED_EXPRESSION,
        peek().span(),
        "found %s, expected %s".formatted(peek().described(), what),
        expressionHint());
  }

  private @Nullable String expressionHint() {
    if (at == 0) {
      return "start with the name of a table: T | where ...";
    }
    if (last().is(",")) {
      return "remove the ',' before it";
    }
    if (last().is("(") && peek().isWord("by")) {
      return "add ')' before it";
    }
    if (peek().kind() == Kind.WORD && OperatorWords.infix(peek().text())) {
      return "'%s' stands between two values".formatted(peek().text());
    }
    if (peek().is("[")) {
      return "a name in brackets has quotes: ['a name']";
    }
    if (last().is("(") && peek().is(")")) {
      return "write at least one value between the parentheses";
    }
    return atEnd() || peek().is("|") || peek().is(";")
        ? "write what belongs after %s".formatted(last().described())
        : hintFor(peek());
  }

  SyntaxError error(String code, Span span, String message, @Nullable String hint) {
    if (peek().kind() != Kind.UNREADABLE) {
      problems.error(code, span, message, hint);
    }
    return new SyntaxError();
  }

  /** The hint for a piece that fits nowhere, or another when there is none. */
  String hintOr(Token token, String other) {
    String hint = hintFor(token);
    return hint == null ? other : hint;
  }

  /** What commonly is behind a piece that fits nowhere. */
  @Nullable String hintFor(Token token) {
    if (token.is("=") && !last().isWord("let")) {
      return hintForEquals();
    }
    if (token.is("=>")) {
      return "write >= to compare";
    }
    if (token.is(":") && peek(1).is("=")) {
      return "write = without a colon";
    }
    if (token.is("&") || token.is("!")) {
      return "write and, or, not(...), !=";
    }
    if (token.is(";") && last().is("|")) {
      return "remove the '|' before it";
    }
    if (token.kind() == Kind.WORD_OPERATOR) {
      return "write not(...) to negate a condition";
    }
    if (token.kind() == Kind.WORD) {
      String lower = token.text().toLowerCase(Locale.ROOT);
      String timespan = FamiliarSyntax.timespan(last(), token);
      if (timespan != null) {
        return timespan;
      }
      if (lower.equals("as") && NAMING.contains(operator)) {
        return "a column is named on the left: %s = %s"
            .formatted(peek(1).kind() == Kind.WORD ? peek(1).text() : "name", last().text());
      }
      if (lower.equals("ascending") || lower.equals("descending")) {
        return "write asc or desc";
      }
      if ((lower.equals("asc") || lower.equals("desc")) && !operator.equals("sort")) {
        return "order the rows in an operator of their own: | sort by a desc";
      }
      if (last().isWord("not")) {
        return "write not(...) around the condition";
      }
      if (lower.equals("like")) {
        return "use has, contains, startswith or matches regex";
      }
      if (!lower.equals(token.text()) && OperatorWords.infix(lower)) {
        return "write '%s' in lower case".formatted(lower);
      }
      if (lower.equals("is")) {
        return "use isnull(...), isempty(...) or ==";
      }
      if (lower.equals("not")) {
        return "use not(...), or an operator such as !in, !has, !contains";
      }
    }
    return null;
  }

  private String hintForEquals() {
    if (peek(1).is("!") && peek().touches(peek(1))) {
      return "write != to compare";
    }
    if (SETTINGS.containsKey(operator) && last().kind() == Kind.WORD) {
      return "'%s' is no parameter of %s; %s"
          .formatted(last().text(), operator, SETTINGS.get(operator));
    }
    return NAMING.contains(operator)
        ? "a new column is name = value with a plain name; use == to compare"
        : "use == to compare";
  }

  /** Goes one level deeper; {@link #leave} must follow. */
  void enter() {
    depth++;
    if (depth > DEEPEST) {
      depth--;
      throw tooDeep(peek().span());
    }
  }

  void leave() {
    depth--;
  }

  int depth() {
    return depth;
  }

  /** The name of the operator that is being read, or was read last; empty outside of them. */
  String operator() {
    return operator;
  }

  /** Remembers the operator that is read from now on; gives the one before. */
  String operator(String name) {
    String before = operator;
    operator = name;
    return before;
  }

  /** Back at the level where a part that failed began. */
  void depth(int before) {
    depth = before;
  }

  SyntaxError tooDeep(Span span) {
    problems.error(
        SyntaxCodes.TOO_DEEP,
        span,
        "the query is nested deeper than %d levels here".formatted(DEEPEST),
        "take parts out with let statements");
    at = tokens.size() - 1;
    return new SyntaxError();
  }

  /** A name as it may be declared or referred to: a word, or {@code ['...']}. */
  Name name(String what) {
    Name name = nameOrNull();
    if (name == null) {
      throw expected(what, null);
    }
    return name;
  }

  @Nullable Name nameOrNull() {
    Token token = peek();
    if (token.kind() == Kind.WORD) {
      take();
      return new Name(token.text(), token.span());
    }
    if (token.is("[") && peek(1).kind() == Kind.STRING && peek(2).is("]")) {
      take();
      String text = string(take());
      take();
      if (text.isEmpty()) {
        throw error(
            SyntaxCodes.EXPECTED_TOKEN,
            since(token),
            "a name in brackets is empty",
            "write the name of a column or table in it");
      }
      return new Name(text, since(token));
    }
    return null;
  }

  /** Whether a name stands this many pieces ahead; the piece after it, or -1. */
  int afterName(int ahead) {
    Token token = peek(ahead);
    if (token.kind() == Kind.WORD) {
      return ahead + 1;
    }
    return token.is("[") && peek(ahead + 1).kind() == Kind.STRING && peek(ahead + 2).is("]")
        ? ahead + 3
        : -1;
  }

  /** The value of a piece that is a string literal. */
  String string(Token token) {
    return StringLiterals.valueOf(
        token.text(),
        offset -> {
          int start = token.start() + offset;
          problems.error(
              SyntaxCodes.BAD_ESCAPE,
              new Span(start, Math.min(start + 2, token.end())),
              "'%s' is no escape in a string"
                  .formatted(text.substring(start, Math.min(start + 2, token.end()))),
              "double the backslash, or write the string as @\"...\"");
        });
  }

  ScalarType type() {
    Token token = peek();
    ScalarType type = token.kind() == Kind.WORD ? TypeNames.find(token.text()) : null;
    if (type == null) {
      throw error(
          token.kind() == Kind.WORD ? SyntaxCodes.UNKNOWN_TYPE : SyntaxCodes.EXPECTED_TOKEN,
          token.span(),
          "found %s, expected the name of a type".formatted(token.described()),
          "types are bool, int, long, real, decimal, string, datetime, timespan, guid, dynamic");
    }
    take();
    return type;
  }

  /**
   * Goes on to the next place where reading can start again: a pipe, a semicolon, or the bracket
   * that closes what was open before.
   *
   * @param from the position of the part that failed; brackets that it opened are closed first
   */
  void recover(int from) {
    int open = 0;
    for (int i = from; i < at; i++) {
      open = Math.max(0, open + step(tokens.get(i)));
    }
    while (!atEnd()) {
      Token token = peek();
      int step = step(token);
      if (open == 0 && (token.is("|") || token.is(";") || step < 0)) {
        return;
      }
      open += step;
      take();
    }
  }

  private static int step(Token token) {
    if (token.is("(") || token.is("[") || token.is("{")) {
      return 1;
    }
    return token.is(")") || token.is("]") || token.is("}") ? -1 : 0;
  }
}
