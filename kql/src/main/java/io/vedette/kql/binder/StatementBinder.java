package io.vedette.kql.binder;

import io.vedette.kql.functions.Argument;
import io.vedette.kql.functions.Conversions;
import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.Literal;
import io.vedette.kql.syntax.Parameter;
import io.vedette.kql.syntax.ParseResult;
import io.vedette.kql.syntax.Parser;
import io.vedette.kql.syntax.Statement;
import io.vedette.kql.types.ScalarType;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Statements that declare names. */
final class StatementBinder {
  private static final Pattern NAMED_TYPE = Pattern.compile("[a-z]+\\s*\\(");

  private StatementBinder() {}

  /** Puts what the statements declare into the scope. */
  static void declareAll(TableBinder tables, Scope scope, List<Statement> statements) {
    for (Statement statement : statements) {
      declare(tables, scope, statement);
    }
  }

  /**
   * Puts what the statement declares into the scope; gives the expression of a query, else null.
   */
  static @Nullable Expr declare(TableBinder tables, Scope scope, Statement statement) {
    switch (statement) {
      case Statement.Let s -> let(tables, scope, s);
      case Statement.LetFunction s ->
          scope.declare(
              s.name().text(),
              new Binding.Function(s.name().text(), s.function(), scope.snapshot()));
      case Statement.SetOption s -> {
        if (s.value() != null) {
          tables.session.settings.put(s.option().text(), s.value());
        }
      }
      case Statement.DeclareQueryParameters s ->
          s.parameters().forEach(p -> parameter(tables, scope, p));
      case Statement.DeclarePattern s ->
          scope.declare(s.name().text(), new Binding.Pattern(s, scope.snapshot()));
      case Statement.AliasDatabase s -> alias(tables, scope, s);
      case Statement.RestrictAccess s ->
          tables.session.restriction = Restriction.of(tables, s.entities(), scope);
      case Statement.Query s -> {
        return s.expression();
      }
    }
    return null;
  }

  private static void alias(TableBinder tables, Scope scope, Statement.AliasDatabase alias) {
    if (!(alias.value() instanceof Expr.Call call) || !DatabaseNames.isDatabase(call)) {
      tables.session.diagnostics.error(
          "KS109", alias.value().span(), "A database expected.", "Write database('name').");
    } else if (tables.sources().isOwn(call, scope)) {
      tables.session.aliases.add(alias.name().text());
    }
  }

  private static void let(TableBinder tables, Scope scope, Statement.Let let) {
    String name = let.name().text();
    if (let.value() instanceof Expr.EntityGroup group) {
      scope.declare(name, new Binding.Entities(group.entities()));
      return;
    }
    if (Tabularity.isTabular(tables, scope, let.value())) {
      BoundTable table = tables.bind(let.value(), scope);
      boolean materialized =
          let.value() instanceof Expr.Call call && call.function().text().equals("materialize");
      scope.declare(name, TableBinder.share(name, table, materialized));
      return;
    }
    ExpressionBinder binder = new ExpressionBinder(tables, scope, null, ExpressionBinder.Place.ROW);
    Argument value = binder.bind(let.value());
    scope.declare(
        name,
        let.value() instanceof Expr.Missing || ExpressionBinder.isFailed(tables.session, value)
            ? new Binding.Failed()
            : new Binding.Scalar(value));
  }

  private static String example(Parameter parameter) {
    if (!(parameter.type() instanceof Parameter.Scalar(ScalarType type))) {
      return "string = \"\"";
    }
    return switch (type) {
      case STRING -> "string = \"\"";
      case BOOL -> "bool = false";
      case INT, LONG, REAL, DECIMAL -> type.kustoName() + " = 0";
      case DATETIME -> "datetime = datetime(2024-01-31)";
      case TIMESPAN -> "timespan = 1d";
      case DYNAMIC -> "dynamic = dynamic([])";
      case GUID -> "guid = guid(null)";
    };
  }

  private static void parameter(TableBinder tables, Scope scope, Parameter parameter) {
    String name = parameter.name().text();
    String given = tables.session.options.parameters().get(name);
    if (given != null && parameter.type() instanceof Parameter.Scalar(ScalarType type)) {
      scope.declare(name, given(tables, scope, parameter, type, given));
      return;
    }
    Expr value = parameter.defaultValue();
    if (!(parameter.type() instanceof Parameter.Scalar(ScalarType type)) || value == null) {
      tables.session.diagnostics.error(
          "KS189",
          parameter.span(),
          "The query parameter '" + name + "' has no value.",
          "Give it a default, such as (" + name + ":" + example(parameter) + ").");
      scope.declare(name, new Binding.Failed());
      return;
    }
    Argument bound =
        new ExpressionBinder(tables, scope, null, ExpressionBinder.Place.ROW).bind(value);
    SqlExpr sql = Conversions.widen(bound.type(), type, bound.sql());
    scope.declare(name, new Binding.Scalar(new Argument(type, sql, null, bound.span())));
  }

  /** The value that came with the query; only a literal can be one. */
  private static Binding given(
      TableBinder tables, Scope scope, Parameter parameter, ScalarType type, String text) {
    if (type == ScalarType.STRING) {
      return new Binding.Scalar(new Argument(type, Sql.text(text), null, parameter.span()));
    }
    Expr literal = literal(type, text);
    if (literal == null) {
      tables.session.diagnostics.error(
          "KS189",
          parameter.span(),
          "The value given for the query parameter '%s' is no %s: %s"
              .formatted(parameter.name().text(), type.kustoName(), text),
          "Give a literal of the declared type.");
      return new Binding.Failed();
    }
    Argument bound =
        new ExpressionBinder(tables, scope, null, ExpressionBinder.Place.ROW).bind(literal);
    SqlExpr sql = Conversions.widen(bound.type(), type, bound.sql());
    return new Binding.Scalar(new Argument(type, sql, null, parameter.span()));
  }

  private static @Nullable Expr literal(ScalarType type, String text) {
    String value = text.strip();
    boolean named = NAMED_TYPE.matcher(value).lookingAt();
    ParseResult<Expr> parsed =
        Parser.parseExpression(named ? value : type.kustoName() + "(" + value + ")");
    return !parsed.failed() && parsed.tree() instanceof Literal literal ? literal : null;
  }
}
