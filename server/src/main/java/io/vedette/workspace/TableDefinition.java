package io.vedette.workspace;

import io.vedette.kql.types.Column;
import java.util.List;

/**
 * What a table is meant to hold.
 *
 * @param name exact case, as queries write it
 * @param description one sentence, may be empty
 * @param group the heading under which the portal lists it
 * @param columns all columns in their order
 * @param custom whether rows may add columns to it (tables named {@code *_CL})
 * @param common whether it is one that most workspaces use, which is shown and guessed first
 */
public record TableDefinition(
    String name,
    String description,
    String group,
    List<ColumnDefinition> columns,
    boolean custom,
    boolean common) {

  /** The ending of every custom table's name. */
  public static final String CUSTOM_SUFFIX = "_CL";

  public TableDefinition {
    columns = List.copyOf(columns);
  }

  /** Names and types alone, in order. */
  public List<Column> plainColumns() {
    return columns.stream().map(ColumnDefinition::column).toList();
  }
}
