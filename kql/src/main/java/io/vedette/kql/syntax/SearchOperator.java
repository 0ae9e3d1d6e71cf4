package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import io.vedette.kql.types.ScalarType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operators that look for rows over many columns or tables. */
public sealed interface SearchOperator extends Operator {

  /**
   * {@code search kind=case_sensitive in (T1, T*) predicate}.
   *
   * @param tables empty when not written
   * @param predicate a bare string stands for any column that has that term
   */
  record Search(Options options, List<Expr> tables, Expr predicate, Span span)
      implements SearchOperator {
    public Search {
      tables = List.copyOf(tables);
    }
  }

  /**
   * {@code find withsource=s in (T1, T2) where predicate project a, b:string, pack(*)}.
   *
   * @param tables empty when not written
   * @param smart whether {@code project-smart} was written, or nothing
   * @param project columns to show, empty when smart
   * @param projectAway columns to leave out, usually empty
   */
  record Find(
      Options options,
      List<Expr> tables,
      Expr predicate,
      boolean smart,
      List<FindColumn> project,
      List<Expr> projectAway,
      Span span)
      implements SearchOperator {
    public Find {
      tables = List.copyOf(tables);
      project = List.copyOf(project);
      projectAway = List.copyOf(projectAway);
    }
  }

  /** A column of {@code find ... project}: name and type, or {@code pack(*)} as an expression. */
  record FindColumn(Expr column, @Nullable ScalarType type, Span span) implements Node {}
}
