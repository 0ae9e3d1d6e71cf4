package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import java.util.List;

/**
 * The columns of a table as written: {@code (a:string, b:long)}, {@code (*)}, {@code (*,
 * a:string)}, {@code (a:string, *)}.
 *
 * @param star where any further columns stand
 */
public record RowSchema(List<ColumnDeclaration> columns, Star star, Span span) implements Node {
  public RowSchema {
    columns = List.copyOf(columns);
  }

  /** Where {@code *} stands in a schema. */
  public enum Star {
    NONE,
    FIRST,
    LAST
  }
}
