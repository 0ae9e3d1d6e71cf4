package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operators that choose or order rows and leave their columns. */
public sealed interface RowOperator extends Operator {

  /** {@code where predicate}, {@code filter predicate}. */
  record Where(Options options, Expr predicate, Span span) implements RowOperator {}

  /** {@code take n}, {@code limit n}. */
  record Take(Options options, Expr count, Span span) implements RowOperator {}

  /** {@code sample n}. */
  record Sample(Options options, Expr count, Span span) implements RowOperator {}

  /** {@code sort by keys}, {@code order by keys}. */
  record Sort(Options options, List<OrderKey> keys, Span span) implements RowOperator {
    public Sort {
      keys = List.copyOf(keys);
    }
  }

  /** {@code top n by key}. */
  record Top(Options options, Expr count, OrderKey key, Span span) implements RowOperator {}

  /** {@code serialize columns}: fixes the order of rows; the columns may be none. */
  record Serialize(Options options, List<NamedExpr> columns, Span span) implements RowOperator {
    public Serialize {
      columns = List.copyOf(columns);
    }
  }

  /** {@code scan with_match_id=m partition by p order by o declare (d) with (steps)}. */
  record Scan(
      Options options,
      @Nullable Name withMatchId,
      List<Expr> partitionBy,
      List<OrderKey> orderBy,
      List<ColumnDeclaration> declared,
      List<ScanStep> steps,
      Span span)
      implements RowOperator {
    public Scan {
      partitionBy = List.copyOf(partitionBy);
      orderBy = List.copyOf(orderBy);
      declared = List.copyOf(declared);
      steps = List.copyOf(steps);
    }
  }

  /**
   * {@code step name optional output=all: condition => column = value, ...;}.
   *
   * @param output {@code all}, {@code last}, {@code none} as written, or null
   */
  record ScanStep(
      Name name,
      boolean optional,
      @Nullable Name output,
      Expr condition,
      List<NamedExpr> assignments,
      Span span)
      implements Node {
    public ScanStep {
      assignments = List.copyOf(assignments);
    }
  }
}
