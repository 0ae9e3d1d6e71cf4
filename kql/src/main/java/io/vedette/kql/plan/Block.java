package io.vedette.kql.plan;

import io.vedette.kql.sql.SqlColumn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One SELECT while it is put together. */
final class Block {
  /** What stands behind FROM, or null. */
  final @Nullable String from;

  /** The columns and the text of each inside this SELECT. */
  final Map<SqlColumn, String> columns = new LinkedHashMap<>();

  /** Columns whose text is more than a name, so that it should not be repeated. */
  final Map<SqlColumn, Stage> stages = new LinkedHashMap<>();

  final List<String> where = new ArrayList<>();
  boolean grouped;
  int groupKeys;
  @Nullable String tail;

  /** When the value of a column is there: WHERE and other columns can only use earlier ones. */
  enum Stage {
    /** Computed from the row. */
    ROW,
    /** A window or an unnested list: after WHERE. */
    LATE
  }

  Block(@Nullable String from) {
    this.from = from;
  }

  /** Whether filters and further columns may still join this SELECT. */
  boolean isOpen() {
    return !grouped && tail == null;
  }

  boolean hasLate() {
    return stages.containsValue(Stage.LATE);
  }
}
