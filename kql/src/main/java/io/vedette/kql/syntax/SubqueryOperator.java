package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operators that hand their rows to a subquery, a function or a plugin. */
public sealed interface SubqueryOperator extends Operator {

  /** {@code invoke function(arguments)}; the rows are the first argument. */
  record Invoke(Expr.Call call, Span span) implements SubqueryOperator {}

  /**
   * {@code evaluate hint.remote=x plugin(arguments) : (schema)}.
   *
   * @param schema the columns that the plugin is said to give, or null
   */
  record Evaluate(Options options, Expr.Call call, @Nullable RowSchema schema, Span span)
      implements SubqueryOperator {}

  /**
   * {@code partition hint.strategy=native by key (subquery)}.
   *
   * @param braces whether it is the legacy form {@code partition by key { query }}
   * @param subquery starts from {@link Tabular.ContextRows}, or with braces may be a query of its
   *     own
   */
  record Partition(Options options, Expr by, boolean braces, Expr subquery, Span span)
      implements SubqueryOperator {}

  /** {@code fork name = (subquery) (subquery)}. */
  record Fork(List<Branch> branches, Span span) implements SubqueryOperator {
    public Fork {
      branches = List.copyOf(branches);
    }
  }

  /** One result of {@code fork}. */
  record Branch(@Nullable Name name, Expr subquery, Span span) implements Node {}

  /** {@code facet by a, b with (subquery)}. */
  record Facet(List<Expr> by, @Nullable Expr with, Span span) implements SubqueryOperator {
    public Facet {
      by = List.copyOf(by);
    }
  }

  /**
   * {@code macro-expand kind=union entity_group as scope (statements; query)}.
   *
   * @param scope the name of the member at hand, or null
   */
  record MacroExpand(
      Options options, Expr entityGroup, @Nullable Name scope, FunctionBody body, Span span)
      implements SubqueryOperator {}
}
