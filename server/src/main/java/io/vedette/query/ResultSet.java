package io.vedette.query;

import io.vedette.kql.CompiledQuery.Visualization;
import io.vedette.kql.types.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One result table.
 *
 * @param name {@code PrimaryResult} for the first
 * @param rows cells in the order of the columns: Boolean, Integer, Long, Double, BigDecimal,
 *     String; datetime and timespan as Long of 100 ns ticks, dynamic as JSON text, guid as text
 * @param visualization what {@code render} asked for, or null
 */
public record ResultSet(
    String name,
    List<Column> columns,
    List<@Nullable Object[]> rows,
    @Nullable Visualization visualization) {

  /** Position of the column of that exact name, or -1. */
  public int columnIndex(String column) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).name().equals(column)) {
        return i;
      }
    }
    return -1;
  }
}
