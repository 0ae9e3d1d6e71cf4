package io.vedette.ingestion;

import io.vedette.kql.types.ScalarType;
import java.sql.SQLException;
import org.duckdb.DuckDBAppender;

/**
 * The values of one column for the rows of a batch, packed: an object for each cell would cost more
 * on its way to the disk than reading it does. Rows after the last one that was set have no value.
 */
abstract sealed class ColumnValues permits TextValues, NumberValues, DecimalValues {

  /** No values yet of a type. */
  static ColumnValues of(ScalarType type) {
    return switch (type) {
      case STRING, GUID, DYNAMIC -> new TextValues();
      case BOOL, INT, LONG, REAL, DATETIME, TIMESPAN -> new NumberValues(type);
      case DECIMAL -> new DecimalValues();
    };
  }

  /** The rows up to the last one that was set. */
  abstract int rows();

  /** Whether a row has no value; any row may be asked for. */
  abstract boolean isNull(int row);

  /**
   * Gives the next row a value.
   *
   * @param stored in the form of {@link StoredValue}
   */
  abstract void add(Object stored);

  /** Gives the next row none. */
  abstract void addNull();

  /** Forgets the rows from this one on; it is the last one that was set. */
  abstract void removeLast();

  /** Appends the value of a row that has one. */
  abstract void append(DuckDBAppender rows, int row) throws SQLException;

  /** Sets a row; those before it that were not set have no value. */
  final void set(int row, Object stored) {
    if (rows() > row) {
      removeLast();
    }
    while (rows() < row) {
      addNull();
    }
    add(stored);
  }

  /** Forgets the value of a row if it has one; later ones have none. */
  final void forget(int row) {
    if (rows() > row) {
      removeLast();
    }
  }
}
