package io.vedette.kql.syntax;

import io.vedette.kql.Span;

/** A tabular operator: what stands between two pipes. One sealed family per file. */
public sealed interface Operator extends Node
    permits AggregateOperator,
        ColumnOperator,
        ExpandOperator,
        GraphOperator,
        JoinOperator,
        Operator.Unreadable,
        OutputOperator,
        ParseOperator,
        RowOperator,
        SearchOperator,
        SubqueryOperator {

  /** What could not be read; there is an error among the diagnostics. */
  record Unreadable(Span span) implements Operator {}
}
