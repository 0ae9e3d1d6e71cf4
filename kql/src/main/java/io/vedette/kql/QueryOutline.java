package io.vedette.kql;

import io.vedette.kql.syntax.AggregateOperator;
import io.vedette.kql.syntax.BinaryOperator;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.Literal;
import io.vedette.kql.syntax.NamedExpr;
import io.vedette.kql.syntax.Operator;
import io.vedette.kql.syntax.ParseResult;
import io.vedette.kql.syntax.Parser;
import io.vedette.kql.syntax.RowOperator;
import io.vedette.kql.syntax.Script;
import io.vedette.kql.syntax.Statement;
import io.vedette.kql.syntax.Tabular;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way that rows take through a query: where they come from and the operators that they pass, as
 * pieces of the text. Tables that {@code let} names are followed to where their rows come from, so
 * that the way begins at a stored table wherever the text allows it.
 *
 * @param statements what stands before the query and must stay there: its {@code let} statements
 *     and others, each with its semicolon; may be empty
 * @param source the expression that the rows come from
 * @param sourceSpan where it stands in the text
 * @param steps what they pass, in this order
 */
public record QueryOutline(String statements, String source, Span sourceSpan, List<Step> steps) {
  public QueryOutline {
    steps = List.copyOf(steps);
  }

  /**
   * One operator.
   *
   * @param text without the pipe before it
   * @param span where it stands in the whole text
   * @param conditions what {@code where} demands, split at {@code and}; of other operators none
   * @param groupedBy the keys of {@code summarize} or {@code distinct} as written, which may be
   *     empty; null for an operator that groups no rows
   */
  public record Step(
      String text, Span span, List<Condition> conditions, @Nullable String groupedBy) {
    public Step {
      conditions = List.copyOf(conditions);
    }
  }

  /** A part of a predicate that must hold by itself. */
  public record Condition(String text, Span span) {}

  /** The way through the last query of a text; empty when it cannot be read or holds none. */
  public static Optional<QueryOutline> of(String text) {
    ParseResult<Script> parsed = Parser.parse(text);
    if (parsed.failed()) {
      return Optional.empty();
    }
    List<Statement> statements = parsed.tree().statements();
    for (int i = statements.size() - 1; i >= 0; i--) {
      if (statements.get(i) instanceof Statement.Query query) {
        return Optional.of(new Reader(text, statements.subList(0, i)).outline(query));
      }
    }
    return Optional.empty();
  }

  /** The pipe up to a step, exclusive; of 0 the source alone. */
  public String before(int step) {
    return pipe(source, 0, step);
  }

  /** A pipe that sends the given rows through the steps of a range. */
  public String pipe(String rows, int first, int end) {
    StringBuilder pipe = new StringBuilder(rows);
    for (Step step : steps.subList(first, end)) {
      pipe.append("\n| ").append(step.text());
    }
    return pipe.toString();
  }

  /** A whole query of a pipe. */
  public String query(String pipe) {
    return statements + pipe;
  }

  /** Reads the pieces of one text. */
  private static final class Reader {
    private final String text;
    private final List<Statement> before;
    private final Map<String, Expr> tables = new HashMap<>();
    private final List<Step> steps = new ArrayList<>();

    Reader(String text, List<Statement> before) {
      this.text = text;
      this.before = before;
      for (Statement statement : before) {
        if (statement instanceof Statement.Let let) {
          tables.put(let.name().text(), let.value());
        }
      }
    }

    QueryOutline outline(Statement.Query query) {
      Expr source = follow(query.expression(), new HashSet<>());
      StringBuilder statements = new StringBuilder();
      for (Statement statement : before) {
        if (!(statement instanceof Statement.Query)) {
          statements.append(piece(statement.span())).append(";\n");
        }
      }
      return new QueryOutline(statements.toString(), piece(source.span()), source.span(), steps);
    }

    /** Notes the steps behind an expression and returns what they begin with. */
    private Expr follow(Expr expression, Set<String> names) {
      return switch (expression) {
        case Tabular.Pipe pipe -> {
          Expr source = follow(pipe.source(), names);
          pipe.operators().forEach(this::add);
          yield source;
        }
        case Expr.NameRef named -> {
          String name = named.name().text();
          Expr table = tables.get(name);
          yield table != null && isPipe(table) && names.add(name) ? follow(table, names) : named;
        }
        case Expr.Call call when isMaterialize(call) ->
            follow(call.arguments().getFirst().value(), names);
        case Expr.Scalar other -> other;
        case Literal literal -> literal;
        case Tabular other -> other;
      };
    }

    private static boolean isPipe(Expr value) {
      return value instanceof Tabular.Pipe
          || value instanceof Expr.NameRef
          || (value instanceof Expr.Call call && isMaterialize(call));
    }

    private static boolean isMaterialize(Expr.Call call) {
      return call.qualifier() == null
          && call.function().text().equals("materialize")
          && call.arguments().size() == 1;
    }

    private void add(Operator operator) {
      steps.add(
          switch (operator) {
            case RowOperator.Where where -> step(operator, conditions(where), null);
            case AggregateOperator.Summarize(var _, var _, var by, var _) ->
                step(operator, List.of(), keys(operator, by));
            case AggregateOperator.Distinct(var _, var columns, var _) ->
                step(operator, List.of(), keys(operator, columns));
            default -> step(operator, List.of(), null);
          });
    }

    private Step step(Operator operator, List<Condition> conditions, @Nullable String groupedBy) {
      return new Step(piece(operator.span()), operator.span(), conditions, groupedBy);
    }

    /**
     * Cuts a predicate at those {@code and} that stand outside of parentheses. Since parentheses
     * leave no trace in the tree, cuts are undone where a piece cannot be read alone.
     */
    private List<Condition> conditions(RowOperator.Where where) {
      List<Integer> cuts = new ArrayList<>();
      cuts(where.predicate(), cuts);
      cuts.sort(null);
      int start = withParentheses(where.span(), where.predicate().span().start());
      List<Condition> conditions = new ArrayList<>();
      for (int cut : cuts) {
        if (isReadable(text.substring(start, cut))) {
          conditions.add(condition(start, cut));
          start = cut + BinaryOperator.AND.text().length();
        }
      }
      conditions.add(condition(start, where.span().end()));
      return conditions;
    }

    private static void cuts(Expr predicate, List<Integer> cuts) {
      if (predicate instanceof Expr.Binary(var left, var operator, var right, var at, var _)
          && operator == BinaryOperator.AND) {
        cuts(left, cuts);
        cuts.add(at.start());
        cuts(right, cuts);
      }
    }

    private static boolean isReadable(String condition) {
      return !Parser.parseExpression(condition).failed();
    }

    private Condition condition(int from, int to) {
      int start = from;
      int end = to;
      while (start < end && Character.isWhitespace(text.charAt(start))) {
        start++;
      }
      while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
        end--;
      }
      return new Condition(text.substring(start, end), new Span(start, end));
    }

    /** The keys, which end an operator. */
    private String keys(Operator operator, List<NamedExpr> keys) {
      return keys.isEmpty()
          ? ""
          : text.substring(
                  withParentheses(operator.span(), keys.getFirst().span().start()),
                  operator.span().end())
              .strip();
    }

    /** The start of an expression with the parentheses before it, which are not of its span. */
    private int withParentheses(Span operator, int expression) {
      int start = expression;
      while (start > operator.start() && "( \t\r\n".indexOf(text.charAt(start - 1)) >= 0) {
        start--;
      }
      return start;
    }

    private String piece(Span span) {
      return text.substring(span.start(), span.end());
    }
  }
}
