package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operators that make few rows of many. */
public sealed interface AggregateOperator extends Operator {

  /** {@code summarize aggregates by keys}; either list may be empty, not both. */
  record Summarize(Options options, List<NamedExpr> aggregates, List<NamedExpr> by, Span span)
      implements AggregateOperator {
    public Summarize {
      aggregates = List.copyOf(aggregates);
      by = List.copyOf(by);
    }
  }

  /** {@code distinct columns} or {@code distinct *}. */
  record Distinct(Options options, List<NamedExpr> columns, Span span)
      implements AggregateOperator {
    public Distinct {
      columns = List.copyOf(columns);
    }
  }

  /**
   * {@code count}, {@code count as name}.
   *
   * @param name the result column's name, or null
   */
  record Count(Options options, @Nullable Name name, Span span) implements AggregateOperator {}

  /** {@code sample-distinct n of column}. */
  record SampleDistinct(Options options, Expr count, Expr of, Span span)
      implements AggregateOperator {}

  /** {@code top-hitters n of expression by weight}. */
  record TopHitters(Options options, Expr count, NamedExpr of, @Nullable NamedExpr by, Span span)
      implements AggregateOperator {}

  /** {@code top-nested 2 of a by count(), top-nested ...}. */
  record TopNested(List<Level> levels, Span span) implements AggregateOperator {
    public TopNested {
      levels = List.copyOf(levels);
    }
  }

  /**
   * One level of {@code top-nested}.
   *
   * @param count how many values, or null for all
   * @param of the value, perhaps with a name
   * @param others the value that stands for the rest, or null
   */
  record Level(@Nullable Expr count, NamedExpr of, @Nullable Expr others, OrderKey by, Span span)
      implements Node {}

  /**
   * {@code make-series aggregates on axis from start to end step step by keys}; also {@code on axis
   * in range(start, end, step)}, which sets {@code inRange}.
   */
  record MakeSeries(
      Options options,
      List<SeriesAggregate> aggregates,
      NamedExpr on,
      @Nullable Expr from,
      @Nullable Expr to,
      Expr step,
      boolean inRange,
      List<NamedExpr> by,
      Span span)
      implements AggregateOperator {
    public MakeSeries {
      aggregates = List.copyOf(aggregates);
      by = List.copyOf(by);
    }
  }

  /** An aggregate of {@code make-series} and the value of empty bins, or null for 0. */
  record SeriesAggregate(NamedExpr value, @Nullable Expr defaultValue, Span span) implements Node {}

  /** {@code reduce by column with threshold=0.1, characters=".."}. */
  record Reduce(Options options, NamedExpr by, Options with, Span span)
      implements AggregateOperator {}
}
