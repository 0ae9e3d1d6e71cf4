package io.vedette.connectors.files;

import io.vedette.connectors.windows.TableRow;
import java.util.Optional;

/** Where the rows of files go. */
interface RowTarget {

  /**
   * Takes a row.
   *
   * @param where its place in the file, for the report
   */
  void add(TableRow row, FileLog log, String where);

  /** Takes whole lines of rows at once; empty when this target looks at each row. */
  default Optional<LineTarget> lines() {
    return Optional.empty();
  }

  /** Stores what was taken so far; afterwards the file's report is complete. */
  void flush();
}
