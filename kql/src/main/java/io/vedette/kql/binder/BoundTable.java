package io.vedette.kql.binder;

import io.vedette.kql.CompiledQuery.Visualization;
import io.vedette.kql.plan.Plan;
import io.vedette.kql.sql.SortKey;
import io.vedette.kql.sql.SqlExpr;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tabular expression that is bound.
 *
 * @param plan gives the rows, and the columns that the columns' values refer to
 * @param columns in their order
 * @param order the order of the rows; empty when they have none
 * @param ingestionTime when the row was stored, in ticks, or null when nothing is known of it
 * @param open whether there may be columns that are not known, because of an error reported before
 * @param visualization what {@code render} asked for, or null
 * @param graph what {@code make-graph} made; a table with one has no rows of its own
 */
record BoundTable(
    Plan plan,
    List<TableColumn> columns,
    List<SortKey> order,
    @Nullable SqlExpr ingestionTime,
    boolean open,
    @Nullable Visualization visualization,
    @Nullable Graph graph) {

  BoundTable {
    columns = List.copyOf(columns);
    order = List.copyOf(order);
  }

  /** A table of unordered rows. */
  static BoundTable of(Plan plan, List<TableColumn> columns) {
    return new BoundTable(plan, columns, List.of(), null, false, null, null);
  }

  /** What stands for a graph. */
  static BoundTable of(Graph graph) {
    return new BoundTable(
        new Plan.Values(List.of(), List.of(), List.of()),
        List.of(),
        List.of(),
        null,
        false,
        null,
        graph);
  }

  /** What stands for a table after an error that has been reported. */
  static BoundTable failed() {
    Plan nothing = new Plan.Values(List.of(), List.of(), List.of());
    return new BoundTable(nothing, List.of(), List.of(), null, true, null, null);
  }

  BoundTable over(Plan newPlan) {
    return new BoundTable(newPlan, columns, order, ingestionTime, open, visualization, null);
  }

  BoundTable showing(List<TableColumn> newColumns) {
    return new BoundTable(plan, newColumns, order, ingestionTime, open, visualization, null);
  }

  BoundTable ordered(List<SortKey> newOrder) {
    return new BoundTable(plan, columns, newOrder, ingestionTime, open, visualization, null);
  }

  BoundTable visualized(Visualization newVisualization) {
    return new BoundTable(plan, columns, order, ingestionTime, open, newVisualization, null);
  }

  BoundTable ingested(@Nullable SqlExpr newIngestionTime) {
    return new BoundTable(plan, columns, order, newIngestionTime, open, visualization, null);
  }

  BoundTable opened() {
    return new BoundTable(plan, columns, order, ingestionTime, true, visualization, null);
  }

  /** The column of that name, or null. */
  @Nullable TableColumn column(String name) {
    for (TableColumn column : columns) {
      if (column.name().equals(name)) {
        return column;
      }
    }
    return null;
  }

  /** The columns that a result has: all but latent ones. */
  List<TableColumn> shown() {
    return columns.stream().filter(c -> !c.latent()).toList();
  }

  List<String> columnNames() {
    return columns.stream().map(TableColumn::name).toList();
  }
}
