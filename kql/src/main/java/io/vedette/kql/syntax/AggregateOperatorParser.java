package io.vedette.kql.syntax;

import io.vedette.kql.syntax.AggregateOperator.Level;
import io.vedette.kql.syntax.AggregateOperator.SeriesAggregate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the {@link AggregateOperator}s. */
final class AggregateOperatorParser {
  private final Grammar grammar;
  private final Cursor cursor;

  AggregateOperatorParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  Map<String, Function<Token, Operator>> operators() {
    return Map.ofEntries(
        Map.entry("summarize", this::summarize),
        Map.entry("distinct", this::distinct),
        Map.entry("count", this::count),
        Map.entry("sample-distinct", this::sampleDistinct),
        Map.entry("top-hitters", this::topHitters),
        Map.entry("top-nested", this::topNested),
        Map.entry("make-series", this::makeSeries),
        Map.entry("reduce", this::reduce));
  }

  private Operator summarize(Token first) {
    Options options = grammar.options.of();
    List<NamedExpr> aggregates = List.of();
    if (!byAhead()) {
      aggregates = grammar.expressions.namedList();
    }
    List<NamedExpr> by = List.of();
    if (cursor.acceptWord("by")) {
      by = grammar.expressions.namedList();
    }
    return new AggregateOperator.Summarize(options, aggregates, by, cursor.since(first));
  }

  /** Whether the keys follow, and not a column that is named {@code by}. */
  private boolean byAhead() {
    return cursor.atWord("by") && !cursor.peek(1).is("=");
  }

  private Operator distinct(Token first) {
    Options options = grammar.options.of();
    return new AggregateOperator.Distinct(
        options, grammar.expressions.namedList(), cursor.since(first));
  }

  private Operator count(Token first) {
    Options options = grammar.options.of();
    Name name = cursor.acceptWord("as") ? cursor.name("the name of the count") : null;
    return new AggregateOperator.Count(options, name, cursor.since(first));
  }

  private Operator sampleDistinct(Token first) {
    Options options = grammar.options.of();
    Expr count = grammar.expressions.expression();
    cursor.expectWord("of", "after the count of 'sample-distinct'");
    Expr of = grammar.expressions.expression();
    return new AggregateOperator.SampleDistinct(options, count, of, cursor.since(first));
  }

  private Operator topHitters(Token first) {
    Options options = grammar.options.of();
    Expr count = grammar.expressions.expression();
    cursor.expectWord("of", "after the count of 'top-hitters'");
    NamedExpr of = grammar.expressions.named();
    NamedExpr by = cursor.acceptWord("by") ? grammar.expressions.named() : null;
    return new AggregateOperator.TopHitters(options, count, of, by, cursor.since(first));
  }

  private Operator topNested(Token first) {
    List<Level> levels = new ArrayList<>();
    Token start = first;
    while (true) {
      levels.add(level(start));
      if (!cursor.accept(",")) {
        break;
      }
      start = cursor.peek();
      cursor.expectWord("top", "-nested and the next level");
      cursor.expect("-", "in 'top-nested'");
      cursor.expectWord("nested", "in 'top-nested'");
    }
    return new AggregateOperator.TopNested(levels, cursor.since(first));
  }

  private Level level(Token start) {
    Expr count = cursor.atWord("of") ? null : grammar.expressions.expression();
    cursor.expectWord("of", "in 'top-nested'");
    NamedExpr of = grammar.expressions.named();
    Expr others = null;
    if (cursor.acceptWord("with")) {
      cursor.expectWord("others", "after 'with'");
      cursor.expect("=", "after 'others'");
      others = grammar.expressions.expression();
    }
    cursor.expectWord("by", "and an aggregate in 'top-nested'");
    OrderKey by = RowOperatorParser.orderKey(grammar);
    return new Level(count, of, others, by, cursor.since(start));
  }

  private Operator makeSeries(Token first) {
    Options options = seriesOptions();
    List<SeriesAggregate> aggregates = new ArrayList<>();
    do {
      aggregates.add(seriesAggregate());
    } while (cursor.accept(","));
    cursor.expectWord("on", "and the axis after the aggregates of 'make-series'");
    NamedExpr on = axis();
    if (cursor.peek().text().equals("in") && cursor.peek(1).isWord("range")) {
      return inRange(first, options, aggregates, on);
    }
    Expr from = cursor.acceptWord("from") ? grammar.expressions.expression() : null;
    Expr to = cursor.acceptWord("to") ? grammar.expressions.expression() : null;
    cursor.expectWord("step", "and its size in 'make-series'");
    Expr step = grammar.expressions.expression();
    return new AggregateOperator.MakeSeries(
        options, aggregates, on, from, to, step, false, keys(), cursor.since(first));
  }

  /** {@code kind=nonempty}; an aggregate may be named kind as well. */
  private Options seriesOptions() {
    return cursor.atWord("kind") && cursor.peek(2).isWord("nonempty")
        ? grammar.options.of("kind")
        : grammar.options.of();
  }

  private SeriesAggregate seriesAggregate() {
    Token first = cursor.peek();
    NamedExpr value = grammar.expressions.named();
    Expr otherwise = null;
    if (cursor.acceptWord("default")) {
      cursor.expect("=", "after 'default'");
      otherwise = grammar.expressions.expression();
    }
    return new SeriesAggregate(value, otherwise, cursor.since(first));
  }

  /** The axis, which {@code in range(...)} may follow: so it is no full expression. */
  private NamedExpr axis() {
    Token first = cursor.peek();
    List<Name> names = List.of();
    if (grammar.expressions.nameAndEqualsAhead()) {
      names = List.of(cursor.name("a name"));
      cursor.take();
    }
    Expr value = grammar.expressions.postfix();
    return new NamedExpr(names, false, value, cursor.since(first));
  }

  private Operator inRange(
      Token first, Options options, List<SeriesAggregate> aggregates, NamedExpr on) {
    cursor.take();
    cursor.take();
    Token open = cursor.expect("(", "after 'range'");
    Expr from = grammar.expressions.expression();
    cursor.expect(",", "after the start of the range");
    Expr to = grammar.expressions.expression();
    cursor.expect(",", "after the end of the range");
    Expr step = grammar.expressions.expression();
    cursor.expectClosing(")", open);
    return new AggregateOperator.MakeSeries(
        options, aggregates, on, from, to, step, true, keys(), cursor.since(first));
  }

  private List<NamedExpr> keys() {
    return cursor.acceptWord("by") ? grammar.expressions.namedList() : List.of();
  }

  private Operator reduce(Token first) {
    Options options = grammar.options.of("kind");
    cursor.expectWord("by", "after 'reduce'");
    NamedExpr by = grammar.expressions.named();
    Options with = Options.NONE;
    if (cursor.acceptWord("with")) {
      List<Options.Option> settings = new ArrayList<>();
      do {
        settings.add(grammar.options.option());
      } while (cursor.accept(","));
      with = new Options(settings);
    }
    return new AggregateOperator.Reduce(options, by, with, cursor.since(first));
  }
}
