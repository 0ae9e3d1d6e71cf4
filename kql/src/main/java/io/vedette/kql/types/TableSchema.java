package io.vedette.kql.types;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table as queries see it, and what of it is stored.
 *
 * <p>Wide tables store only the columns that ever held a value. A column that is neither stored nor
 * constant reads as null (empty for strings). A stored table also has the hidden columns {@code
 * _IngestionTime} (TIMESTAMP) and {@code _Sequence} (BIGINT, grows with every row of the
 * workspace).
 *
 * @param name the table's name, exact case, also that of the stored table
 * @param columns all columns in their order
 * @param exists whether a stored table of this name is there; without one the table is empty
 * @param stored names of the columns that the stored table has
 * @param constants columns of type string that have one value in every row, such as {@code Type}
 */
public record TableSchema(
    String name,
    List<Column> columns,
    boolean exists,
    Set<String> stored,
    Map<String, String> constants) {

  /** The hidden column that holds when a row was stored. */
  public static final String INGESTION_TIME = "_IngestionTime";

  /** The hidden column that numbers the rows of a workspace in the order of their commits. */
  public static final String SEQUENCE = "_Sequence";

  public TableSchema {
    columns = List.copyOf(columns);
    stored = Set.copyOf(stored);
    constants = Map.copyOf(constants);
  }

  /** A table that holds nothing yet. */
  public static TableSchema empty(String name, List<Column> columns) {
    return new TableSchema(name, columns, false, Set.of(), Map.of());
  }
}
