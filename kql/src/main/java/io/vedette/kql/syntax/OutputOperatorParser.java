package io.vedette.kql.syntax;

import io.vedette.kql.syntax.OutputOperator.Property;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads the {@link OutputOperator}s. */
final class OutputOperatorParser {
  /** Properties of {@code render} that take several columns. */
  private static final Set<String> LISTS = Set.of("ycolumns", "series", "anomalycolumns");

  private final Grammar grammar;
  private final Cursor cursor;

  OutputOperatorParser(Grammar grammar) {
    this.grammar = grammar;
    this.cursor = grammar.cursor;
  }

  Map<String, Function<Token, Operator>> operators() {
    return Map.ofEntries(
        Map.entry("as", this::as),
        Map.entry("consume", this::consume),
        Map.entry("getschema", this::getSchema),
        Map.entry("assert-schema", this::assertSchema),
        Map.entry("execute-and-cache", this::executeAndCache),
        Map.entry("__executeAndCache", this::executeAndCache),
        Map.entry("render", this::render));
  }

  private Operator as(Token first) {
    Options options = grammar.options.of();
    Name name = cursor.name("a name after 'as'");
    return new OutputOperator.As(options, name, cursor.since(first));
  }

  private Operator consume(Token first) {
    return new OutputOperator.Consume(grammar.options.of("decodeblocks"), cursor.since(first));
  }

  private Operator getSchema(Token first) {
    return new OutputOperator.GetSchema(grammar.options.of("kind"), cursor.since(first));
  }

  private Operator assertSchema(Token first) {
    RowSchema schema = grammar.declarations.rowSchema();
    return new OutputOperator.AssertSchema(schema, cursor.since(first));
  }

  private Operator executeAndCache(Token first) {
    return new OutputOperator.ExecuteAndCache(cursor.since(first));
  }

  private Operator render(Token first) {
    Name kind = null;
    if (!cursor.peek(1).is("=") && !cursor.atWord("with")) {
      kind = cursor.name("the kind of chart after 'render'");
    }
    List<Property> properties = new ArrayList<>();
    if (cursor.acceptWord("with")) {
      Token open = cursor.expect("(", "after 'with'");
      while (!cursor.at(")")) {
        properties.add(property());
        if (!cursor.accept(",")) {
          break;
        }
      }
      cursor.expectClosing(")", open);
    } else {
      while (grammar.expressions.nameAndEqualsAhead()) {
        properties.add(property());
        cursor.accept(",");
      }
    }
    return new OutputOperator.Render(kind, properties, cursor.since(first));
  }

  private Property property() {
    Token first = cursor.peek();
    Name name = cursor.name("the name of a property");
    cursor.expect("=", "after '%s'".formatted(name.text()));
    List<Expr> values = new ArrayList<>();
    values.add(grammar.expressions.expression());
    while (LISTS.contains(name.text()) && cursor.at(",") && !propertyAfterComma()) {
      cursor.take();
      values.add(grammar.expressions.expression());
    }
    return new Property(name, values, cursor.since(first));
  }

  private boolean propertyAfterComma() {
    int after = cursor.afterName(1);
    return cursor.peek(1).is(")") || (after > 0 && cursor.peek(after).is("="));
  }
}
