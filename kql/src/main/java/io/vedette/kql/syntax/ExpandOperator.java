package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import io.vedette.kql.types.ScalarType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operators that make rows of the elements of dynamic values. */
public sealed interface ExpandOperator extends Operator {

  /** {@code mv-expand bagexpansion=array with_itemindex=i a, b to typeof(long) limit 10}. */
  record MvExpand(Options options, List<ExpandItem> items, @Nullable Expr limit, Span span)
      implements ExpandOperator {
    public MvExpand {
      items = List.copyOf(items);
    }
  }

  /**
   * {@code mv-apply x = a to typeof(long) limit 10 on (subquery)}.
   *
   * @param contextId the name given by {@code id}, or null
   * @param subquery starts from {@link Tabular.ContextRows}
   */
  record MvApply(
      Options options,
      List<ExpandItem> items,
      @Nullable Expr limit,
      @Nullable Expr contextId,
      Expr subquery,
      Span span)
      implements ExpandOperator {
    public MvApply {
      items = List.copyOf(items);
    }
  }

  /** What to expand, and the type to convert the elements to, or null for dynamic. */
  record ExpandItem(NamedExpr value, @Nullable ScalarType type, Span span) implements Node {}
}
