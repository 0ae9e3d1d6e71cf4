package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operators that choose, add, rename or order columns and leave the rows. */
public sealed interface ColumnOperator extends Operator {

  /** {@code extend a = 1, (b, c) = f()}. */
  record Extend(List<NamedExpr> columns, Span span) implements ColumnOperator {
    public Extend {
      columns = List.copyOf(columns);
    }
  }

  /** {@code project a, b = c}. */
  record Project(List<NamedExpr> columns, Span span) implements ColumnOperator {
    public Project {
      columns = List.copyOf(columns);
    }
  }

  /** {@code project-away a, b*}: names, paths and {@link Expr.Wildcard}s. */
  record ProjectAway(List<Expr> columns, Span span) implements ColumnOperator {
    public ProjectAway {
      columns = List.copyOf(columns);
    }
  }

  /** {@code project-keep a, b*}. */
  record ProjectKeep(List<Expr> columns, Span span) implements ColumnOperator {
    public ProjectKeep {
      columns = List.copyOf(columns);
    }
  }

  /** {@code project-rename new = old}; also the form {@code (a, b) = (c, d)} is kept as written. */
  record ProjectRename(List<NamedExpr> columns, Span span) implements ColumnOperator {
    public ProjectRename {
      columns = List.copyOf(columns);
    }
  }

  /** {@code project-reorder a, b* asc}. */
  record ProjectReorder(List<ReorderItem> columns, Span span) implements ColumnOperator {
    public ProjectReorder {
      columns = List.copyOf(columns);
    }
  }

  /** A column or {@link Expr.Wildcard} of {@code project-reorder}, with its order or null. */
  record ReorderItem(Expr column, @Nullable NameOrder order, Span span) implements Node {}

  /** The orders of matching names in {@code project-reorder}. */
  enum NameOrder {
    ASC,
    DESC,
    GRANNY_ASC,
    GRANNY_DESC
  }

  /** {@code project-by-names "a", "b*", dynamic(["c"])}. */
  record ProjectByNames(List<Expr> names, Span span) implements ColumnOperator {
    public ProjectByNames {
      names = List.copyOf(names);
    }
  }
}
