package io.vedette.kql;

import io.vedette.kql.types.Column;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A query that can run.
 *
 * @param results one entry per result table, in order; the first is the primary result
 * @param tables names of all stored tables that are read
 * @param drivingTables the tables at the left end of the pipe (see {@link RowScope})
 * @param warnings diagnostics that do not stop the query
 */
public record CompiledQuery(
    List<ResultTable> results,
    Set<String> tables,
    Set<String> drivingTables,
    List<Diagnostic> warnings)
    implements Compilation {

  public CompiledQuery {
    results = List.copyOf(results);
    tables = Set.copyOf(tables);
    drivingTables = Set.copyOf(drivingTables);
    warnings = List.copyOf(warnings);
  }

  /**
   * One result table.
   *
   * @param name its name, {@code PrimaryResult} for the first
   * @param sql one SELECT statement of the columns that are not constant, in the order of {@code
   *     columns}, with values as {@link io.vedette.kql.types.ScalarType#expressionType()} says
   * @param firstRows whether the statement is of a few rows and may end with a LIMIT; else it does
   *     not
   * @param columns names and Kusto types of the result
   * @param constants values that are the same in all rows, by their columns' positions; null is one
   *     too. Of a wide table most columns are stored nowhere, and the engine takes long to repeat
   *     their values for each row
   * @param nullTexts positions of columns of type string whose null in the statement's rows is the
   *     empty text: the engine would replace it in every row that it sorts, not only in those shown
   * @param visualization what {@code render} asked for, or null
   */
  public record ResultTable(
      String name,
      String sql,
      boolean firstRows,
      List<Column> columns,
      Map<Integer, @Nullable Object> constants,
      Set<Integer> nullTexts,
      @Nullable Visualization visualization) {
    public ResultTable {
      columns = List.copyOf(columns);
      constants = Collections.unmodifiableMap(new HashMap<>(constants));
      nullTexts = Set.copyOf(nullTexts);
    }
  }

  /** The kind of chart and the properties of {@code render}, as written. */
  public record Visualization(String kind, Map<String, String> properties) {
    public Visualization {
      properties = Map.copyOf(properties);
    }
  }
}
