package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import io.vedette.kql.syntax.Token.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads pipes, and hands each operator to the parser of its family. */
final class PipeParser {
  private final Grammar grammar;
  private final Cursor cursor;

  /** The parsers of those families that the text has an operator of. */
  private final Map<Family, Map<String, Function<Token, Operator>>> families = new HashMap<>();

  /** Operators by name; each function takes the operator's first piece, its name. */
  @FunctionalInterface
  private interface Family {
    Map<String, Function<Token, Operator>> operators(Grammar grammar);
  }

  /** Made once: to make the parsers of all operators takes longer than to parse a short query. */
  private static final class Families {
    private static final Map<String, Family> BY_NAME = new TreeMap<>();

    static {
      List<Family> all =
          List.of(
              grammar -> new RowOperatorParser(grammar).operators(),
              grammar -> new ColumnOperatorParser(grammar).operators(),
              grammar -> new AggregateOperatorParser(grammar).operators(),
              grammar -> new JoinOperatorParser(grammar).operators(),
              grammar -> new ExpandOperatorParser(grammar).operators(),
              grammar -> new ParseOperatorParser(grammar).operators(),
              grammar -> new SearchOperatorParser(grammar).operators(),
              grammar -> new SubqueryOperatorParser(grammar).operators(),
              grammar -> new OutputOperatorParser(grammar).operators(),
              grammar -> new GraphOperatorParser(grammar).operators());
      Grammar none = new Grammar("");
      all.forEach(
          family -> family.operators(none).keySet().forEach(name -> BY_NAME.put(name, family)));
    }
  }

  PipeParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  private @Nullable Function<Token, Operator> parser(String name) {
    Family family = Families.BY_NAME.get(name);
    return family == null
        ? null
        : families.computeIfAbsent(family, fresh -> fresh.operators(grammar)).get(name);
  }

  /** An expression, scalar or tabular, with the operators after it. */
  Expr pipe() {
    String outer = cursor.operator("");
    Expr pipe = sourceAndOperators();
    if (!outer.isEmpty()) {
      cursor.operator(outer);
    }
    return pipe;
  }

  private Expr sourceAndOperators() {
    Expr source = grammar.sources.leading();
    if (source == null) {
      source = grammar.expressions.expression();
    }
    if (!cursor.at("|")) {
      return source;
    }
    List<Operator> operators = new ArrayList<>();
    while (cursor.accept("|")) {
      operators.add(recovering());
    }
    return new Tabular.Pipe(source, operators, cursor.since(source.span()));
  }

  /** {@code (operator | operator ...)} over the rows of the enclosing operator. */
  Expr subquery(String after) {
    Token open = cursor.expect("(", after);
    Expr subquery = contextual();
    cursor.expectClosing(")", open);
    return subquery;
  }

  /** Operators over the rows of the enclosing operator, without parentheses. */
  Expr contextual() {
    cursor.enter();
    int outer = grammar.expressions.beginNested();
    String outerOperator = cursor.operator("");
    Span start = grammar.here();
    List<Operator> operators = new ArrayList<>();
    do {
      operators.add(recovering());
    } while (cursor.accept("|"));
    cursor.operator(outerOperator);
    grammar.expressions.endNested(outer);
    cursor.leave();
    return new Tabular.Pipe(new Tabular.ContextRows(start), operators, cursor.since(start));
  }

  /** One operator over the rows of the enclosing operator, without parentheses. */
  Expr singleContextual() {
    cursor.enter();
    Span start = grammar.here();
    Operator operator = recovering();
    cursor.leave();
    return new Tabular.Pipe(new Tabular.ContextRows(start), List.of(operator), cursor.since(start));
  }

  static Set<String> names() {
    return Set.copyOf(Families.BY_NAME.keySet());
  }

  static boolean isOperator(String name) {
    return Families.BY_NAME.containsKey(name);
  }

  /** An operator; when it cannot be read, goes on to the next one. */
  private Operator recovering() {
    int start = cursor.position();
    int depth = cursor.depth();
    Span span = grammar.here();
    try {
      Operator operator = operator();
      if (!RowOperatorParser.endOfOperator(cursor) && !cursor.at(",") && !cursor.at("]")) {
        throw grammar.statements.unexpectedRest();
      }
      return operator;
    } catch (SyntaxError error) {
      cursor.depth(depth);
      cursor.recover(start);
      return new Operator.Unreadable(cursor.since(span));
    }
  }

  /** The operator that starts here. */
  Operator operator() {
    Token first = cursor.peek();
    if (first.kind() != Kind.WORD) {
      boolean twoPipes = first.is("|") && cursor.last().touches(first);
      throw cursor.expected(
          "an operator such as where or summarize",
          twoPipes
              ? "use 'or' to join conditions"
              : cursor.hintOr(
                  first, first.is("|") ? "remove one '|'" : "remove the '|' before it"));
    }
    String name = operatorName();
    Function<Token, Operator> parser = parser(name);
    if (parser == null) {
      throw unknown(first, name);
    }
    for (int end = first.start() + name.length(); cursor.peek().start() < end; ) {
      cursor.take();
    }
    cursor.operator(name);
    return parser.apply(first);
  }

  /** The words at the place that hyphens join without blanks. */
  private String operatorName() {
    StringBuilder name = new StringBuilder(cursor.peek().text());
    int ahead = 1;
    while (cursor.peek(ahead).is("-")
        && cursor.peek(ahead - 1).touches(cursor.peek(ahead))
        && cursor.peek(ahead + 1).kind() == Kind.WORD
        && cursor.peek(ahead).touches(cursor.peek(ahead + 1))
        && ahead < 9) {
      name.append('-').append(cursor.peek(ahead + 1).text());
      ahead += 2;
    }
    return name.toString();
  }

  private SyntaxError unknown(Token first, String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String hint;
    if (isOperator(lower)) {
      hint = "write '%s' in lower case".formatted(lower);
    } else {
      String familiar = FamiliarSyntax.operator(lower);
      String nearest = OperatorWords.nearest(lower, new TreeSet<>(Families.BY_NAME.keySet()));
      hint =
          familiar != null
              ? familiar
              : nearest == null
                  ? "operators are where, project, extend, summarize, join, union, sort, take ..."
                  : "did you mean '%s'?".formatted(nearest);
    }
    return cursor.error(
        SyntaxCodes.UNKNOWN_OPERATOR,
        new Span(first.start(), first.start() + name.length()),
        "'%s' is no operator".formatted(name),
        hint);
  }
}
