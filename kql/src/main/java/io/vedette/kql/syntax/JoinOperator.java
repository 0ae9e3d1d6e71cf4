package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import java.util.List;

/** Operators that bring tables together. */
public sealed interface JoinOperator extends Operator {

  /**
   * {@code join kind=inner (right) on keys}.
   *
   * @param on bare columns and conditions, split at commas only; never empty
   */
  record Join(Options options, Expr right, List<Expr> on, Span span) implements JoinOperator {
    public Join {
      on = List.copyOf(on);
    }
  }

  /** {@code lookup kind=leftouter (right) on keys}. */
  record Lookup(Options options, Expr right, List<Expr> on, Span span) implements JoinOperator {
    public Lookup {
      on = List.copyOf(on);
    }
  }

  /**
   * {@code union withsource=s kind=outer T1, (T2 | ...), T*}.
   *
   * @param tables names, {@link Expr.Wildcard}s, {@link Expr.Star}, calls and pipes; a wildcard may
   *     also be the member of a {@link Expr.Path} over {@code database(...)}
   */
  record Union(Options options, List<Expr> tables, Span span) implements JoinOperator {
    public Union {
      tables = List.copyOf(tables);
    }
  }
}
