package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a query text.
 *
 * <p>Source: Kusto documentation, "Query statements".
 */
public sealed interface Statement extends Node {

  /** {@code let name = expression}, scalar or tabular. */
  record Let(Name name, Expr value, Span span) implements Statement {}

  /** {@code let name = (parameters) { body }}, also {@code let name = view () { body }}. */
  record LetFunction(Name name, FunctionDeclaration function, Span span) implements Statement {}

  /**
   * {@code set option} or {@code set option = value}.
   *
   * @param value a literal or a name, or null for a switch
   */
  record SetOption(Name option, @Nullable Expr value, Span span) implements Statement {}

  /** {@code declare query_parameters (name:type = default, ...)}. */
  record DeclareQueryParameters(List<Parameter> parameters, Span span) implements Statement {
    public DeclareQueryParameters {
      parameters = List.copyOf(parameters);
    }
  }

  /** {@code declare pattern name = (parameters)[path] { cases }}. */
  record DeclarePattern(
      Name name,
      List<Parameter> parameters,
      @Nullable Parameter path,
      List<PatternCase> cases,
      Span span)
      implements Statement {
    public DeclarePattern {
      parameters = List.copyOf(parameters);
      cases = List.copyOf(cases);
    }
  }

  /** One case of a pattern: {@code ("a", "b").["path"] = { body }}. */
  record PatternCase(List<Expr> arguments, @Nullable Expr path, FunctionBody body, Span span)
      implements Node {
    public PatternCase {
      arguments = List.copyOf(arguments);
    }
  }

  /** {@code alias database name = cluster(...).database(...)}. */
  record AliasDatabase(Name name, Expr value, Span span) implements Statement {}

  /** {@code restrict access to (entities)}. */
  record RestrictAccess(List<Expr> entities, Span span) implements Statement {
    public RestrictAccess {
      entities = List.copyOf(entities);
    }
  }

  /** An expression whose value is a result of the text: a pipe, a table, or a function call. */
  record Query(Expr expression, Span span) implements Statement {}
}
