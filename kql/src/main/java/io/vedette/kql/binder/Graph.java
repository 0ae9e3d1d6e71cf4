package io.vedette.kql.binder;

import io.vedette.kql.sql.Sql;
import io.vedette.kql.sql.SqlExpr;
import java.util.List;
import java.util.Objects;

/**
 * A graph: a table of nodes and one of edges. Beside the properties that queries see they have
 * columns with names that no query can write.
 */
record Graph(Binding.Table nodes, Binding.Table edges) {
  /** A node's id as text. */
  static final String ID = "$id";

  /** A node's place among the nodes. */
  static final String PLACE = "$place";

  /** The id of the node that an edge starts from. */
  static final String FROM = "$from";

  /** The id of the node that an edge leads to. */
  static final String TO = "$to";

  /** An edge's number. */
  static final String EDGE = "$edge";

  /**
   * What a node or an edge is a part of, where a graph is partitioned. The ids of such a graph
   * begin with it, so that its parts have nothing in common.
   */
  static final String PARTITION = "$partition";

  private static final SqlExpr BETWEEN = Sql.text("\u0001");

  boolean isPartitioned() {
    return nodes.table().column(PARTITION) != null;
  }

  /** An id of a part of a graph. */
  static SqlExpr partId(SqlExpr partition, SqlExpr id) {
    return Sql.call("concat", partition, BETWEEN, id);
  }

  /** The id without the part. */
  SqlExpr ownId(BoundTable table, SqlExpr id) {
    return isPartitioned() ? ownId(value(table, PARTITION), id) : id;
  }

  static SqlExpr ownId(SqlExpr partition, SqlExpr id) {
    return Sql.template("substr({0}, length({1}) + 2)", id, partition);
  }

  static SqlExpr value(BoundTable table, String column) {
    return Objects.requireNonNull(table.column(column), column).value();
  }

  /** The columns that queries see. */
  static List<TableColumn> properties(BoundTable table) {
    return table.columns().stream().filter(c -> !c.name().startsWith("$")).toList();
  }
}
