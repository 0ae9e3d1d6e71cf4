package io.vedette.kql.syntax;

import io.vedette.kql.syntax.OrderKey.Direction;
import io.vedette.kql.syntax.OrderKey.Nulls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads the {@link RowOperator}s. */
final class RowOperatorParser {
  private final Grammar grammar;
  private final Cursor cursor;

  RowOperatorParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  Map<String, Function<Token, Operator>> operators() {
    return Map.ofEntries(
        Map.entry("where", this::where),
        Map.entry("filter", this::where),
        Map.entry("take", this::take),
        Map.entry("limit", this::take),
        Map.entry("sample", this::sample),
        Map.entry("sort", this::sort),
        Map.entry("order", this::sort),
        Map.entry("top", this::top),
        Map.entry("serialize", this::serialize),
        Map.entry("scan", this::scan));
  }

  private Operator where(Token first) {
    Options options = grammar.options.of();
    skipNameOfCondition();
    Expr predicate = grammar.expressions.expression();
    if (cursor.at(",")) {
      throw cursor.expected("the end of the condition", "join conditions with and");
    }
    return new RowOperator.Where(options, predicate, cursor.since(first));
  }

  /**
   * Kusto takes {@code where x = true} as the condition true with a name. We follow, but warn, and
   * refuse anything but true and false, which can only mean a comparison.
   */
  private void skipNameOfCondition() {
    if (!grammar.expressions.nameAndEqualsAhead()) {
      return;
    }
    Token name = cursor.peek();
    int value = cursor.afterName(0) + 1;
    if (cursor.peek(value).isWord("true") || cursor.peek(value).isWord("false")) {
      cursor
          .problems()
          .warning(
              SyntaxCodes.NAMED_CONDITION,
              name.span(),
              "'%s = %s' names a condition that is always %2$s"
                  .formatted(name.text(), cursor.peek(value).text()),
              "use == to compare");
      cursor.name("a name");
      cursor.take();
    }
  }

  private Operator take(Token first) {
    Options options = grammar.options.of();
    Expr count = grammar.expressions.expression();
    return new RowOperator.Take(options, count, cursor.since(first));
  }

  private Operator sample(Token first) {
    Options options = grammar.options.of();
    Expr count = grammar.expressions.expression();
    return new RowOperator.Sample(options, count, cursor.since(first));
  }

  private Operator sort(Token first) {
    Options options = grammar.options.of();
    cursor.expectWord("by", "after '%s'".formatted(first.text()));
    return new RowOperator.Sort(options, orderKeys(grammar), cursor.since(first));
  }

  private Operator top(Token first) {
    Options options = grammar.options.of();
    Expr count = grammar.expressions.expression();
    cursor.expectWord("by", "after the count of 'top'");
    OrderKey key = orderKey(grammar);
    if (cursor.at(",")) {
      cursor
          .problems()
          .error(
              SyntaxCodes.UNEXPECTED_REST,
              cursor.peek().span(),
              "'top' takes one key",
              "write sort by with all keys, and take after it");
      cursor.take();
      orderKeys(grammar);
    }
    return new RowOperator.Top(options, count, key, cursor.since(first));
  }

  private Operator serialize(Token first) {
    Options options = grammar.options.of();
    List<NamedExpr> columns = endOfOperator(cursor) ? List.of() : grammar.expressions.namedList();
    return new RowOperator.Serialize(options, columns, cursor.since(first));
  }

  /** Whether nothing of an operator follows. */
  static boolean endOfOperator(Cursor cursor) {
    return cursor.atEnd() || cursor.at("|") || cursor.at(";") || cursor.at(")") || cursor.at("}");
  }

  /** One or more keys, split by commas. */
  static List<OrderKey> orderKeys(Grammar grammar) {
    List<OrderKey> keys = new ArrayList<>();
    do {
      keys.add(orderKey(grammar));
    } while (grammar.cursor.accept(","));
    return keys;
  }

  /** {@code value asc nulls first}. */
  static OrderKey orderKey(Grammar grammar) {
    Cursor cursor = grammar.cursor;
    Token first = cursor.peek();
    NamedExpr value = grammar.expressions.named();
    Direction direction = null;
    if (cursor.acceptWord("asc")) {
      direction = Direction.ASC;
    } else if (cursor.acceptWord("desc")) {
      direction = Direction.DESC;
    }
    Nulls nulls = null;
    if (cursor.acceptWord("nulls")) {
      if (cursor.acceptWord("first")) {
        nulls = Nulls.FIRST;
      } else {
        cursor.expectWord("last", "or 'first' after 'nulls'");
        nulls = Nulls.LAST;
      }
    }
    return new OrderKey(value, direction, nulls, cursor.since(first));
  }

  private Operator scan(Token first) {
    Options options = grammar.options.of("kind", "with_match_id", "with_step_name");
    Options.Option matchId = options.find("with_match_id");
    Name withMatchId =
        matchId != null && matchId.value() instanceof Expr.NameRef ref ? ref.name() : null;
    List<OrderKey> orderBy = List.of();
    List<Expr> partitionBy = List.of();
    while (cursor.atWord("order") || cursor.atWord("partition")) {
      boolean order = cursor.take().text().equals("order");
      cursor.expectWord("by", order ? "after 'order'" : "after 'partition'");
      if (order) {
        orderBy = orderKeys(grammar);
      } else {
        partitionBy = grammar.expressions.expressionList();
      }
    }
    List<ColumnDeclaration> declared = cursor.acceptWord("declare") ? declaredColumns() : List.of();
    cursor.expectWord("with", "and the steps of 'scan' in parentheses");
    Token open = cursor.expect("(", "before the steps of 'scan'");
    List<RowOperator.ScanStep> steps = new ArrayList<>();
    do {
      steps.add(step());
      if (!cursor.at(")")) {
        cursor.expect(";", "after the step '%s'".formatted(steps.getLast().name().text()));
      }
    } while (!cursor.at(")") && !cursor.atEnd());
    cursor.expectClosing(")", open);
    return new RowOperator.Scan(
        options, withMatchId, partitionBy, orderBy, declared, steps, cursor.since(first));
  }

  private List<ColumnDeclaration> declaredColumns() {
    Token open = cursor.expect("(", "after 'declare'");
    List<ColumnDeclaration> columns = new ArrayList<>();
    do {
      columns.add(grammar.declarations.column(true));
    } while (cursor.accept(","));
    cursor.expectClosing(")", open);
    return columns;
  }

  private RowOperator.ScanStep step() {
    Token first = cursor.expectWord("step", "of 'scan'");
    Name name = cursor.name("the name of the step");
    boolean optional = cursor.acceptWord("optional");
    Name output = null;
    if (cursor.acceptWord("output")) {
      cursor.expect("=", "after 'output'");
      output = cursor.name("all, last or none");
    }
    cursor.expect(":", "and the condition of the step '%s'".formatted(name.text()));
    Expr condition = grammar.expressions.expression();
    List<NamedExpr> assignments = List.of();
    if (cursor.accept("=>")) {
      assignments = assignments();
    }
    return new RowOperator.ScanStep(
        name, optional, output, condition, assignments, cursor.since(first));
  }

  private List<NamedExpr> assignments() {
    List<NamedExpr> assignments = new ArrayList<>();
    do {
      NamedExpr assignment = grammar.expressions.named();
      if (assignment.names().isEmpty()) {
        throw cursor.error(
            SyntaxCodes.EXPECTED_TOKEN,
            assignment.span(),
            "an assignment 'column = value' is expected after '=>'",
            null);
      }
      assignments.add(assignment);
    } while (cursor.accept(","));
    return assignments;
  }
}
