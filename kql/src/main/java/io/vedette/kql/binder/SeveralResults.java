package io.vedette.kql.binder;

import io.vedette.kql.syntax.AggregateOperator;
import io.vedette.kql.syntax.Expr;
import io.vedette.kql.syntax.Name;
import io.vedette.kql.syntax.NamedExpr;
import io.vedette.kql.syntax.Operator;
import io.vedette.kql.syntax.Options;
import io.vedette.kql.syntax.OutputOperator;
import io.vedette.kql.syntax.RowOperator;
import io.vedette.kql.syntax.SubqueryOperator;
import io.vedette.kql.syntax.Tabular;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code fork}, {@code facet} and plugins like {@code funnel_sequence} at the end of a query:
 * several result tables of the same rows. Source: Kusto documentation, "fork operator", "facet
 * operator" and the plugins' pages.
 */
final class SeveralResults {
  private static final Set<String> PLUGINS = Set.of("funnel_sequence", "preview");

  private SeveralResults() {}

  /** A result table and the name it asks for; an empty name leaves that to the place. */
  record Named(String name, BoundTable table) {}

  /** Whether the query ends with such an operator. */
  static boolean isMeant(Expr query) {
    return query instanceof Tabular.Pipe pipe
        && switch (pipe.operators().getLast()) {
          case SubqueryOperator.Fork ignored -> true;
          case SubqueryOperator.Facet ignored -> true;
          case SubqueryOperator.Evaluate e -> PLUGINS.contains(e.call().function().text());
          default -> false;
        };
  }

  /** The result tables in their order. */
  static List<Named> bind(TableBinder tables, Scope scope, Tabular.Pipe pipe) {
    List<Operator> before = pipe.operators().subList(0, pipe.operators().size() - 1);
    Expr source =
        before.isEmpty() ? pipe.source() : new Tabular.Pipe(pipe.source(), before, pipe.span());
    BoundTable rows = tables.bind(source, scope);
    List<Named> results = new ArrayList<>();
    switch (pipe.operators().getLast()) {
      case SubqueryOperator.Fork fork -> {
        for (SubqueryOperator.Branch branch : fork.branches()) {
          results.add(new Named(name(branch), tables.bindOver(rows, branch.subquery(), scope)));
        }
      }
      case SubqueryOperator.Facet facet -> {
        if (facet.with() != null) {
          results.add(new Named("", tables.bindOver(rows, facet.with(), scope)));
        }
        for (Expr column : facet.by()) {
          results.add(new Named("", counted(tables, scope, rows, column)));
        }
      }
      case SubqueryOperator.Evaluate evaluate -> {
        Expr.Call call = evaluate.call();
        results.addAll(
            call.function().text().equals("preview")
                ? preview(tables, scope, call, rows)
                : new FunnelPlugins(tables, scope, rows, call).transitions());
      }
      default -> throw new IllegalStateException("no operator of several results");
    }
    return results;
  }

  /** The first rows, and the number of all. */
  private static List<Named> preview(
      TableBinder tables, Scope scope, Expr.Call call, BoundTable rows) {
    if (call.arguments().size() != 1) {
      tables.session.diagnostics.error(
          "KS119",
          call.function().span(),
          "The function 'preview' expects 1 argument.",
          "Write preview(number of rows).");
      return List.of(new Named("", BoundTable.failed()));
    }
    Expr count = call.arguments().getFirst().value();
    return List.of(
        new Named(
            "",
            new RowOperators(tables)
                .bind(new RowOperator.Take(Options.NONE, count, call.span()), rows, scope)),
        new Named(
            "",
            new AggregateOperators(tables)
                .bind(new AggregateOperator.Count(Options.NONE, null, call.span()), rows, scope)));
  }

  private static String name(SubqueryOperator.Branch branch) {
    if (branch.name() != null) {
      return branch.name().text();
    }
    return branch.subquery() instanceof Tabular.Pipe pipe
            && pipe.operators().getLast() instanceof OutputOperator.As as
        ? as.name().text()
        : "";
  }

  private static BoundTable counted(TableBinder tables, Scope scope, BoundTable rows, Expr column) {
    if (!(column instanceof Expr.NameRef ref)) {
      tables.session.diagnostics.error("KS109", column.span(), "Column name expected.", null);
      return BoundTable.failed();
    }
    NamedExpr key = new NamedExpr(List.of(), false, ref, ref.span());
    NamedExpr count =
        new NamedExpr(
            List.of(new Name("count_" + ref.name().text(), ref.span())),
            false,
            new Expr.Call(null, new Name("count", ref.span()), List.of(), ref.span()),
            ref.span());
    return new Summarize(tables, rows, scope)
        .bind(
            new AggregateOperator.Summarize(
                Options.NONE, List.of(count), List.of(key), ref.span()));
  }
}
