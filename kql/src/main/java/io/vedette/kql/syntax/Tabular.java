package io.vedette.kql.syntax;

import io.vedette.kql.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression that gives a table by its form.
 *
 * <p>Source: Kusto documentation, "Tabular expression statements" and the pages of the operators.
 */
public sealed interface Tabular extends Expr {

  /** {@code source | operator | operator}; at least one operator. */
  record Pipe(Expr source, List<Operator> operators, Span span) implements Tabular {
    public Pipe {
      operators = List.copyOf(operators);
    }
  }

  /** The rows that the enclosing {@code mv-apply}, {@code fork}, {@code partition} ... feeds in. */
  record ContextRows(Span span) implements Tabular {}

  /**
   * An operator that stands first: {@code union}, {@code search}, {@code find}, {@code evaluate}.
   */
  record Leading(Operator operator, Span span) implements Tabular {}

  /** {@code print a = 1, 2}. */
  record Print(List<NamedExpr> columns, Span span) implements Tabular {
    public Print {
      columns = List.copyOf(columns);
    }
  }

  /** {@code range column from start to end step step}. */
  record Range(Name column, Expr from, Expr to, Expr step, Span span) implements Tabular {}

  /**
   * {@code datatable (columns) [values]}.
   *
   * @param values row by row
   */
  record DataTable(Options options, RowSchema schema, List<Expr> values, Span span)
      implements Tabular {
    public DataTable {
      values = List.copyOf(values);
    }
  }

  /** {@code externaldata (columns) [uris] with (properties)}. */
  record ExternalData(RowSchema schema, List<Expr> uris, Options properties, Span span)
      implements Tabular {
    public ExternalData {
      uris = List.copyOf(uris);
    }
  }

  /**
   * {@code inline_external_table (columns) kind=... partition by (...) pathformat=(...) (uris) with
   * (properties)}.
   *
   * @param partitionBy the text between the parentheses, or null
   * @param pathFormat the text between the parentheses, or null
   */
  record InlineExternalTable(
      RowSchema schema,
      Options options,
      @Nullable String partitionBy,
      @Nullable String pathFormat,
      List<Expr> uris,
      Options properties,
      Span span)
      implements Tabular {
    public InlineExternalTable {
      uris = List.copyOf(uris);
    }
  }
}
